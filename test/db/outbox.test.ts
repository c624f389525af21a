import postgres from 'postgres'
import { onTestFinished, expect, test } from 'vitest'
import type { Claimed } from '../../src/app/ports.ts'
import { userId } from '../../src/domain/ids.ts'
import { declare, go, noting, openHouse, openReplica, post, textOf } from './house.ts'

const card = { type: 'show-card' } as const
const invite = (user: string) => ({ type: 'invite', user: userId(user) }) as const
const first = (rows: readonly Claimed[]): Claimed => {
  const [row] = rows
  if (row === undefined) throw new Error('Nothing could be claimed')
  return row
}

/** What a long wait does to rows, without the wait. */
const operatorOn = (url: string) => {
  const sql = postgres(url, { max: 1 })
  onTestFinished(() => sql.end())
  return {
    expireLeases: () =>
      sql`update outbox set claimed_until = now() - interval '1 second' where claimed_until is not null`,
    age: () => sql`update outbox set done_at = done_at - interval '31 days' where done_at is not null`,
    count: async () => (await sql`select 1 from outbox`).count,
  }
}

test('rows of one lane go one after another, lanes side by side', async () => {
  const { database } = await openHouse()
  await declare(database, { effects: [post('one'), post('two'), invite('U1'), invite('U2')] })

  const early = await database.outbox.claim(10)
  expect(early.map(textOf)).toEqual(['one', 'invite', 'invite'])
  expect(await database.outbox.claim(10)).toEqual([])
  await database.outbox.done(first(early))
  expect((await database.outbox.claim(10)).map(textOf)).toEqual(['two'])
})

test('replicas that claim at once never get the same row', async () => {
  const { url, database } = await openHouse()
  const replicas = [database, openReplica(url), openReplica(url)]
  await declare(database, { effects: Array.from({ length: 60 }, (_, n) => invite(`U${n}`)) })
  const claimed = await Promise.all([...replicas, ...replicas, ...replicas].map(({ outbox }) => outbox.claim(10)))
  const ids = claimed.flat().map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const rest = await database.outbox.claim(60)
  expect(ids.length + rest.length).toBe(60)
})

test('a row put off comes again when it is due, and what stands behind it waits', async () => {
  const { database } = await openHouse()
  await declare(database, { effects: [post('one'), post('two')] })
  const row = first(await database.outbox.claim(1))
  const off = { inMs: 60_000, error: 'ratelimited', attempted: false, uncertain: false }
  expect(await database.outbox.again(row, off)).toBe(true)

  expect(await database.outbox.claim(10)).toEqual([])
  const wait = await database.outbox.nextDueInMs()
  expect(wait).toBeGreaterThan(55_000)
  expect(wait).toBeLessThanOrEqual(60_000)
})

test('a try is counted, and once uncertain a row stays uncertain', async () => {
  const { database } = await openHouse()
  await declare(database, { effects: [post('one')] })
  const now = { inMs: 0, error: 'timeout', attempted: true }
  await database.outbox.again(first(await database.outbox.claim(1)), { ...now, uncertain: true })
  await database.outbox.again(first(await database.outbox.claim(1)), { ...now, uncertain: false })
  expect(first(await database.outbox.claim(1))).toMatchObject({ attempts: 2, uncertain: true, claim: 3 })
})

test('what is given up lets the next one pass', async () => {
  const { database } = await openHouse()
  await declare(database, { effects: [post('one'), post('two')] })
  expect(await database.outbox.giveUp(first(await database.outbox.claim(1)), 'channel_not_found')).toBe(true)
  expect((await database.outbox.claim(10)).map(textOf)).toEqual(['two'])
})

test('an expired lease makes the row uncertain, and its old holder writes nothing any more', async () => {
  const { url, database } = await openHouse()
  await declare(database, { effects: [post('one')] })
  const late = first(await database.outbox.claim(1))
  await operatorOn(url).expireLeases()

  const other = openReplica(url)
  const now = first(await other.outbox.claim(1))
  expect(now).toMatchObject({ id: late.id, claim: 2, attempts: 1, uncertain: true })
  const how = { inMs: 0, error: '', attempted: true, uncertain: true }
  expect(await database.outbox.done(late)).toBe('lost')
  expect(await database.outbox.again(late, how)).toBe(false)
  expect(await database.outbox.giveUp(late, '')).toBe(false)
  await database.outbox.handBack()
  expect(await other.outbox.done(now)).toBe('last')
})

test('what a process holds when it stops is due at once for another, and is looked at before it is sent', async () => {
  const { url, database } = await openHouse()
  await declare(database, { effects: [post('one'), invite('U1')] })
  await database.outbox.claim(10)
  await database.outbox.handBack()
  expect(await database.outbox.nextDueInMs()).toBe(0)
  expect(await openReplica(url).outbox.claim(10)).toMatchObject([{ uncertain: true }, { uncertain: true }])
})

test('a card that waits is drawn for all; one that is being drawn is drawn again', async () => {
  const { database } = await openHouse()
  const incident = await declare(database, { effects: [card, card] })
  const ask = () => database.ledger.transact(noting(incident, ''), go([], { effects: [card, post('news')] }))
  await ask()
  const [drawing, ...others] = await database.outbox.claim(10)
  expect([drawing, ...others].map((row) => row && textOf(row))).toEqual(['show-card', 'news'])

  await ask()
  await ask()
  if (drawing !== undefined) await database.outbox.done(drawing)
  expect((await database.outbox.claim(10)).map(textOf)).toEqual(['show-card'])
})

test('a card whose last try is uncertain is not counted on', async () => {
  const { database } = await openHouse()
  const incident = await declare(database, { effects: [card] })
  await database.outbox.claim(1)
  await database.outbox.handBack()
  await database.ledger.transact(noting(incident, ''), go([], { effects: [card] }))
  await database.outbox.done(first(await database.outbox.claim(1)))
  expect((await database.outbox.claim(1)).map(textOf)).toEqual(['show-card'])
})

test('finished rows are kept for a while and then let go', async () => {
  const { url, database } = await openHouse()
  const operator = operatorOn(url)
  await declare(database, { effects: [post('done'), post('waiting')] })
  await database.outbox.done(first(await database.outbox.claim(1)))
  expect(await database.letGo({ days: 30 })).toMatchObject({ outbox: 0 })
  await operator.age()
  expect(await database.letGo({ days: 30 })).toMatchObject({ outbox: 1 })
  expect(await operator.count()).toBe(1)
})
