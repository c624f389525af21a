import type { PendingQuery, Row, Sql } from 'postgres'
import type { Limits, RateLimit } from '../src/app/limits.ts'

/** A piece of a statement. */
type Piece = PendingQuery<Row[]>

/**
 * Slack's limits on PostgreSQL. One row holds all that is known of a limit, so that whoever takes from it reads in the
 * same moment what Slack has told another replica.
 */
export const limitsOn = (sql: Sql): Limits => {
  /** What a crash of the server takes with it is known again after a minute: nobody waits for the disk. */
  const quick = sql`select set_config('synchronous_commit', 'off', true)`
  const now = sql`clock_timestamp()`
  const ms = (earlier: Piece, later: Piece): Piece => sql`(extract(epoch from ${later} - ${earlier}) * 1000)::float8`

  /** Takes the first place of a limit that nobody has taken from; false if somebody has. */
  const begin = async (key: string, { full }: RateLimit): Promise<boolean> => {
    const rows = await sql`
      with quick as materialized (${quick})
      insert into limits (key, room) select ${key}, ${full - 1}::float8 from quick on conflict do nothing returning key`
    return rows.count === 1
  }

  /** Undefined where nobody has taken from it yet. */
  const take = async (key: string, { full, perMs }: RateLimit): Promise<number | undefined> => {
    const [place] = await sql<{ waitMs: number }[]>`
      with quick as materialized (${quick}), mine as materialized (
        select limits.* from limits, quick where key = ${key} for update of limits
      ), at as materialized (
        -- Asked once the row is ours, however long that took.
        select mine.*, ${now} as now from mine
      ), seen as (
        select key, now,
          least(${full}::float8, room + greatest(0, ${ms(sql`room_at`, sql`now`)}) * ${perMs}::float8) as room,
          greatest(0, ${ms(sql`now`, sql`paused_until`)}) as paused,
          -- A clock that was set back takes the turns back with it.
          ${ms(sql`greatest(now, room_at)`, sql`last_turn`)} + 1 / ${perMs}::float8 as turn
        from at
      ), told as (
        select key, now, room,
          case when paused = 0 and room >= 1 then 0
            else greatest(paused, (1 - room) / ${perMs}::float8, turn) end as wait
        from seen
      )
      update limits set room = told.room - (told.wait = 0)::int, room_at = told.now,
        last_turn = case when told.wait = 0 then last_turn else told.now + make_interval(secs => told.wait / 1000) end
      from told where limits.key = told.key
      returning ceil(told.wait)::float8 as "waitMs"`
    return place?.waitMs
  }

  const takeOrBegin = async (key: string, limit: RateLimit): Promise<number> => {
    const waitMs = await take(key, limit)
    if (waitMs !== undefined) return waitMs
    return (await begin(key, limit)) ? 0 : takeOrBegin(key, limit)
  }

  return {
    async pause(key, { forMs }) {
      // Whatever was left, others have used up, or Slack would not have said so.
      await sql`
        insert into limits (key, paused_until, room)
        values (${key}, ${now} + make_interval(secs => ${forMs / 1000}), 0)
        on conflict (key) do update set paused_until = greatest(limits.paused_until, excluded.paused_until),
          room = case when limits.paused_until > ${now} then limits.room else least(limits.room, 0) end,
          room_at = case when limits.paused_until > ${now} then limits.room_at else ${now} end`
    },

    async pauses() {
      const rows = await sql<{ key: string; leftMs: number }[]>`
        select key, ceil(${ms(now, sql`paused_until`)}) as "leftMs" from limits where paused_until > ${now}`
      return new Map(rows.map(({ key, leftMs }) => [key, leftMs]))
    },

    take: takeOrBegin,
  }
}
