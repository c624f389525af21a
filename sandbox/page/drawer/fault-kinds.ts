/** The ways in which the drawer lets calls fail. */
export const hows = ['rate-limit', 'status-before', 'status-after', 'drop', 'hang', 'html', 'error'] as const
export type FaultHow = (typeof hows)[number]

/** How often. */
export const oftens = ['once', 'thrice', 'always'] as const
export type Often = (typeof oftens)[number]

/** What was chosen in the drawer. */
export type FaultWish = {
  readonly method: string
  readonly how: FaultHow
  readonly often: Often
  /** Slack's word, for `error`. */
  readonly error: string
  /** For `rate-limit`. */
  readonly seconds: number
}

const times = { once: 1, thrice: 3, always: undefined } as const

/** The wish as the control API's `add-fault` takes it. */
export const faultOf = ({ method, how, often, error, seconds }: FaultWish): object => {
  const base = { method: method.trim(), ...(times[often] !== undefined && { times: times[often] }) }
  switch (how) {
    case 'rate-limit':
      return {
        ...base,
        when: 'before',
        how: {
          status: 429,
          headers: { 'content-type': 'application/json', 'retry-after': String(seconds) },
          body: JSON.stringify({ ok: false, error: 'ratelimited' }),
        },
      }
    case 'status-before':
      return { ...base, when: 'before', how: { status: 500 } }
    case 'status-after':
      return { ...base, when: 'after', how: { status: 500 } }
    case 'drop':
      return { ...base, when: 'after', how: 'drop' }
    case 'hang':
      return { ...base, when: 'before', how: 'hang' }
    case 'html':
      return { ...base, when: 'before', how: 'html' }
    case 'error':
      return { ...base, when: 'before', how: { error: error.trim() } }
    default: {
      const never: never = how
      return never
    }
  }
}
