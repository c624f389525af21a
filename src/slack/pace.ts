import type { Limits, RateLimit } from '../app/limits.ts'
import { DatabaseAway, type Log } from '../app/ports.ts'
import type { Moment } from '../domain/ids.ts'

/**
 * Calls a minute by method: Slack's published tiers, the lower where its sources differ
 * (docs.slack.dev/apis/web-api/rate-limits).
 */
const perMinute: Readonly<Record<string, number>> = {
  'conversations.create': 20,
  'conversations.setTopic': 20,
  'conversations.rename': 20,
  'conversations.archive': 20,
  'conversations.setPurpose': 20,
  'conversations.invite': 50,
  'conversations.history': 50,
  'conversations.replies': 50,
  'conversations.open': 50,
  'users.conversations': 20,
  'users.list': 20,
  'users.info': 100,
  'pins.add': 20,
  'chat.update': 50,
  'chat.delete': 50,
  'files.delete': 50,
  'files.getUploadURLExternal': 100,
  'files.completeUploadExternal': 100,
}

/** A channel takes one post a second, with short bursts (docs.slack.dev/reference/methods/chat.postMessage). */
const postsPerChannel = { burst: 5, perMs: 1 / 1000 }

/**
 * Half a call of each burst is left unused: a call that takes its time on the way may be followed closely by the next,
 * and what is in order here would be too early there.
 */
const reserve = 0.5

/** Posts have a limit in each channel; a place that is let go is only a call that might have been made. */
const inHandAtMost = 500

/** Paces calls before Slack has to refuse them. One per process; all of them take from the same limits. */
export type Pace = {
  /**
   * Takes a place for this call, or says how long to wait for one (ms). 0 means: go. Rejects with `DatabaseAway` where
   * nobody can say how much of the limit is left.
   */
  take(method: string, channel: string | undefined): Promise<number>
  /** Slack said to wait: this process sends nothing of this method (on this channel) before. */
  refused(method: string, channel: string | undefined, inMs: number): void
  /** What other replicas were told: by `pauseKey`, the ms that are left. A longer pause that is known already holds. */
  honour(pauses: ReadonlyMap<string, number>): void
  /** How many processes take from the limits now, this one among them; until it is said, it is not alone. */
  share(processes: number): void
}

type PaceParts = {
  /** What is left of the limits, for all processes together. */
  readonly limits: Pick<Limits, 'take' | 'takeAhead'>
  /** In ms, of any clock that does not run backwards. */
  readonly now: () => Moment
  /**
   * How often Slack's published limits may be used up; more than 1 where Slack has granted more, less where others share
   * them.
   */
  readonly times?: number
  readonly log: Pick<Log, 'warn'>
}

/**
 * A pause is known here as well as in the database: what this process was told holds before it is stored.
 *
 * A process that is alone has one place of each limit in hand, taken ahead, so that the calls of a single incident wait
 * for no answer of the database: that took 1 ms or more before each. It cannot miss a pause, for nobody else is told of
 * one; where there are several they ask each time.
 */
export const startPace = ({ limits, now, times = 1, log }: PaceParts): Pace => {
  const pausedUntil = new Map<string, Moment>()
  const inHand = new Set<string>()
  const onItsWay = new Set<string>()
  let isAlone = false

  const takeAhead = async (key: string, limit: RateLimit): Promise<void> => {
    if (!isAlone || onItsWay.has(key)) return
    if (inHand.size > inHandAtMost) inHand.clear()
    onItsWay.add(key)
    try {
      if ((await limits.takeAhead(key, limit)) && isAlone) inHand.add(key)
    } catch (error) {
      // Nobody waits for this place: whoever calls next asks for it, and is told why there is none.
      if (!(error instanceof DatabaseAway))
        log.warn({ event: 'no-place-ahead', key, error: String(error) }, 'Calls ask')
    } finally {
      onItsWay.delete(key)
    }
  }

  const limitOf = (method: string): RateLimit | undefined => {
    if (method === 'chat.postMessage') return timed(postsPerChannel)
    const tier = perMinute[method]
    return tier === undefined ? undefined : timed({ burst: tier, perMs: tier / 60_000 })
  }

  /** Were there no room for one call, however little may be used up, there would never be. */
  const timed = ({ burst, perMs }: { readonly burst: number; readonly perMs: number }): RateLimit => ({
    full: Math.max(1, burst * times - reserve),
    perMs: perMs * times,
  })

  const pause = (key: string, forMs: number): void => {
    for (const [other, until] of pausedUntil) if (until <= now()) pausedUntil.delete(other)
    pausedUntil.set(key, Math.max(pausedUntil.get(key) ?? -Infinity, now() + forMs))
  }

  return {
    take: async (method, channel) => {
      const key = pauseKey(method, channel)
      const paused = (pausedUntil.get(key) ?? -Infinity) - now()
      if (paused > 0) return paused
      const limit = limitOf(method)
      if (limit === undefined) return 0
      const wait = inHand.delete(key) ? 0 : await limits.take(key, limit)
      if (wait === 0) void takeAhead(key, limit)
      return wait
    },
    refused: (method, channel, inMs) => pause(pauseKey(method, channel), inMs),
    honour: (pauses) => {
      for (const [key, left] of pauses) pause(key, left)
    },
    share: (processes) => {
      const wasAlone = isAlone
      isAlone = processes === 1
      if (!isAlone) inHand.clear()
      if (!isAlone || wasAlone) return
      for (const method of Object.keys(perMinute)) {
        const limit = limitOf(method)
        if (limit !== undefined) void takeAhead(method, limit)
      }
    },
  }
}

/** What Slack pauses together: posts are limited per channel, everything else per method. */
export const pauseKey = (method: string, channel: string | undefined): string =>
  method === 'chat.postMessage' ? `${method}/${channel ?? ''}` : method
