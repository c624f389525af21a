/** One of Slack's rate limits: how many calls may go at once, and how many it gives back. */
export type RateLimit = { readonly full: number; readonly perMs: number }

/**
 * What is left of Slack's limits, and what Slack asked to leave alone for a while (`Retry-After`), shared by all replicas
 * and counted by the database's clock. A `key` is a method, or a method in a channel.
 */
export type Limits = {
  /** Nothing goes out under `key` for `forMs` from now; the longer pause holds. */
  pause(key: string, how: { readonly forMs: number }): Promise<void>
  /** The ms that are left of each pause. */
  pauses(): Promise<ReadonlyMap<string, number>>
  /**
   * Takes a place for one call, of all that the replicas may make together; or resolves with the ms after which to ask
   * again. Whoever must wait is given a turn of their own: were all told to come at the next one, two hundred would come
   * each time for one of them to go. No place is given from the moment that a pause is stored until it is over.
   */
  take(key: string, limit: RateLimit): Promise<number>
  /** Takes a place for a call that is still to come; false where less than half of the limit is left, or a pause is on. */
  takeAhead(key: string, limit: RateLimit): Promise<boolean>
}
