import type { Failure } from '../../app/failure.ts'

/** Why no connection could be opened, how often in a row, and how long nothing has been received at all. */
export type Trouble = {
  readonly failure: Failure
  /** From 1. */
  readonly count: number
  /** Since when no connection is open at all, in ms; undefined while another one is. */
  readonly deafForMs: number | undefined
  /** From 0 to 1, drawn once per failure: replicas that failed together do not come back together. */
  readonly luck: number
}

const second = 1_000
/** With another connection open nothing is lost by waiting. */
const longest = 30 * second
/** Two of these and the time to connect must fit into what nobody notices; long outages are asked about less often. */
const longestDeaf = 2 * second
const deafShare = 30

/**
 * How long to wait, in ms, after a failed try to open a connection. What passes by itself is tried again within two
 * seconds while nothing is open (a thirtieth of the outage, where that is more); what a person must mend, every half a
 * minute; `Retry-After` is never cut short. Slack's count of connections lags, so that `too_many_websockets` is not
 * pressed (node-slack-sdk#1654).
 */
export const waitAfter = ({ failure, count, deafForMs, luck }: Trouble): number => {
  if (failure.how.kind === 'wait') return failure.how.inMs * (1 + luck / 10)
  const doubled = 2 ** Math.min(count - 1, 20)
  const full = isRefused(failure)
    ? Math.min(2 * second * doubled, longest)
    : failure.code === 'too_many_websockets'
      ? Math.min(second * doubled, longest)
      : Math.min(250 * doubled, deafForMs === undefined ? longest : longestWhenDeaf(deafForMs))
  return full / 2 + (full / 2) * luck
}

const longestWhenDeaf = (forMs: number): number => Math.min(longest, Math.max(longestDeaf, forMs / deafShare))

/** So many tries at once, then one in this time: whatever goes wrong, Slack is not stormed. */
const burst = 6
const oneEveryMs = 1_500

/** A person must mend it first, in Slack or in our settings. */
export const isRefused = ({ how }: Failure): boolean => how.kind === 'never' || how.kind === 'held'

/** Counts the tries of this process. `now` is monotonic, in ms. */
export const startAllowance = (now: () => number) => {
  let left = burst
  let at = now()
  const refill = (): void => {
    left = Math.min(burst, left + (now() - at) / oneEveryMs)
    at = now()
  }
  return {
    /** How long until the next try is allowed, in ms. */
    wait: (): number => {
      refill()
      return left >= 1 ? 0 : Math.ceil((1 - left) * oneEveryMs)
    },
    take: (): void => {
      refill()
      left -= 1
    },
  }
}
