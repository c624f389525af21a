import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ClaimLost } from '../../src/app/ports.ts'
import { channelId, commandId, entryId, incidentId, messageTs, userId } from '../../src/domain/ids.ts'
import type { Situation } from '../../src/domain/situation.ts'
import { typed } from '../typed.ts'
import { ann, begin, declare, declaring, go, noon, noting, openHouse } from './house.ts'

const channel = channelId('C0INC')
const message = (ts: string, text: string) => ({ ts: messageTs(ts), text, files: [], permalink: '', entries: [] })
const hear = (ts: string) => ({
  event: { type: 'message-heard', message: message(ts, ts) } as const,
  about: ts,
})
const opened = { type: 'channel-opened', channel, name: 'inc-0001' } as const

test('a declare is committed with its number, its events and what Slack must hear', async () => {
  const { database } = await openHouse()
  const command = declaring()
  const outcome = await database.ledger.transact(command, begin(command, [{ type: 'open-channel', name: 'inc-0001' }]))

  expect(outcome).toMatchObject({ ok: true, repeated: false, incident: { number: 1, title: 'Checkout is down' } })
  expect(await database.reads.incident(command.incident)).toEqual(outcome.incident)
  expect(await database.reads.timelineEvents(command.incident)).toMatchObject([
    { type: 'incident-declared', seq: 1, at: noon, by: ann, command: command.id },
  ])
  expect(await database.outbox.claim(10)).toMatchObject([
    { incident: command.incident, effect: { type: 'open-channel' }, claim: 1, attempts: 0, uncertain: false },
  ])
})

test('a repeated command judges nothing and gets the first events with the incident as it stands now', async () => {
  const { database } = await openHouse()
  const incident = await declare(database)
  const note = noting(incident, 'first')
  const first = await database.ledger.transact(note, go([{ type: 'note-added', text: 'first' }]))
  const renamed = { type: 'title-changed', from: incident.title, to: 'Renamed since' } as const
  await database.ledger.transact(noting(incident, ''), go([renamed], { change: { title: renamed.to } }))

  const again = await database.ledger.transact(note, () => {
    throw new Error('judged twice')
  })
  expect(again).toMatchObject({ ok: true, repeated: true, incident: { title: 'Renamed since' } })
  expect(again.ok && again.events).toEqual(first.ok && first.events)
})

test('a refused command writes nothing, and a corrected one may come under the same id', async () => {
  const { database } = await openHouse()
  const command = declaring()
  const refusal = { code: 'title-empty' } as const
  const refused = await database.ledger.transact(command, () => ({ ok: false, refusal, effects: [] }))
  expect(refused).toEqual({ ok: false, refusal, incident: undefined })
  expect(await database.reads.openCount()).toBe(0)

  const corrected = await database.ledger.transact(command, begin(command))
  expect(corrected).toMatchObject({ ok: true, repeated: false })
})

test('what a refusal says aloud waits in the outbox, with or without an incident', async () => {
  const { database } = await openHouse()
  const incident = await declare(database)
  const refusal = { code: 'text-empty' } as const
  const answer = (id: string) =>
    ({ type: 'answer', command: commandId(id), user: ann.user, news: { say: 'refused', refusal } }) as const
  const nowhere = { ...noting(incident, '', 'b'), on: { channel: channelId('C0NONE') } }

  await database.ledger.transact(noting(incident, '', 'a'), () => ({ ok: false, refusal, effects: [answer('a')] }))
  await database.ledger.transact(nowhere, () => ({ ok: false, refusal, effects: [answer('b')] }))

  const [first] = await database.outbox.claim(10)
  expect(first).toMatchObject({ incident: incident.id, effect: answer('a') })
  if (first !== undefined) await database.outbox.done(first)
  expect(await database.outbox.claim(10)).toMatchObject([{ incident: undefined, effect: answer('b') }])
})

test('an incident is found by its channel, and where there is none the decision sees none', async () => {
  const { database } = await openHouse()
  const incident = await declare(database)
  await database.ledger.transact(noting(incident, ''), go([opened], { change: { channel } }))
  const seen: (string | undefined)[] = []
  const seeing = ({ incident: found }: Situation) => {
    seen.push(found?.id)
    return { ok: false, refusal: { code: 'text-empty' }, effects: [] } as const
  }
  await database.ledger.transact({ ...noting(incident, ''), on: { channel } }, seeing)
  await database.ledger.transact({ ...noting(incident, ''), on: { channel: channelId('C0OTHER') } }, seeing)
  await database.ledger.transact({ ...noting(incident, ''), on: { incident: incidentId("no'such") } }, seeing)
  expect(seen).toEqual([incident.id, undefined, undefined])
})

test('a decision about a message sees all that was recorded about it, and only that', async () => {
  const { database } = await openHouse()
  const incident = await declare(database)
  await database.ledger.transact(noting(incident, ''), go([hear('17.1'), hear('17.2')]))
  await database.ledger.transact(
    noting(incident, ''),
    go([{ event: { type: 'entry-removed', entry: entryId('17.1/2') }, about: '17.1/2' }]),
  )
  const about: string[][] = []
  await database.ledger.transact(
    {
      type: 'hear-deletion',
      id: commandId('d'),
      at: noon,
      by: ann,
      on: { incident: incident.id },
      ts: messageTs('17.1'),
    },
    (situation) => {
      about.push(situation.about.map((event) => event.type))
      return go([])(situation)
    },
  )
  // It may be judged more than once, and sees the same each time.
  expect([...new Set(about.map(String))]).toEqual(['message-heard,entry-removed'])
})

test('the answer of Slack and the end of its outbox row commit together', async () => {
  const { database } = await openHouse()
  const incident = await declare(database, { effects: [{ type: 'open-channel', name: 'inc-0001' }] })
  const [row] = await database.outbox.claim(1)
  await database.ledger.transact(noting(incident, ''), go([opened], { change: { channel } }), { finishing: row })
  expect(await database.outbox.nextDueInMs()).toBeUndefined()
  expect(await database.reads.isIncidentChannel(channel)).toBe(true)
})

test('an answer whose claim was lost is not written at all', async () => {
  const { database } = await openHouse()
  const incident = await declare(database, { effects: [{ type: 'open-channel', name: 'inc-0001' }] })
  const [late] = await database.outbox.claim(1)
  await database.outbox.handBack()
  await database.outbox.claim(1)

  const writing = database.ledger.transact(noting(incident, ''), go([opened], { change: { channel } }), {
    finishing: late,
  })
  await expect(writing).rejects.toBeInstanceOf(ClaimLost)
  expect(await database.reads.isIncidentChannel(channel)).toBe(false)
})

test('an answer that is repeated under its own claim is done; under a lost one it is late', async () => {
  const { database } = await openHouse()
  const incident = await declare(database, { effects: [{ type: 'open-channel', name: 'inc-0001' }] })
  const [row] = await database.outbox.claim(1)
  const answer = noting(incident, '')
  await database.ledger.transact(answer, go([opened]), { finishing: row })
  expect(await database.ledger.transact(answer, go([opened]), { finishing: row })).toMatchObject({ repeated: true })
  const older = row && { ...row, claim: row.claim - 1 }
  await expect(database.ledger.transact(answer, go([opened]), { finishing: older })).rejects.toBeInstanceOf(ClaimLost)
})

test('a reply address is kept with its command until it expires', async () => {
  const { database } = await openHouse()
  const reply = { url: 'https://hooks.slack.com/commands/1', user: userId('U0ANN'), channel }
  const lasting = declaring('lasting')
  const expired = declaring('expired')
  await database.ledger.transact(lasting, begin(lasting), { reply: { ...reply, expiresAt: Date.now() + 60_000 } })
  await database.ledger.transact(expired, begin(expired), { reply: { ...reply, expiresAt: Date.now() - 1 } })

  expect(await database.outbox.replyAddress(lasting.id)).toMatchObject(reply)
  expect(await database.outbox.replyAddress(expired.id)).toBeUndefined()
  expect(await database.letGoOfReplies()).toBe(1)
  expect(await database.outbox.replyAddress(lasting.id)).toMatchObject(reply)
})

test('whatever people type is read back as they typed it', async () => {
  const { database } = await openHouse()
  const incident = await declare(database)
  await fc.assert(
    fc.asyncProperty(typed, async (text) => {
      const note = noting(incident, text)
      await database.ledger.transact(note, go([{ type: 'note-added', text }], { change: { title: text } }))
      const again = await database.ledger.transact(note, go([]))
      expect(again).toMatchObject({ incident: { title: text }, events: [{ text }] })
    }),
    { numRuns: 60 },
  )
})
