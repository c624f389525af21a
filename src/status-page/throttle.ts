/** How often one client may ask: `burst` at once, and `perSecond` on and on. */
export type Rate = { readonly burst: number; readonly perSecond: number }

/** Takes a token of this client's; 0, or in how many seconds to come again. */
export type Throttle = (client: string) => number

/** More clients than this at once are forgotten, the one that has been away longest first. */
const clientsAtMost = 10_000

/** Token buckets in memory, one for each client. `now`: in ms, going on steadily. */
export const throttle = ({ burst, perSecond }: Rate, now: () => number): Throttle => {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return (client) => {
    const at = now()
    const known = buckets.get(client)
    const tokens = known === undefined ? burst : Math.min(burst, known.tokens + ((at - known.at) / 1_000) * perSecond)
    const left = tokens < 1 ? tokens : tokens - 1
    // Put in anew, so that the oldest stands first.
    buckets.delete(client)
    buckets.set(client, { tokens: left, at })
    if (buckets.size > clientsAtMost) {
      const [oldest] = buckets.keys()
      if (oldest !== undefined) buckets.delete(oldest)
    }
    return tokens < 1 ? Math.ceil((1 - tokens) / perSecond) : 0
  }
}
