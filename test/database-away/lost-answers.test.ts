import postgres from 'postgres'
import { expect, onTestFinished, test, vi } from 'vitest'
import { DatabaseAway } from '../../src/app/ports.ts'
import { freshDatabase } from '../database.ts'
import { begin, declare, declaring, openReplica } from '../db/house.ts'
import { layWire } from './wire.ts'

/** A process whose line to PostgreSQL can be cut in the midst of a statement. */
const open = async () => {
  const url = await freshDatabase()
  const wire = await layWire(url)
  const database = openReplica(wire.url, { connections: 1 })
  const sql = postgres(url, { max: 1 })
  onTestFinished(() => sql.end())
  return { database, wire, sql }
}

const card = { type: 'show-card' } as const

test('a claim whose answer is lost keeps its rows from nobody: the next claim has them, and as untouched as they are', async () => {
  const { database, wire, sql } = await open()
  await declare(database, { effects: [card] })
  await database.inbox.put('Ev1', 'C1', {})
  // So that the claim that is lost is one message on the line: the statement is prepared, and nothing is due.
  await sql`update outbox set due_at = now() + interval '1 hour'`
  await sql`update inbox set due_at = now() + interval '1 hour'`
  expect([...(await database.outbox.claim(1)), ...(await database.inbox.claim(1))]).toEqual([])
  await sql`update outbox set due_at = now()`
  await sql`update inbox set due_at = now()`

  wire.loseAnswer()
  await expect(database.outbox.claim(1)).rejects.toThrow(DatabaseAway)
  expect(await sql`select attempts from outbox where claimed_until > now()`).toHaveLength(1)
  expect(await foundAgain(() => database.outbox.claim(1))).toMatchObject([
    { effect: card, attempts: 0, uncertain: false },
  ])

  expect(await database.inbox.claim(0)).toEqual([])
  wire.loseAnswer()
  await expect(database.inbox.claim(1)).rejects.toThrow(DatabaseAway)
  expect(await foundAgain(() => database.inbox.claim(1))).toMatchObject([{ id: 'Ev1', attempts: 0 }])
})

/** What was missed is given back a few seconds later, long before its lease of 30 s runs out. */
const foundAgain = <Row>(claim: () => Promise<readonly Row[]>) =>
  vi.waitFor(
    async () => {
      const rows = await claim()
      expect(rows).not.toEqual([])
      return rows
    },
    { timeout: 15_000, interval: 200 },
  )

test('what a process has in hand is not given back with what it lost, however it came by it', async () => {
  const { database, wire } = await open()
  await declare(database, { effects: [card] })
  await declare(database, { effects: [card] })
  const [claimed] = await database.outbox.claim(1)
  wire.loseAnswer()
  await expect(database.outbox.claim(1)).rejects.toThrow(DatabaseAway)
  const command = declaring()
  const outcome = await database.ledger.transact(command, begin(command, [card]), { begin: true })
  expect(outcome).toMatchObject({ begun: { rows: [{ effect: card }] } })
  const found = await foundAgain(() => database.outbox.claim(3))
  expect(found).toHaveLength(1)
  expect(found[0]?.id).not.toBe(claimed?.id)
})

test('a result that is stored a second time, because the answer was lost, is no result that came too late', async () => {
  const { database, wire } = await open()
  await declare(database, { effects: [card, { type: 'pin-card' }] })
  const [first, second] = await database.outbox.claim(2)
  if (first === undefined || second === undefined) throw new Error('nothing to claim')
  expect(await database.outbox.done(first)).toBe('last')
  expect(await database.outbox.done(first)).toBe('last')
  expect(await database.outbox.giveUp(second, 'refused')).toBe(true)
  wire.loseAnswer()
  await expect(database.outbox.giveUp(second, 'refused')).rejects.toThrow(DatabaseAway)
  expect(await database.outbox.giveUp(second, 'refused')).toBe(true)
  expect(await database.outbox.done(second)).toBe('lost')
})

test('a commit whose answer is lost is found again: whoever declared is told what was recorded, and it is recorded once', async () => {
  const { database, wire, sql } = await open()
  for (let nth = 0; nth < 3; nth++) {
    const command = declaring()
    wire.loseAnswer('commit')
    expect(await database.ledger.transact(command, begin(command))).toMatchObject({ ok: true, repeated: false })
  }
  // Done once more it would have taken a number of its own.
  expect(await sql`select number from incidents order by number`).toMatchObject([
    { number: 1 },
    { number: 2 },
    { number: 3 },
  ])
})

test('a read on a connection that was cut is asked again, and nobody hears of it; so is what Slack tells', async () => {
  const { database, wire } = await open()
  await declare(database)
  expect(await database.reads.openCount()).toBe(1)
  wire.loseAnswer()
  expect(await database.reads.openCount()).toBe(1)
  wire.loseAnswer()
  await database.inbox.put('Ev1', 'C1', {})
  expect(await database.inbox.put('Ev1', 'C1', {})).toBe(false)
})
