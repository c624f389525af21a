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

/**
 * `perMs`: what Slack gives back, `gainPerMs`: what of it is this process's now. `lastTurn`: when the last of those who
 * were told to wait comes again.
 */
type Bucket = {
  left: number
  readonly full: number
  readonly perMs: number
  gainPerMs: number
  filledAt: Moment
  lastTurn: Moment
}

/**
 * Paces calls before Slack has to refuse them. One per process; a `Retry-After` is kept beside it, for all replicas.
 */
export type Pace = {
  /**
   * Takes a place for this call, or says how long to wait for one (ms). 0 means: go. Who is told to wait is given a
   * turn of their own: were all told to come at the next one, two hundred would come each time for one of them to go.
   */
  take(method: string, channel: string | undefined): number
  /** Slack said to wait: nothing of this method (on this channel) goes out before. */
  refused(method: string, channel: string | undefined, inMs: number): void
  /** What other replicas were told: by `pauseKey`, the ms that are left. A longer pause that is known already holds. */
  honour(pauses: ReadonlyMap<string, number>): void
  /** How many processes use these limits, this one among them; until it is said, this one alone. */
  share(processes: number): void
}

/**
 * As long as nobody was refused, each process may use all of a limit: which of them will have much to do, nobody knows.
 * A refusal says that they are too many together. From then on, for as long as the longest window of any tier, each
 * takes only its part of what Slack gives back; otherwise each would run into the other's refusals again and again.
 */
const sharedForMs = 60_000

/**
 * `now` in ms; it may be any clock that does not run backwards. `times`: how often Slack's published limits this app
 * may use up; more than 1 where Slack has granted more, less where others share them.
 */
export const startPace = (now: () => Moment, times = 1): Pace => {
  const buckets = new Map<string, Bucket>()
  const pausedUntil = new Map<string, Moment>()
  const sharedUntil = new Map<string, Moment>()
  let processes = 1

  const bucket = (key: string, burst: number, perMs: number): Bucket => {
    // A bucket that never holds one whole call would let nothing through at all.
    const full = Math.max(1, burst - reserve)
    const isShared = (sharedUntil.get(key) ?? -Infinity) > now()
    const gainPerMs = isShared ? perMs / processes : perMs
    const known = buckets.get(key)
    if (known !== undefined) {
      known.left = Math.min(full, known.left + (now() - known.filledAt) * gainPerMs)
      known.gainPerMs = gainPerMs
      known.filledAt = now()
      return known
    }
    if (buckets.size > forgetAbove) forgetFull()
    const fresh = { left: full, full, perMs, gainPerMs, filledAt: now(), lastTurn: -Infinity }
    buckets.set(key, fresh)
    return fresh
  }

  /** A bucket that is full again says no more than one that was never made. */
  const forgetFull = (): void => {
    for (const [key, one] of buckets) {
      if (one.left + (now() - one.filledAt) * one.gainPerMs >= one.full && one.lastTurn <= now()) buckets.delete(key)
    }
    for (const [key, until] of sharedUntil) if (until <= now()) sharedUntil.delete(key)
  }

  const bucketsFor = (method: string, channel: string | undefined): readonly Bucket[] => {
    if (method === 'chat.postMessage') {
      const { burst, perMs } = postsPerChannel
      return [bucket(pauseKey(method, channel), burst * times, perMs * times)]
    }
    const tier = perMinute[method]
    return tier === undefined ? [] : [bucket(method, tier * times, (tier * times) / 60_000)]
  }

  /** Turns are as close as the limit allows: whoever comes to one may be another process, which has its part left. */
  const untilNextTurn = ({ left, perMs, gainPerMs, lastTurn }: Bucket): number =>
    Math.max(0, (1 - left) / gainPerMs, lastTurn - now() + 1 / perMs)

  const pause = (key: string, forMs: number): void => {
    const until = pausedUntil.get(key) ?? -Infinity
    const known = buckets.get(key)
    // Whatever this process had left, others have used up.
    if (until <= now() && known !== undefined) Object.assign(known, { left: Math.min(0, known.left), filledAt: now() })
    pausedUntil.set(key, Math.max(until, now() + forMs))
    sharedUntil.set(key, now() + sharedForMs)
  }

  return {
    take: (method, channel) => {
      const paused = (pausedUntil.get(pauseKey(method, channel)) ?? 0) - now()
      if (paused > 0) return paused
      const mine = bucketsFor(method, channel)
      if (mine.every(({ left }) => left >= 1)) {
        for (const one of mine) one.left -= 1
        return 0
      }
      const wait = Math.max(...mine.map(untilNextTurn))
      for (const one of mine) one.lastTurn = now() + wait
      return Math.ceil(wait)
    },
    refused: (method, channel, inMs) => pause(pauseKey(method, channel), inMs),
    honour: (pauses) => {
      for (const [key, left] of pauses) pause(key, left)
    },
    share: (count) => {
      processes = Math.max(1, count)
    },
  }
}

const forgetAbove = 1_000

/** What Slack pauses together: posts are limited per channel, everything else per method. */
export const pauseKey = (method: string, channel: string | undefined): string =>
  method === 'chat.postMessage' ? `${method}/${channel ?? ''}` : method
