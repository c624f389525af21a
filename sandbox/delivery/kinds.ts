import type { Kit } from '../workspace/state.ts'

/** The three things Slack sends an app. */
export type Kind = 'slash_commands' | 'interactive' | 'events_api'

/** One payload on its way to the app, the same over a socket and over HTTP. */
export interface Parcel {
  id: string
  kind: Kind
  payload: Kit
  /** 0 the first time; then the number of the retry, and why there is one. */
  attempt: number
  reason: string | undefined
  /** Only over connections that were opened with this app token; over any when absent, and over HTTP. */
  to?: string | undefined
}

/**
 * What came of it: the app's ack with its body, or the word Slack has for its absence; over HTTP with the status that
 * was none. `ms` is since sending.
 */
export type Ack =
  | { ok: true; body: unknown; ms: number }
  | { ok: false; error: string; reason: string; ms: number; stop?: boolean; status?: number }

/** One delivery as the log shows it. */
export interface Delivered extends Parcel {
  /** Counts them; `id` stays the same when one is tried again. */
  n: number
  /** Unix ms. */
  startedAt: number
  ack: Ack | undefined
}

/** How long Slack waits for an ack (docs.slack.dev/interactivity/handling-user-interaction). */
const ackWithinMs = 3000

/**
 * Says when Slack's patience is over. What has arrived by then is read first: that this very process was busy for so long
 * is not the app's fault.
 */
export const patience = (over: () => void): NodeJS.Timeout => setTimeout(() => setImmediate(over), ackWithinMs)

/** A road to the app. */
export interface Transport {
  /** False when nobody is at the other end. */
  ready(): boolean
  send(parcel: Parcel): Promise<Ack>
}
