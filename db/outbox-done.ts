import type { Sql } from 'postgres'
import type { Outbox } from '../src/app/ports.ts'
import type { Hold } from './lease.ts'
import { list } from './list.ts'
import { together } from './together.ts'

/** What is written in one statement at most. */
const atOnce = 100

/**
 * Ends rows with nothing to record, those that end while others are being written together with one another. Asked
 * again when its answer was lost, it says the same: what this very claim has ended is no claim that somebody else has.
 */
export const endTogether = (sql: Sql): Outbox['done'] =>
  together(atOnce, async (holds: readonly Hold[]) => {
    // Locked in their order, which keeps two writers from waiting for one another.
    const rows = await sql<(Hold & { next: boolean })[]>`
      with held as (
        select q.id, q.claim, q.lane from outbox q
        join unnest(
          ${list(holds.map(({ id }) => id))}::bigint[], ${list(holds.map(({ claim }) => claim))}::int[]
        ) as hold (id, claim) on hold.id = q.id and hold.claim = q.claim
        where q.gave_up_at is null order by q.id for update of q
      ), ended as (
        update outbox q set done_at = coalesce(done_at, now()), claimed_by = null, claimed_until = null
        from held where held.id = q.id)
      select id, claim, exists (
        select from outbox o where o.lane = held.lane and o.id <> held.id and o.done_at is null and o.gave_up_at is null
      ) as next from held`
    const ended = new Map(rows.map(({ next, ...hold }) => [keyOf(hold), next ? 'next' : 'last'] as const))
    return (hold) => ended.get(keyOf(hold)) ?? 'lost'
  })

const keyOf = ({ id, claim }: Hold): string => `${id}/${claim}`
