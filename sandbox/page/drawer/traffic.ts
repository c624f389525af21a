/** A call of the app, an event that it was sent, or what a person did that it was told of. */
export type TrafficKind = 'call' | 'event' | 'act'

/** One line of the traffic between the workspace and the app. */
export type TrafficRow = {
  /** `c` and the number of a call, `d` and the number of a delivery. */
  readonly id: string
  readonly kind: TrafficKind
  /** The method, the event's type, the command or what was used. */
  readonly name: string
  /** Where, who, and the beginning of what was said, as far as it is known; tokens are never in it. */
  readonly about: string
  /** Unix ms. */
  readonly at: number
  /** Null while it runs. */
  readonly ms: number | null
  /** `ok`, Slack's error or word, `http 500`, `dropped`; null while it runs. */
  readonly outcome: string | null
  readonly isOk: boolean | null
  /** Which retry of an event this is; 0 the first time. */
  readonly retry: number
}

/** What is new since the last look. */
export type Traffic = {
  /** The newest, newest first. */
  readonly rows: readonly TrafficRow[]
  /** How many were too many to be told. */
  readonly passed: number
  /** To be named at the next look. */
  readonly seen: { readonly call: number; readonly delivery: number }
}

/** What went over the wire; a text instead of JSON is the beginning of one that was too long, or was none. */
export type TrafficDetail = {
  readonly request: unknown
  /** Null when there was none, or it is forgotten. */
  readonly answer: unknown
  /** Characters of the whole answer. */
  readonly length: number
}

/** What has been made to go wrong. */
export type Armed = {
  readonly faults: readonly {
    readonly id: number
    readonly method: string
    readonly when: 'before' | 'after'
    /** `drop`, `hang`, `html`, `http 429`, `delay 300`, or Slack's error. */
    readonly how: string
    /** How many calls are still to fail; null: all. */
    readonly left: number | null
  }[]
  readonly delayMs: number
  readonly limits: { readonly on: boolean; readonly refused: number; readonly impatient: number }
  readonly scopes: readonly { readonly name: string; readonly isGranted: boolean }[]
  /** Slack's error by which tokens of this kind are refused; null when they are taken. */
  readonly tokens: { readonly bot: string | null; readonly app: string | null }
  /** How many events are kept back; null when none is to be. */
  readonly held: number | null
  readonly copies: number
  readonly sockets: { readonly open: number; readonly isOff: boolean }
  /** False when nobody would take a payload. */
  readonly connected: boolean
  /** The methods that there are, for whoever wants to choose one. */
  readonly methods: readonly string[]
}
