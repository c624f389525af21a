import postgres from 'postgres'
import { expect, onTestFinished, test } from 'vitest'
import type { Claimed } from '../../src/app/ports.ts'
import type { Effect } from '../../src/domain/effects.ts'
import { commandId, userId } from '../../src/domain/ids.ts'
import { declare, go, noon, noting, openHouse } from './house.ts'

const card: Effect = { type: 'show-card' }
const invite: Effect = { type: 'invite', user: userId('U1') }

const first = (rows: readonly Claimed[]): Claimed => {
  const [row] = rows
  if (row === undefined) throw new Error('Nothing could be claimed')
  return row
}

test('what is given up is listed with its reason, the newest first, and can be tried again as if it were new', async () => {
  const { database } = await openHouse()
  const { outbox } = database
  const incident = await declare(database, { effects: [invite, card] })
  for (let left = 2; left > 0; left--) await outbox.giveUp(first(await outbox.claim(1)), 'is_archived')
  const parked = await outbox.parked(10)
  expect(parked.map(({ what, error, incident: of }) => [what, error, of])).toEqual([
    ['show-card', 'is_archived', incident.id],
    ['invite', 'is_archived', incident.id],
  ])
  expect(await outbox.parked(1)).toHaveLength(1)

  const [, older] = parked
  expect(await outbox.tryAgain(older?.id ?? 0)).toBe(true)
  expect(await outbox.tryAgain(older?.id ?? 0)).toBe(false)
  expect(await outbox.parked(10)).toHaveLength(1)
  // Whether its last try took effect is not known.
  expect(await outbox.claim(10)).toMatchObject([{ id: older?.id, effect: invite, attempts: 0, uncertain: true }])
})

test('what was refused for good and told to somebody is parked too', async () => {
  const { database } = await openHouse()
  const incident = await declare(database, { effects: [invite] })
  const row = first(await database.outbox.claim(1))
  const failure = {
    type: 'record-failure',
    id: commandId(`outbox/${row.id}/${row.claim}/refused`),
    at: noon,
    by: { kind: 'slack' },
    on: { incident: incident.id },
    effect: row.effect,
    error: 'user_disabled',
  } as const
  // Twice: the answer to the first commit may be lost.
  for (const nth of [1, 2]) {
    const { ok } = await database.ledger.transact(failure, go([]), { finishing: row })
    expect(ok, `time ${nth}`).toBe(true)
  }
  expect(await database.outbox.parked(10)).toMatchObject([{ id: row.id, what: 'invite', error: 'user_disabled' }])
  expect(await database.outbox.tryAgain(row.id)).toBe(true)
  expect(await database.outbox.claim(1)).toMatchObject([{ id: row.id }])
})

test('what was asked for anew and is done by now is not listed any more', async () => {
  const { database } = await openHouse()
  const { outbox } = database
  const incident = await declare(database, { effects: [card] })
  await outbox.giveUp(first(await outbox.claim(1)), 'is_archived')
  await database.ledger.transact(noting(incident, ''), go([], { effects: [card] }))
  expect(await outbox.parked(10)).toHaveLength(1)
  await outbox.done(first(await outbox.claim(1)))
  expect(await outbox.parked(10)).toEqual([])
})

test('what was given up once more stands in the list once, and is counted until it is done', async () => {
  const { database } = await openHouse()
  const { outbox } = database
  const incident = await declare(database, { effects: [card] })
  await outbox.giveUp(first(await outbox.claim(1)), 'is_archived')
  expect(await database.backlog()).toMatchObject({ parked: 1 })
  await database.ledger.transact(noting(incident, 'once'), go([], { effects: [card] }))
  await outbox.giveUp(first(await outbox.claim(1)), 'not_in_channel')
  expect(await outbox.parked(10)).toMatchObject([{ error: 'not_in_channel' }])
  expect(await database.backlog()).toMatchObject({ parked: 1 })
  await database.ledger.transact(noting(incident, 'twice'), go([], { effects: [card] }))
  await outbox.done(first(await outbox.claim(1)))
  expect(await outbox.parked(10)).toEqual([])
  // Else the alarm would ring for as long as rows are kept.
  expect(await database.backlog()).toMatchObject({ parked: 0 })
})

test('an effect that no version can read is listed by what it says of itself', async () => {
  const { url, database } = await openHouse()
  const sql = postgres(url, { max: 1 })
  onTestFinished(() => sql.end())
  await sql`
    insert into outbox (effect, lane, gave_up_at, last_error) values
      ('{"type":"sing","song":"a\\u0000b"}', 'a', now() - interval '1 minute', 'unreadable'),
      ('"song"', 'b', now(), 'unreadable')`
  expect((await database.outbox.parked(10)).map(({ what }) => what)).toEqual(['unreadable', 'sing'])
})

test('a Slack event that was given up is listed by its type, and can be tried again', async () => {
  const { database } = await openHouse()
  const { inbox } = database
  await inbox.put('Ev1', 'C1', { event_id: 'Ev1', event: { type: 'message' } })
  const [received] = await inbox.claim(1)
  if (received !== undefined) await inbox.giveUp(received, 'a mistake of ours')
  expect(await inbox.parked(10)).toMatchObject([{ id: 'Ev1', what: 'message', error: 'a mistake of ours' }])
  expect(await inbox.tryAgain('Ev1')).toBe(true)
  expect(await inbox.tryAgain('Ev1')).toBe(false)
  expect(await inbox.claim(1)).toMatchObject([{ id: 'Ev1', attempts: 0 }])
})
