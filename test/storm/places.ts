import type { Sql } from 'postgres'
import { expect } from 'vitest'
import type { Slack } from '../../sandbox/client.ts'
import type { RateLimit } from '../../src/app/limits.ts'
import { pauseKey, startPace } from '../../src/slack/pace.ts'

/** What was done to one of Slack's limits: so many places were given, or Slack asked to leave it alone. */
type Taken = { readonly seq: number; readonly key: string; readonly places: number; readonly isPause: boolean }

/**
 * Writes down from now on what is done to the limits, in the transaction that does it: of one limit, in the order in which
 * it was done, whatever the machine is busy with. How many places were given is what is missing since, by the limit that
 * the pace goes by.
 */
export const notePlaces = async (sql: Sql) => {
  await sql`create table known_limits (key text primary key, whole float8, per_ms float8)`
  for (const [key, { full, perMs }] of await limitsOfThePace()) {
    await sql`insert into known_limits values (${key}, ${full}::float8, ${perMs}::float8)`
  }
  await sql`
    create table taken (
      seq bigint generated always as identity, key text, places int, is_pause boolean,
      at timestamptz default clock_timestamp(), paused_until timestamptz
    )`
  await sql`
    create function note_taken() returns trigger language plpgsql as $$
      declare
        is_new constant boolean = tg_op = 'INSERT';
        is_pause constant boolean = new.paused_until <> case when is_new then to_timestamp(0) else old.paused_until end;
        known known_limits;
        before float8;
      begin
        select * into strict known from known_limits where key = split_part(new.key, '/', 1);
        before = case when is_new then known.whole else least(known.whole, old.room
          + greatest(0, extract(epoch from new.room_at - old.room_at) * 1000) * known.per_ms) end;
        insert into taken (key, places, is_pause, paused_until)
          values (new.key, case when is_pause then 0 else round(before - new.room) end, is_pause, new.paused_until);
        return null;
      end $$`
  await sql`create trigger note_taken after insert or update on limits for each row execute function note_taken()`
  return {
    /** All of one limit, in order. */
    of: (key: string) => sql<Taken[]>`
      select seq, key, places, is_pause as "isPause" from taken where key = ${key} order by seq`,
    /** Places that were given although a pause had been stored and was not over. */
    withinPauses: () => sql<Taken[]>`
      select place.seq, place.key, place.places, place.is_pause as "isPause" from taken place join taken pause
        on pause.key = place.key and pause.is_pause and pause.seq < place.seq and place.at < pause.paused_until
      where place.places > 0`,
    /** How many places each limit gave. */
    given: async (): Promise<ReadonlyMap<string, number>> => {
      const rows = await sql<{ key: string; places: number }[]>`
        select key, sum(places)::int as places from taken group by key having sum(places) > 0`
      return new Map(rows.map(({ key, places }) => [key, places]))
    },
  }
}

/** Every limit that the pace knows, by its method. */
const limitsOfThePace = async (): Promise<ReadonlyMap<string, RateLimit>> => {
  const found = new Map<string, RateLimit>()
  const take = async (key: string, limit: RateLimit) => {
    found.set(key.split('/')[0] ?? key, limit)
    return 0
  }
  const takeAhead = async (key: string, limit: RateLimit) => (await take(key, limit)) > 0
  const pace = startPace({ limits: { take, takeAhead }, now: () => 0, log: { warn: expect.fail } })
  // Alone, it takes a place ahead of each method's limit; posts have a limit in each channel.
  pace.share(1)
  await pace.take('chat.postMessage', 'C1')
  return found
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
