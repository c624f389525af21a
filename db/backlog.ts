import type { Sql } from 'postgres'
import { isParked } from './lanes.ts'

/**
 * What waits, of all replicas together. `due`: rows whose time has come; `oldestMs`: how long the first of them has
 * waited.
 */
export type Queue = { readonly due: number; readonly oldestMs: number }

/** How the house stands at this moment; each number is true for the whole database, whoever asks. */
export type Backlog = {
  readonly outbox: Queue
  readonly inbox: Queue
  /** Given up and not done since: somebody must mend the cause. What `parked` of both lists, counted. */
  readonly parked: number
  readonly openIncidents: number
  /** Reports that nobody has judged yet. */
  readonly inTriage: number
}

/**
 * One statement, over indexes that hold unfinished rows only: cheap enough to be asked every few seconds. Only while
 * something is parked is looked for what came after it.
 */
export const backlogOn = async (sql: Sql): Promise<Backlog> => {
  const [row] = await sql<
    { outbox: number; outboxMs: number; inbox: number; inboxMs: number; parked: number; open: number; triage: number }[]
  >`
    select o.due as outbox, o.ms as "outboxMs", i.due as inbox, i.ms as "inboxMs", p.parked, n.open, n.triage
    from
      (select count(*)::int as due, coalesce(extract(epoch from now() - min(due_at)) * 1000, 0)::float8 as ms
        from outbox where done_at is null and gave_up_at is null and due_at <= now()) o,
      (select count(*)::int as due, coalesce(extract(epoch from now() - min(due_at)) * 1000, 0)::float8 as ms
        from inbox where done_at is null and gave_up_at is null and due_at <= now()) i,
      (select (select count(*) from outbox q where ${isParked(sql, { name: 'outbox', asks: 'effect' })})::int
        + (select count(*) from inbox where gave_up_at is not null)::int as parked) p,
      (select count(*) filter (where state->>'status' <> 'triage')::int as open,
        count(*) filter (where state->>'status' = 'triage')::int as triage
        from incidents where is_open) n`
  if (row === undefined) throw new Error('An aggregate answered no row')
  const { parked, open: openIncidents, triage: inTriage } = row
  return {
    outbox: { due: row.outbox, oldestMs: row.outboxMs },
    inbox: { due: row.inbox, oldestMs: row.inboxMs },
    parked,
    openIncidents,
    inTriage,
  }
}
