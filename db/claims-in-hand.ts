import type { Hold } from './lanes.ts'

/** The claims whose answer has reached this process. */
export type ClaimsInHand = {
  take(rows: readonly Hold[]): void
  /** `id/claim` of each that may still be under its lease. */
  list(): readonly string[]
}

/** `keepMs`: longer than a lease lasts; what is older is forgotten. */
export const claimsInHand = (keepMs: number): ClaimsInHand => {
  const taken = new Map<string, number>()
  return {
    take: (rows) => {
      const now = performance.now()
      for (const { id, claim } of rows) taken.set(`${id}/${claim}`, now)
      // In the order in which they were taken: the first young one ends it.
      for (const [key, at] of taken) {
        if (now - at < keepMs) break
        taken.delete(key)
      }
    },
    list: () => [...taken.keys()],
  }
}
