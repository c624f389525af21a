import postgres from 'postgres'
import { expect, onTestFinished, test } from 'vitest'
import { fillTo } from '../../bench/fill.ts'
import { connectDatabase, type Database } from '../../db/database.ts'
import { channelId, incidentId } from '../../src/domain/ids.ts'
import { freshDatabase } from '../database.ts'
import { declare } from './house.ts'

/** Each has ten events; all but forty have ended. */
const incidents = 2_000
const some = incidentId('filled-1234')

/** What goes on whether or not anybody does anything, and what is looked up before people are answered. */
const asked: Readonly<Record<string, (database: Database) => Promise<unknown>>> = {
  'what is due in the outbox': ({ outbox }) => outbox.claim(24),
  'when it is due next': ({ outbox }) => outbox.nextDueInMs(),
  'what was given up': ({ outbox }) => outbox.parked(20),
  'what is due in the inbox': ({ inbox }) => inbox.claim(24),
  'whose claims are nobody’s': ({ holders }) => holders.endClaimsOfDead(),
  'what waits, for the figures': (database) => database.backlog(),
  'states of another version': (database) => database.refoldStates(),
  'what has served its time': (database) => database.letGo({ days: 30_000, timelineDays: 30_000 }),
  'expired replies': (database) => database.letGoOfReplies(),
  'whom to remind': async ({ reads }) => [await reads.due(0, 50), await reads.nextDue()],
  'what colleagues are not told yet': ({ letters }) => letters.untold(),
  'what was published': ({ published }) => published.incidents({ since: Date.now(), atLeast: 10, atMost: 100 }),
  'whether more was published': ({ published }) => published.version(),
  'the list': ({ reads }) =>
    Promise.all([reads.open(15), reads.openTitles(50), reads.recentlyEnded(5), reads.openCount(), reads.triageCount()]),
  'one incident': ({ reads }) =>
    Promise.all([
      reads.incident(some),
      reads.numbered(1234),
      reads.inChannel(channelId('C000001234')),
      reads.isIncidentChannel(channelId('C000001234')),
      reads.timelineEvents(some),
      reads.newestShown(some),
      reads.names([some]),
    ]),
  'a declare': (database) => declare(database),
}

/** Rows that were read of tables and indexes. PostgreSQL adds up what a connection has read when that is gone. */
const rowsRead = async (sql: postgres.Sql): Promise<number> => {
  const others = () => sql`
    select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and client_port is not null`
  await expect.poll(async () => (await others()).count, { timeout: 10_000 }).toBe(0)
  // What this connection itself has read, to fill the tables, would else be added some second later.
  await sql`select pg_stat_force_next_flush()`
  const [row] = await sql<{ read: number }[]>`
    select (select sum(seq_tup_read) from pg_stat_user_tables)::int
      + (select sum(idx_tup_read) from pg_stat_user_indexes)::int as read`
  return row?.read ?? Number.NaN
}

test('after years of use, nothing that is asked again and again reads a table through', async () => {
  const url = await freshDatabase()
  const sql = postgres(url, { max: 1, fetch_types: false, onnotice: () => undefined })
  onTestFinished(() => sql.end())
  await fillTo(sql, incidents)
  const read: [string, number][] = []
  for (const [what, ask] of Object.entries(asked)) {
    const before = await rowsRead(sql)
    const database = connectDatabase(url, { connections: 1 })
    await ask(database)
    await database.close()
    read.push([what, (await rowsRead(sql)) - before])
  }
  // The most that is ever needed is each of the forty that are open, some times over.
  expect(read.filter(([, rows]) => rows > incidents / 5)).toEqual([])
}, 120_000)
