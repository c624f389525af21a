import { createHash } from 'node:crypto'
import postgres, { type Sql } from 'postgres'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { incidentRow } from '../../db/rows/incident-row.ts'
import { IncidentUnreadable } from '../../db/refold.ts'
import { stateShape } from '../../db/rows.ts'
import type { Database } from '../../db/database.ts'
import type { Incident } from '../../src/domain/incident.ts'
import { declare, go, noon, noting, openHouse } from '../db/house.ts'
import { judge } from '../../src/app/handle.ts'
import { declaring } from '../db/house.ts'

const openRecord = async () => {
  const log: string[] = []
  const note = (facts: Readonly<Record<string, unknown>>): void => void log.push(String(facts['event']))
  const { url, database } = await openHouse({ log: { info: note, warn: note, error: note } })
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  onTestFinished(() => sql.end())
  return { database, sql, log }
}

/** Declares by the real rules, so that the state is what the events come to. */
const declareTruly = async ({ ledger }: Database, title: string): Promise<Incident> => {
  const command = declaring(undefined, title)
  const outcome = await ledger.transact(command, (situation) => judge(command, situation, { guests: 'report' }, {}))
  if (outcome.incident === undefined) throw new Error('The declare was refused')
  return outcome.incident
}

const shapes = async (sql: Sql) =>
  (
    await sql<{ shape: number | null }[]>`
  select state_shape as shape from incidents order by number`
  ).map(({ shape }) => shape)

test('whoever changes the shape of the state raises its number', () => {
  const shape = JSON.stringify(z.toJSONSchema(incidentRow, { unrepresentable: 'any' }))
  const digest = createHash('sha256').update(shape).digest('hex').slice(0, 12)
  // Both change together, unless no version has been released with this number yet.
  expect([stateShape, digest], 'raise stateShape in db/rows.ts, and write the new digest here').toEqual([
    14,
    'c44ee93d144a',
  ])
})

test('a state that an older version wrote is folded anew from the events, and written back by the next change', async () => {
  const { database, sql } = await openRecord()
  const incident = await declareTruly(database, 'Checkout is \u0000 down')
  await sql`update incidents set state = '{"title":"of another time"}'`
  expect(await database.reads.incident(incident.id)).toEqual(incident)
  expect(await shapes(sql)).toEqual([null])

  await database.ledger.transact(noting(incident, 'seen'), go([{ type: 'note-added', text: 'seen' }]))
  expect(await shapes(sql)).toEqual([stateShape])
  expect(await database.reads.incident(incident.id)).toEqual(incident)
})

test('what nobody touches is written back in the background, with everything it is found by', async () => {
  const { database, sql } = await openRecord()
  const incidents = await Promise.all(['One', 'Two', 'Three'].map((title) => declareTruly(database, title)))
  const before = await sql`select * from incidents order by number`
  await sql`update incidents set state = '{"shape":0,"title":"of another time"}', next_due_at = 1, is_open = false`
  expect(await database.refoldStates()).toBe(3)
  expect(await sql`select * from incidents order by number`).toEqual(before)
  expect(await database.refoldStates()).toBe(0)
  expect(await database.reads.open(10)).toHaveLength(incidents.length)
})

test('an older program that still runs leaves no state of its own under the newer number', async () => {
  const { database, sql } = await openRecord()
  const incident = await declareTruly(database, 'Checkout is down')
  // As version 0.1.0 writes: without a shape.
  await sql`update incidents set state = ${JSON.stringify(incident)}::text::json`
  expect(await shapes(sql)).toEqual([null])
})

test('one incident that cannot be read at all stops neither the list nor reminders, and is told once', async () => {
  const { database, sql, log } = await openRecord()
  const broken = await declareTruly(database, 'Broken')
  const whole = await declareTruly(database, 'Whole')
  await sql`update incidents set state = '{}', next_due_at = 0 where id = ${broken.id}`
  await sql`update events set data = '{}' where incident = ${broken.id}`

  const { reads } = database
  for (const nth of [1, 2]) {
    expect(
      (await reads.open(10)).map(({ title }) => title),
      `time ${nth}`,
    ).toEqual(['Whole'])
    // The one that cannot be read is due first, and not in the way.
    expect((await reads.due(noon + 1e9, 1)).map(({ title }) => title)).toEqual(['Whole'])
  }
  expect((await reads.incident(whole.id))?.title).toBe('Whole')
  await expect(reads.incident(broken.id)).rejects.toBeInstanceOf(IncidentUnreadable)
  expect(await database.refoldStates()).toBe(0)
  expect(log).toEqual(['incident-unreadable'])
})

test('a state outlives its events: what an older version made of them is better than nothing', async () => {
  const { database, sql } = await openRecord()
  const incident = await declare(database)
  await sql`delete from events`
  await sql`update incidents set state = ${JSON.stringify(incident)}::text::json`
  expect(await database.reads.incident(incident.id)).toEqual(incident)
})
