import type { Sql } from 'postgres'
import type { Slack } from '../../sandbox/client.ts'
import { pauseKey } from '../../src/slack/pace.ts'

/** What was done to one of Slack's limits: a call was given a place or a turn, or Slack asked to leave it alone. */
type Taken = { readonly seq: number; readonly key: string; readonly what: 'place' | 'turn' | 'pause' }

/**
 * Writes down from now on what is done to the limits, in the transaction that does it: of one limit, in the order in which
 * it was done, whatever the machine is busy with.
 */
export const notePlaces = async (sql: Sql) => {
  await sql`
    create table taken (
      seq bigint generated always as identity, key text, what text, at timestamptz default clock_timestamp(),
      paused_until timestamptz
    )`
  await sql`
    create function note_taken() returns trigger language plpgsql as $$
      begin
        insert into taken (key, what, paused_until) values (new.key, case
          when tg_op = 'INSERT' then case when new.paused_until > to_timestamp(0) then 'pause' else 'place' end
          when new.paused_until <> old.paused_until then 'pause'
          when new.last_turn <> old.last_turn then 'turn'
          else 'place' end, new.paused_until);
        return null;
      end $$`
  await sql`create trigger note_taken after insert or update on limits for each row execute function note_taken()`
  return {
    /** All of one limit, in order. */
    of: (key: string) => sql<Taken[]>`select seq, key, what from taken where key = ${key} order by seq`,
    /** Places that were given although a pause had been stored and was not over. */
    withinPauses: () => sql<Taken[]>`
      select place.seq, place.key, place.what from taken place join taken pause
        on pause.key = place.key and pause.what = 'pause' and pause.seq < place.seq and place.at < pause.paused_until
      where place.what = 'place'`,
    /** How many places each limit gave. */
    given: async (): Promise<ReadonlyMap<string, number>> => {
      const rows = await sql<{ key: string; places: number }[]>`
        select key, count(*)::int as places from taken where what = 'place' group by key`
      return new Map(rows.map(({ key, places }) => [key, places]))
    },
  }
}

/** How many calls reached Slack after call number `since`, by the limit that each belongs to. */
export const callsSince = async (slack: Slack, since: number): Promise<ReadonlyMap<string, number>> => {
  const counts = new Map<string, number>()
  for (const { method, args } of await slack.calls({ since })) {
    const key = pauseKey(method, typeof args['channel'] === 'string' ? args['channel'] : undefined)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}
