import type { Limits, RateLimit } from '../app/limits.ts'
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
}

type PaceParts = {
  /** What is left of the limits, for all processes together. */
  readonly limits: Pick<Limits, 'take'>
  /** In ms, of any clock that does not run backwards. */
  readonly now: () => Moment
  /**
   * How often Slack's published limits may be used up; more than 1 where Slack has granted more, less where others share
   * them.
   */
  readonly times?: number
}

/** A pause is known here as well as in the database: what this process was told holds before it is stored. */
export const startPace = ({ limits, now, times = 1 }: PaceParts): Pace => {
  const pausedUntil = new Map<string, Moment>()

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
      return limit === undefined ? 0 : limits.take(key, limit)
    },
    refused: (method, channel, inMs) => pause(pauseKey(method, channel), inMs),
    honour: (pauses) => {
      for (const [key, left] of pauses) pause(key, left)
    },
  }
}

/** What Slack pauses together: posts are limited per channel, everything else per method. */
export const pauseKey = (method: string, channel: string | undefined): string =>
  method === 'chat.postMessage' ? `${method}/${channel ?? ''}` : method
