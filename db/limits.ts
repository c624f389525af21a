import type { Sql } from 'postgres'
import type { Limits, RateLimit } from '../src/app/limits.ts'
import { list } from './list.ts'

/** Those who ask for places of one limit at the same moment; `ahead`: for a call that is still to come. */
type Askers = {
  readonly key: string
  readonly limit: RateLimit
  readonly told: ((waitMs: number) => void)[]
  readonly ahead: ((isTaken: boolean) => void)[]
}

/** Of those who asked for places of a limit: how many got one, and the wait of the first of the others. */
type Places = { readonly key: string; readonly given: number; readonly ahead: number; readonly waitMs: number }

/**
 * Slack's limits on PostgreSQL. One row holds all that is known of a limit, so that whoever takes from it reads in the
 * same moment what Slack has told another replica. Whoever asks in the same turn of the loop is answered by one
 * statement: an incident's channel is followed by six calls at once, and asking for each by itself took some 10 ms of CPU.
 */
export const limitsOn = (sql: Sql): Limits => {
  /**
   * What a crash of the server takes with it is known again after a minute: nobody waits for the disk (`quick`). A limit
   * that nobody has taken from yet is whole; where somebody else begins it at this moment, nothing is said of it. Rows
   * are locked in the order of their keys, and the clock is asked once they are.
   */
  const take = (asked: readonly Askers[]) => sql<Places[]>`
    with quick as materialized (
      select set_config('synchronous_commit', 'off', true)
    ), asked as materialized (
      select a.* from quick, unnest(
        ${list(asked.map(({ key }) => key))}::text[], ${list(asked.map(({ limit }) => limit.full))}::float8[],
        ${list(asked.map(({ limit }) => limit.perMs))}::float8[], ${list(asked.map(({ told }) => told.length))}::int[],
        ${list(asked.map(({ ahead }) => ahead.length))}::int[]
      ) as a (key, whole, per_ms, askers, wanted)
    ), locked as materialized (
      select a.*, l.room, l.room_at, l.paused_until, l.last_turn from limits l join asked a using (key)
      order by key for update of l
    ), at as materialized (
      select locked.*, clock_timestamp() as now from locked
    ), seen as (
      select key, whole, per_ms, askers, wanted, now,
        least(whole, room + greatest(0, extract(epoch from now - room_at)::float8 * 1000) * per_ms) as room,
        greatest(0, extract(epoch from paused_until - now)::float8 * 1000) as paused,
        -- A clock that was set back takes the turns back with it.
        extract(epoch from last_turn - greatest(now, room_at))::float8 * 1000 + 1 / per_ms as turn
      from at
    ), begun as (
      select key, whole, per_ms, askers, wanted, clock_timestamp() as now, whole as room, 0 as paused, '-infinity'::float8 as turn
      from asked where not exists (select from locked l where l.key = asked.key)
    ), given as (
      select *, case when paused = 0 then least(askers, floor(greatest(room, 0)))::int else 0 end as given
      from (select *, true as is_known from seen union all select *, false from begun) limits
    ), told as (
      select *, room - given - ahead as rest, greatest(paused, (1 - (room - given)) / per_ms, turn) as wait
      from given, lateral (
        select case when paused = 0 then greatest(0, least(wanted, floor(room - given - whole / 2)))::int else 0 end as ahead
      ) left_over
    ), turns as (
      select *, case when given < askers then now + make_interval(secs => (wait + (askers - given - 1) / per_ms) / 1000)
        end as newest from told
    ), changed as (
      update limits l set room = rest, room_at = now, last_turn = coalesce(newest, l.last_turn)
      from turns t where l.key = t.key and is_known
    ), inserted as (
      insert into limits (key, room, room_at, last_turn)
      select key, rest, now, coalesce(newest, to_timestamp(0)) from turns where not is_known
      on conflict do nothing returning key
    )
    select key, given, ahead, ceil(wait)::float8 as "waitMs" from turns
    where is_known or key in (select key from inserted)`

  const answer = async (asked: ReadonlyMap<string, Askers>): Promise<void> => {
    const left = new Map(asked)
    while (left.size > 0) {
      for (const { key, given, ahead: taken, waitMs } of await take([...left.values()].toSorted(byKey))) {
        const { told, ahead, limit } = asked.get(key) ?? unasked(key)
        for (const [nth, tell] of ahead.entries()) tell(nth < taken)
        for (const [nth, tell] of told.entries())
          tell(nth < given ? 0 : waitMs + Math.ceil((nth - given) / limit.perMs))
        left.delete(key)
      }
    }
  }

  let gathered: { readonly asked: Map<string, Askers>; readonly answered: Promise<void> } | undefined
  /** What is asked for until the loop turns. */
  const gather = () => {
    if (gathered !== undefined) return gathered
    const asked = new Map<string, Askers>()
    const turned = new Promise((resolve) => setImmediate(resolve))
    const answered = turned.then(() => {
      gathered = undefined
      return answer(asked)
    })
    gathered = { asked, answered }
    return gathered
  }

  const askersOf = (key: string, limit: RateLimit, failed: (error: unknown) => void): Askers => {
    const { asked, answered } = gather()
    answered.catch(failed)
    const askers = asked.get(key) ?? { key, limit, told: [], ahead: [] }
    asked.set(key, askers)
    return askers
  }

  return {
    async pause(key, { forMs }) {
      // Whatever was left, others have used up, or Slack would not have said so.
      await sql`
        insert into limits (key, paused_until, room)
        values (${key}, clock_timestamp() + make_interval(secs => ${forMs / 1000}), 0)
        on conflict (key) do update set paused_until = greatest(limits.paused_until, excluded.paused_until),
          room = case when limits.paused_until > clock_timestamp() then limits.room else least(limits.room, 0) end,
          room_at = case when limits.paused_until > clock_timestamp() then limits.room_at else clock_timestamp() end`
    },

    async pauses() {
      const rows = await sql<{ key: string; leftMs: number }[]>`
        select key, ceil(extract(epoch from paused_until - clock_timestamp()) * 1000)::float8 as "leftMs"
        from limits where paused_until > clock_timestamp()`
      return new Map(rows.map(({ key, leftMs }) => [key, leftMs]))
    },

    take: (key, limit) => new Promise((tell, failed) => askersOf(key, limit, failed).told.push(tell)),
    takeAhead: (key, limit) => new Promise((tell, failed) => askersOf(key, limit, failed).ahead.push(tell)),
  }
}

const byKey = (one: Askers, other: Askers): number => (one.key < other.key ? -1 : 1)

const unasked = (key: string): never => {
  throw new Error(`Nobody asked for places of ${key}`)
}
