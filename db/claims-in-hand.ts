import type { Sql } from 'postgres'
import { type Hold, leaseSeconds, type WorkTable } from './lease.ts'
import { list } from './list.ts'

/** Which rows of a table this process knows that it holds. */
export type InHand = {
  /** These are worked on now. */
  take(rows: readonly Hold[]): void
  /**
   * The answer to a claim was lost, or came when nobody waited any more: its rows are ours, and nobody works on them.
   */
  missed(): void
  /** Gives back what was missed, a few seconds later; no call of it had begun, so it need not wait for its lease. */
  giveBack(): Promise<void>
}

/** In seconds: longer than any claim, or commit that claims, is waited for. What is younger may be on its way to us. */
const settledAfter = 3

/** `holder`: what the claims of this process are signed with. */
export const inHandOf = (sql: Sql, table: WorkTable, holder: string): InHand => {
  const taken = new Map<string, number>()
  let missedAt: number | undefined

  const forgetOld = (now: number): void => {
    // In the order in which they were taken: the first whose lease may still run ends it.
    for (const [key, at] of taken) {
      if (now - at < 2_000 * leaseSeconds) return
      taken.delete(key)
    }
  }

  return {
    take: (rows) => {
      const now = performance.now()
      for (const { id, claim } of rows) taken.set(`${id}/${claim}`, now)
      forgetOld(now)
    },
    missed: () => {
      missedAt = performance.now()
    },
    giveBack: async () => {
      const since = missedAt
      if (since === undefined || performance.now() - since < settledAfter * 1_000) return
      // The moment first, then what is in hand: what is claimed later is left alone, however long the update may take.
      const [moment] = await sql<{ at: number }[]>`select extract(epoch from now())::float8 as at`
      await sql`
        update ${sql(table)} set claimed_by = null, claimed_until = null
        where claimed_by = ${holder} and done_at is null and gave_up_at is null and claimed_until > now()
          and claimed_until < to_timestamp(${moment?.at ?? 0}) + make_interval(secs => ${leaseSeconds - settledAfter})
          and id || '/' || claim <> all (${list([...taken.keys()])}::text[])`
      if (missedAt === since) missedAt = undefined
    },
  }
}
