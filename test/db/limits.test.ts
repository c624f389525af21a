import postgres from 'postgres'
import { expect, onTestFinished, test } from 'vitest'
import { openHouse, openReplica } from './house.ts'

/* Slack's limits, which several replicas on one database share. */

const openTwo = async () => {
  const { url, database } = await openHouse()
  const sql = postgres(url, { max: 1 })
  onTestFinished(() => sql.end())
  return { first: database.limits, second: openReplica(url).limits, sql }
}

/** Gives back so little that a slow machine makes no difference. */
const perMs = 1 / 600_000
const twenty = { full: 19.5, perMs }

test('a pause that one replica was asked for is seen by all, and the longer one holds', async () => {
  const { first, second } = await openTwo()
  await first.pause('conversations.create', { forMs: 30_000 })
  await first.pause('conversations.create', { forMs: 1_000 })
  await first.pause('pins.add', { forMs: -1 })
  const left = await second.pauses()
  expect([...left.keys()]).toEqual(['conversations.create'])
  expect(left.get('conversations.create')).toBeGreaterThan(20_000)
  expect(left.get('conversations.create')).toBeLessThanOrEqual(30_000)
})

test('from the moment that a pause is stored no replica is given a place, whatever is left of the limit', async () => {
  const { first, second, sql } = await openTwo()
  expect(await second.take('pins.add', twenty)).toBe(0)
  await first.pause('pins.add', { forMs: 300_000 })
  await sql`update limits set room = 19`
  const told = await Promise.all(Array.from({ length: 10 }, () => second.take('pins.add', twenty)))
  for (const waitMs of told) expect(waitMs).toBeGreaterThan(200_000)
  expect(await second.take('pins.remove', twenty)).toBe(0)
})

test('after a pause whatever was left is used up', async () => {
  const { first, second } = await openTwo()
  expect(await second.take('pins.add', twenty)).toBe(0)
  await first.pause('pins.add', { forMs: -1 })
  expect(await second.take('pins.add', twenty)).toBeGreaterThan(500_000)
})

test('two replicas that ask at once are given as many places as one would be, and turns one after another', async () => {
  const { first, second } = await openTwo()
  const from = performance.now()
  const told = await Promise.all(
    Array.from({ length: 60 }, (_, nth) => (nth % 2 === 0 ? first : second).take('pins.add', twenty)),
  )
  const tookMs = performance.now() - from
  expect(told.filter((waitMs) => waitMs === 0)).toHaveLength(19)
  // Half a call is left; each further one is ten minutes later.
  const turns = told.filter((waitMs) => waitMs > 0).toSorted((one, other) => one - other)
  for (const [nth, waitMs] of turns.entries()) {
    const turn = (nth + 0.5) / perMs
    expect(waitMs).toBeLessThanOrEqual(turn + 1)
    expect(waitMs).toBeGreaterThan(turn - tookMs - 1)
  }
})

test('whatever is asked for at once, of one limit or of several, each is told what is true of its own', async () => {
  const { first, sql } = await openTwo()
  await first.pause('paused', { forMs: 300_000 })
  expect(await first.take('used', { full: 1, perMs })).toBe(0)
  const all = [
    ['paused', 20],
    ['used', 1],
    ['new', 2],
    ['new', 2],
    ['new', 2],
    ['new', 2],
    ['fresh', 1],
  ] as const
  const told = await Promise.all(all.map(([key, full]) => first.take(key, { full, perMs })))
  expect(told.map((waitMs) => Math.round(waitMs / 100_000))).toEqual([6, 6, 0, 0, 6, 12, 0])
  expect(await sql`select key from limits order by key`).toMatchObject(
    ['fresh', 'new', 'paused', 'used'].map((key) => ({ key })),
  )
  // Their turns are taken: whoever comes next stands behind them.
  expect(await first.take('new', { full: 2, perMs })).toBeGreaterThan(1_700_000)
})

test('places are taken ahead only while half of a limit is left, and none within a pause', async () => {
  const { first, second } = await openTwo()
  const four = { full: 4, perMs }
  const ahead = await Promise.all([0, 1, 2, 3].map(() => first.takeAhead('pins.add', four)))
  expect(ahead).toEqual([true, true, false, false])
  // Those are gone for everybody; whoever has a call to make comes first.
  const both = [second.takeAhead('pins.add', four), second.take('pins.add', four), second.take('pins.add', four)]
  expect(await Promise.all(both)).toEqual([false, 0, 0])
  expect(await first.take('pins.add', four)).toBeGreaterThan(500_000)
  await first.pause('pins.remove', { forMs: 300_000 })
  expect(await second.takeAhead('pins.remove', four)).toBe(false)
})

test('a place is there again once Slack has given it back, and no more of them than may go at once', async () => {
  const { first, sql } = await openTwo()
  const three = { full: 3, perMs }
  expect([await first.take('pins.add', three), await first.take('pins.add', three)]).toEqual([0, 0])
  await sql`update limits set room_at = room_at - interval '1 day'`
  const told: number[] = []
  for (let nth = 0; nth < 4; nth++) told.push(await first.take('pins.add', three))
  expect(told.map((waitMs) => waitMs > 0)).toEqual([false, false, false, true])
})

test("a turn is not an hour away because the server's clock was set back by one", async () => {
  const { first, sql } = await openTwo()
  const one = { full: 1, perMs }
  expect(await first.take('pins.add', one)).toBe(0)
  expect(await first.take('pins.add', one)).toBeGreaterThan(500_000)
  await sql`update limits set room_at = room_at + interval '1 hour', last_turn = last_turn + interval '1 hour'`
  expect(await first.take('pins.add', one)).toBeLessThanOrEqual(1_200_000)
})
