import type { PendingQuery, Row, Sql } from 'postgres'
import { within } from './away.ts'
import type { Holder } from './holders.ts'
import { type Hold, leaseSeconds, type WorkTable } from './lease.ts'

/**
 * How long a claim is waited for, in ms: less than its caller has patience, so that what it takes later is given back.
 */
const claimWithin = 1_900

/** What a claim finds out about a row. `uncertain`: an earlier try may have taken effect. */
export type ClaimedRow = {
  readonly id: number
  readonly claim: number
  readonly attempts: number
  readonly uncertain: boolean
  readonly lane: string
  readonly createdAt: number
}

/** What is known of a row that was given up; the times in ms. */
export type ParkedRow = {
  readonly error: string
  readonly attempts: number
  readonly createdAt: number
  readonly gaveUpAt: number
}

/** Work that waits in a table: rows of one lane one after another, lanes side by side. */
export type Lanes<Content> = {
  /** `run`: how many rows of each lane, one behind another. */
  claim(limit: number, run?: number): Promise<readonly (ClaimedRow & Content)[]>
  done(hold: Hold): Promise<boolean>
  again(
    hold: Hold,
    how: { readonly inMs: number; readonly error: string; readonly attempted: boolean; readonly uncertain: boolean },
  ): Promise<boolean>
  /** `also`: other columns to set, of the table that it is. */
  giveUp(hold: Hold, error: string, also?: PendingQuery<Row[]>): Promise<boolean>
  parked(limit: number): Promise<readonly (ParkedRow & Content)[]>
  tryAgain(id: Hold['id']): Promise<boolean>
  handBack(): Promise<void>
  nextDueInMs(): Promise<number | undefined>
}

/**
 * Whether row `q` of the table was given up and nothing that came later took its place: the same, asked for anew, is
 * done by now, or was given up itself and stands in the list instead. `asks` is as in `lanesOf`.
 */
export const isParked = (
  sql: Sql,
  table: { readonly name: WorkTable; readonly asks: string },
): PendingQuery<Row[]> => sql`
  q.gave_up_at is not null and not exists (
    select from ${sql(table.name)} later where later.lane = q.lane and later.id > q.id
      and coalesce(later.done_at, later.gave_up_at) is not null
      and later.${sql(table.asks)}::text = q.${sql(table.asks)}::text
  )`

/**
 * The lanes of one of these tables. Only the first unfinished row of a lane can be claimed. Leases and due times are
 * the database's clock's; the claim's number grows each time, so that a holder who was away too long writes nothing.
 * `holder` is this process; `key` is the column that callers know a row by, `asks` the one that says what is to be
 * done, `content` what they want to read of it.
 */
export const lanesOf = <Content>(
  sql: Sql,
  table: {
    readonly name: WorkTable
    readonly key: string
    readonly asks: string
    readonly content: readonly string[]
  },
  holder: Holder,
): Lanes<Content> => {
  const name = sql(table.name)
  // Asked again when its answer was lost: what this very claim has ended already is no claim that somebody else has.
  const claimed = ({ id, claim }: Hold) => sql`${sql(table.key)} = ${id} and claim = ${claim}`
  const unfinished = sql`done_at is null and gave_up_at is null`
  const held = (hold: Hold) => sql`${claimed(hold)} and ${unfinished}`
  const content = table.content.reduce((all, column) => sql`${all}, q.${sql(column)}`, sql``)
  const waiting = sql`select lane, id, due_at, claimed_until from ${name} where ${unfinished}`
  const inOrder = sql`order by lane, id limit 1`
  /*
   * The first unfinished row of each lane, by one step along an index for each lane, however many wait in it. To be said
   * behind `with recursive`. Where the server believed from earlier days that hardly anything waits, a join of all that
   * waits with the first of each lane compared each with each: with 4,000 events no claim came back in time.
   */
  const heads = sql`
    head as (
      (${waiting} ${inOrder})
      union all
      select next.* from head, lateral (${waiting} and lane > head.lane ${inOrder}) next
    )`
  const isFree = sql`due_at <= now() and (claimed_until is null or claimed_until <= now())`
  const letGo = sql`claimed_by = null, claimed_until = null`
  const inHand = holder.inHand[table.name]

  /** Whoever holds the first row of a lane holds the lane: what stands behind it is free, up to what must wait. */
  const behind = (run: number) => sql`
    select free.id from first, lateral (
      select ahead.id, bool_and(${isFree}) over (order by ahead.id) as at_once
      from (
        select id, due_at, claimed_until from ${name}
        where lane = first.lane and id > first.id and ${unfinished}
        order by id limit ${run - 1}
      ) ahead
    ) free where free.at_once`

  const take = async (limit: number, run: number) => {
    await holder.isKnown()
    return sql<(ClaimedRow & Content)[]>`
      with recursive ${heads}, first as (
        select locked.id, locked.lane from (select id from head where ${isFree} order by due_at, id) free, lateral (
          -- Found by its id alone, and only locked if it is still as it was seen.
          select id, lane from ${name}
          where id = free.id and ${isFree} and num_nulls(done_at, gave_up_at) = 2 for update skip locked
        ) locked limit ${limit}
      ), due as (
        select id from first ${run > 1 ? sql`union all ${behind(run)}` : sql``}
      ), taken as (
        -- A lease that ran out was a try whose end nobody knows.
        update ${name} q set claim = q.claim + 1, claimed_by = ${holder.name},
          claimed_until = now() + make_interval(secs => ${leaseSeconds}),
          attempts = q.attempts + (q.claimed_until is not null)::int,
          uncertain = q.uncertain or q.claimed_until is not null
        from due where q.id = due.id
        returning q.id, q.claim, q.attempts, q.uncertain, q.lane,
          (extract(epoch from q.created_at) * 1000)::bigint as "createdAt" ${content}
      )
      select * from taken order by id`
  }
  return {
    async claim(limit, run = 1) {
      await inHand.giveBack()
      try {
        const rows = await within(claimWithin, take(limit, run))
        inHand.take([...rows])
        return rows
      } catch (error) {
        inHand.missed()
        throw error
      }
    },

    async done(hold) {
      const rows = await sql`
        update ${name} set done_at = coalesce(done_at, now()), ${letGo} where ${claimed(hold)} and gave_up_at is null`
      return rows.count === 1
    },

    async again(hold, { inMs, error, attempted, uncertain }) {
      const rows = await sql`
        update ${name} set due_at = now() + make_interval(secs => ${inMs / 1000}), last_error = ${error},
          attempts = attempts + ${attempted ? 1 : 0}, uncertain = uncertain or ${uncertain}, ${letGo}
        where ${held(hold)}`
      return rows.count === 1
    },

    async giveUp(hold, error, also = sql``) {
      const rows = await sql`
        update ${name} set gave_up_at = coalesce(gave_up_at, now()), last_error = ${error}, ${letGo} ${also}
        where ${claimed(hold)} and done_at is null`
      return rows.count === 1
    },

    async parked(limit) {
      return sql<(ParkedRow & Content)[]>`
        select q.id, coalesce(q.last_error, '') as error, q.attempts,
          (extract(epoch from q.created_at) * 1000)::bigint as "createdAt",
          (extract(epoch from q.gave_up_at) * 1000)::bigint as "gaveUpAt" ${content}
        from ${name} q where ${isParked(sql, table)}
        order by q.gave_up_at desc, q.id desc limit ${limit}`
    },

    async tryAgain(id) {
      // Why it was given up is known, but not whether its last try took effect: the next one looks first.
      const rows = await sql`
        update ${name} set gave_up_at = null, due_at = now(), attempts = 0, uncertain = true
        where ${sql(table.key)} = ${id} and gave_up_at is not null`
      return rows.count === 1
    },

    async handBack() {
      // Whether its call had begun is not known here, so the next holder looks before sending.
      await sql`
        update ${name} set due_at = now(), uncertain = true, ${letGo}
        where claimed_by = ${holder.name} and done_at is null and gave_up_at is null`
    },

    async nextDueInMs() {
      const [row] = await sql<{ inMs: number | null }[]>`
        with recursive ${heads}
        select (extract(epoch from min(greatest(due_at, claimed_until)) - now()) * 1000)::float8 as "inMs" from head`
      return row === undefined || row.inMs === null ? undefined : Math.max(0, Math.ceil(row.inMs))
    },
  }
}
