import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { expect, onTestFinished, test } from 'vitest'
import type { Database } from '../../db/database.ts'
import { earlierThan, earlierThanDeclare } from '../../db/earlier-trouble.ts'
import { judge } from '../../src/app/handle.ts'
import type { Command, Declare } from '../../src/domain/commands.ts'
import { commandId } from '../../src/domain/ids.ts'
import type { Incident, Kind } from '../../src/domain/incident.ts'
import { recursWithin } from '../../src/domain/recurrence.ts'
import { ann, declaring, noon, openHouse } from './house.ts'

const hour = 60 * 60_000
const day = 24 * hour

/** By the real rules: what the ledger finds is what they are given. */
const through = async ({ ledger }: Database, command: Command): Promise<Incident> => {
  const outcome = await ledger.transact(command, (situation) => judge(command, situation, { guests: 'report' }, {}))
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.code}`)
  return outcome.incident
}

const wish = (at: number) => ({ id: commandId(randomUUID()), at, by: ann })

const declare = (database: Database, at: number, services: readonly string[], more: Partial<Declare> = {}) =>
  through(database, { ...declaring(), at, services: services.map((name) => ({ name })), ...more })

const resolution = { fix: 'Restarted the queue', verified: '', canReturn: '', thanks: '' }
const resolve = (database: Database, { id }: Incident, at: number) =>
  through(database, { ...wish(at), type: 'resolve', on: { incident: id }, resolution })

const naming = (database: Database, { id }: Incident, at: number, name: string) => {
  const statements = [{ part: 'services', to: [{ name }] }] as const
  return through(database, { ...wish(at), type: 'state-impact', on: { incident: id }, statements, withdrawn: [] })
}

const earlierOf = (incident: Incident): number | undefined => incident.recurrence?.of?.number

test('a declare finds the newest resolved incident of its kind that hurt one of its services, for 30 days', async () => {
  const { database } = await openHouse()
  const first = await declare(database, noon, ['Checkout', 'say "hi", \\{x}'])
  expect(earlierOf(first)).toBeUndefined()
  // It is open: what is declared beside it is no recurrence.
  expect(earlierOf(await declare(database, noon + hour, ['checkout']))).toBeUndefined()

  const over = (await resolve(database, first, noon + 2 * hour)).resolved?.at ?? 0
  const again = await declare(database, over + day, ['search', 'ｃheckout'])
  expect(again.recurrence).toEqual({
    of: { incident: first.id, number: 1, resolvedAt: over, fix: 'Restarted the queue' },
  })
  expect(await database.reads.incident(again.id)).toEqual(again)
  const found = (await database.reads.timelineEvents(again.id)).map(({ type }) => type)
  expect(found).toEqual(['incident-declared', 'impact-stated', 'recurrence-found'])

  expect(earlierOf(await declare(database, over + day, ['say "hi", \\{x}']))).toBe(1)
  expect(earlierOf(await declare(database, over + day, ['checkout'], { kind: 'data' }))).toBeUndefined()
  expect(earlierOf(await declare(database, over + day, ['mail']))).toBeUndefined()
  expect(earlierOf(await declare(database, over + day, []))).toBeUndefined()
  expect(earlierOf(await declare(database, over + recursWithin, ['checkout']))).toBe(1)
  expect(earlierOf(await declare(database, over + recursWithin + 1, ['checkout']))).toBeUndefined()

  await resolve(database, again, over + 2 * day)
  expect(earlierOf(await declare(database, over + 3 * day, ['checkout']))).toBe(again.number)
  // Opened again, it is not over; what was resolved before it is the newest that is.
  await through(database, { ...wish(over + 3 * day), type: 'reopen', on: { incident: again.id }, why: '' })
  expect(earlierOf(await declare(database, over + 4 * day, ['checkout']))).toBe(1)
})

test('services that become known later find what was resolved before the declare, and never the incident itself', async () => {
  const { database } = await openHouse()
  const first = await declare(database, noon, ['checkout'])
  const late = await declare(database, noon + 2 * day, [])
  await resolve(database, first, noon + day)
  const whileOpen = await declare(database, noon + hour, [])
  // Months later: what counts is when it was declared.
  expect(earlierOf(await naming(database, late, noon + 90 * day, 'Checkout'))).toBe(1)
  expect(earlierOf(await naming(database, whileOpen, noon + 2 * day, 'checkout'))).toBeUndefined()
  await resolve(database, late, noon + 91 * day)
  expect(earlierOf(await naming(database, late, noon + 92 * day, 'checkout'))).toBe(1)
  expect(earlierOf(await naming(database, first, noon + 92 * day, 'search'))).toBeUndefined()
  // Over in the very moment of its declare, which is its own time as well.
  const brief = await declare(database, noon + 200 * day, ['mail'])
  await resolve(database, brief, noon + 200 * day)
  const statedAgain = await naming(database, brief, noon + 201 * day, 'Mail')
  expect(earlierOf(statedAgain)).toBeUndefined()
})

test('a kind that becomes known later finds what is of that kind, and is found by it afterwards', async () => {
  const { database } = await openHouse()
  await resolve(database, await declare(database, noon, ['checkout']), noon + hour)
  const { id } = await declare(database, noon + day, [])
  const saying = (at: number, kind: Kind): Command => ({
    ...wish(at),
    type: 'state-impact',
    on: { incident: id },
    statements: [],
    withdrawn: [],
    reclassified: { kind, services: [{ name: 'Checkout' }] },
  })
  const other = await through(database, saying(noon + day + hour, 'data'))
  expect([other.kind, earlierOf(other)]).toEqual(['data', undefined])
  const same = await through(database, saying(noon + day + 2 * hour, 'outage'))
  expect([same.kind, earlierOf(same)]).toEqual(['outage', 1])
})

test('a link by hand sees the other incident as it stands', async () => {
  const { database } = await openHouse()
  const first = await declare(database, noon, [])
  const second = await declare(database, noon + day, [])
  const linking = (): Command => ({
    ...wish(noon + day),
    type: 'link-recurrence',
    on: { incident: second.id },
    to: first.id,
  })
  await expect(through(database, linking())).rejects.toThrow('recurrence-of-open')
  await resolve(database, first, noon + 2 * day)
  expect(earlierOf(await through(database, linking()))).toBe(1)
})

test('states of an older version are found once they are folded anew; one that cannot be read is not in the way', async () => {
  const { url, database } = await openHouse()
  const sql = postgres(url, { max: 1 })
  onTestFinished(() => sql.end())
  const first = await declare(database, noon, ['checkout'])
  await resolve(database, first, noon + hour)
  const keys = () => sql`select trouble_keys from incidents where id = ${first.id}`
  const [before] = await keys()
  expect(before).toEqual({ trouble_keys: ['outage/checkout'] })

  // As the version before wrote it.
  await sql`update incidents set state = '{"title":"of another time"}', trouble_keys = null`
  expect(earlierOf(await declare(database, noon + day, ['checkout']))).toBeUndefined()
  await database.refoldStates()
  expect(await keys()).toEqual([before])
  expect(earlierOf(await declare(database, noon + day, ['checkout']))).toBe(1)

  await sql`update incidents set state = '{"resolved":{"fix":["of another shape"]}}' where id = ${first.id}`
  expect(earlierOf(await declare(database, noon + day, ['checkout']))).toBeUndefined()
})

test('the look reads an index, however many incidents there are', async () => {
  const { url, database } = await openHouse()
  const sql = postgres(url, { max: 1 })
  onTestFinished(() => sql.end())
  await resolve(database, await declare(database, noon, ['checkout']), noon + hour)
  await sql`
    insert into incidents (id, number, state, last_seq, is_open, declared_at, ended_at, trouble_keys)
    select 'i' || n, n, '{}', 1, false, ${noon}, ${noon}, case when n % 10 = 0 then array['outage/s' || n] end
    from generate_series(100, 20000) n`
  await sql`analyze incidents`
  const services = [{ name: 'checkout' }]
  const command = { ...declaring(), at: noon + day }
  const plans = await Promise.all([
    sql`explain select ${earlierThanDeclare(sql, command, services)}`,
    sql`explain ${earlierThan(sql, 'id', 'i100', services, 'outage')}`,
  ])
  for (const plan of plans) expect(JSON.stringify(plan)).toContain('incidents_trouble_keys')
  expect(earlierOf(await declare(database, noon + day, ['checkout']))).toBe(1)
})
