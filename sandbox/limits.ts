/** Calls a minute for Slack's tiers (docs.slack.dev/apis/web-api/rate-limits). */
export const tiers = { t1: 1, t2: 20, t3: 50, t4: 100 } as const

/** A method's tier; `post` is a burst of five, then one a second for each channel; `free` is never limited. */
export type Tier = keyof typeof tiers | 'post' | 'free'

interface Bucket {
  tokens: number
  at: number
  /** Until when a Retry-After forbids calls, in ms of the monotonic clock. */
  blockedUntil: number
}

/** Rate limits, off until switched on: a bucket of one minute's calls for each method, refilled evenly. */
export class Limits {
  on = false
  /** Calls that came although a Retry-After was still running. */
  impatient = 0
  /** Calls answered with 429 in all. */
  refused = 0
  readonly #buckets = new Map<string, Bucket>()

  /** Switches limits on or off; full buckets and clean counts either way. */
  switch(on: boolean): void {
    this.on = on
    this.impatient = 0
    this.refused = 0
    this.#buckets.clear()
  }

  /** Takes one call's worth. Returns 0, or the seconds of Retry-After. */
  take(method: string, tier: Tier, channel: string): number {
    if (!this.on || tier === 'free') return 0
    const size = tier === 'post' ? 5 : tiers[tier]
    const perMs = tier === 'post' ? 1 / 1000 : size / 60_000
    const key = tier === 'post' ? `${method} ${channel}` : method
    const now = performance.now()
    const bucket = this.#buckets.get(key) ?? { tokens: size, at: now, blockedUntil: 0 }
    this.#buckets.set(key, bucket)
    bucket.tokens = Math.min(size, bucket.tokens + (now - bucket.at) * perMs)
    bucket.at = now
    if (now < bucket.blockedUntil) {
      this.impatient += 1
      this.refused += 1
      return Math.ceil((bucket.blockedUntil - now) / 1000)
    }
    if (bucket.tokens >= 1) {
      bucket.tokens -= 1
      return 0
    }
    this.refused += 1
    const seconds = Math.max(1, Math.ceil((1 - bucket.tokens) / perMs / 1000))
    bucket.blockedUntil = now + seconds * 1000
    return seconds
  }
}
