import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { judge } from '../../src/app/handle.ts'
import type { Command } from '../../src/domain/commands.ts'
import { channelId, commandId, messageTs } from '../../src/domain/ids.ts'
import type { Incident } from '../../src/domain/incident.ts'
import type { Situation } from '../../src/domain/situation.ts'
import type { Database } from '../../db/database.ts'
import { ann, declare, go, noting, openHouse, openReplica } from './house.ts'

/*
 * What is said in a busy channel is recorded together, and nobody can tell by the record.
 */

const channel = channelId('C0INC')
const rules = { guests: 'report' } as const
const judged = (command: Command, situation: Situation) => judge(command, situation, rules, {})

const saying = (nth: number, text: string, where = channel) => {
  const ts = messageTs(`1772452800.${String(nth).padStart(6, '0')}`)
  const message = { ts, user: ann.user, text, files: [], permalink: `https://slack.example/${ts}` }
  return {
    type: 'hear-message',
    id: commandId(`${where}/Ev${nth}`),
    at: Date.UTC(2026, 2, 2, 12) + nth,
    by: ann,
    on: { channel: where },
    message,
    timeZone: 'UTC',
    mentioned: {},
  } as const satisfies Command
}

/** An incident whose channel this replica knows. */
const opened = async (database: Database, where = channel) => {
  const incident = await declare(database)
  const event = { type: 'channel-opened', channel: where, name: 'inc-0001' } as const
  await database.ledger.transact(noting(incident, ''), go([event], { change: { channel: where } }))
  return incident
}

const record = async (database: Database, incident: Incident) => {
  const events = await database.reads.timelineEvents(incident.id)
  return events.map(({ id, recordedAt: _recordedAt, incident: _incident, about, seq, ...rest }) => ({
    ...rest,
    seq,
    // Its own id, where it is about nothing else.
    about: about === id ? 'itself' : about,
  }))
}

test('messages of one channel are recorded in one go, each under its own command, in their order', async () => {
  const { database } = await openHouse()
  const incident = await opened(database)
  const said = [1, 2, 3].map((nth) => saying(nth, `timeline: step ${nth}`))

  const run = await database.ledger.recordRun(said, judged)
  expect(run?.count).toBe(3)
  expect(await database.reads.incident(incident.id)).toEqual(run?.incident)
  const heard = (await record(database, incident)).filter(({ type }) => type === 'message-heard')
  expect(heard.map(({ command, about }) => [command, about])).toEqual(said.map(({ id, message }) => [id, message.ts]))
  for (const command of said) {
    expect(await database.ledger.transact(command, (situation) => judged(command, situation))).toMatchObject({
      ok: true,
      repeated: true,
    })
  }
})

test('it ends before a message that asks something of Slack', async () => {
  const { database } = await openHouse()
  await opened(database)
  const said = [saying(1, 'timeline: one'), saying(2, 'I am the incident commander'), saying(3, 'timeline: three')]
  expect((await database.ledger.recordRun(said, judged))?.count).toBe(1)
  expect(await database.ledger.recordRun(said.slice(1), judged)).toBeUndefined()
})

test('where one was recorded before, or another replica has written meanwhile, nothing is written', async () => {
  const { database, url } = await openHouse()
  const incident = await opened(database)
  const other = openReplica(url)
  const [first, second] = [saying(1, 'timeline: one'), saying(2, 'timeline: two')]
  await other.ledger.transact(second, (situation) => judged(second, situation))
  const before = await record(database, incident)
  expect(await database.ledger.recordRun([first, second], judged)).toBeUndefined()
  expect(await record(database, incident)).toEqual(before)

  await database.ledger.transact(first, (situation) => judged(first, situation))
  const again = [saying(3, 'timeline: three'), second]
  const known = await record(database, incident)
  expect(await database.ledger.recordRun(again, judged)).toBeUndefined()
  expect(await record(database, incident)).toEqual(known)
})

test('a fault in one of them writes nothing and is told', async () => {
  const { database } = await openHouse()
  const incident = await opened(database)
  const before = await record(database, incident)
  const said = [saying(1, 'timeline: one'), saying(2, 'poison')]
  const judging = (command: Command, situation: Situation) => {
    if (command === said[1]) throw new Error('no rule for this')
    return judged(command, situation)
  }
  await expect(database.ledger.recordRun(said, judging)).rejects.toThrow('no rule for this')
  expect(await record(database, incident)).toEqual(before)
})

test('however what is said is cut into runs, the record is the same as one by one', async () => {
  const { database } = await openHouse()
  const words = fc.constantFrom('timeline: a step', 'I am the incident commander', 'just talk', 'we have rolled back')
  const many = fc.array(words, { minLength: 1, maxLength: 12 })
  let rounds = 0
  await fc.assert(
    fc.asyncProperty(many, fc.integer({ min: 2, max: 6 }), async (texts, size) => {
      rounds += 1
      const [together, apart] = [channelId(`C0${rounds}A`), channelId(`C0${rounds}B`)]
      const [one, other] = [await opened(database, together), await opened(database, apart)]
      const said = texts.map((text, nth) => saying(nth + 1, text, together))
      for (let nth = 0; nth < said.length;) {
        const count = (await database.ledger.recordRun(said.slice(nth, nth + size), judged))?.count ?? 0
        nth += count
        const next = said[nth]
        if (count > 0 || next === undefined) continue
        await database.ledger.transact(next, (situation) => judged(next, situation))
        nth += 1
      }
      for (const [nth, text] of texts.entries()) {
        const command = saying(nth + 1, text, apart)
        await database.ledger.transact(command, (situation) => judged(command, situation))
      }
      expect(await told(database, one)).toEqual(await told(database, other))
    }),
    { numRuns: 10 },
  )
})

/** The record and the state, without what two incidents never share. */
const told = async (database: Database, incident: Incident) => {
  const events = (await record(database, incident)).filter(({ command }) => command.includes('Ev'))
  const state = (await database.reads.incident(incident.id)) ?? incident
  const { id: _id, number: _number, channel: _channel, declaredWith: _with, ...rest } = state
  return { events: events.map((event) => ({ ...event, command: event.command.split('/').at(-1) })), rest }
}
