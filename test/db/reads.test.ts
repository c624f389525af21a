import { expect, test } from 'vitest'
import { channelId, entryId, incidentId, messageTs } from '../../src/domain/ids.ts'
import type { Incident } from '../../src/domain/incident.ts'
import { ann, declare, go, noon, noting, openHouse } from './house.ts'

const titled = ({ id, title }: Pick<Incident, 'id' | 'title'>) => ({ id, title })

const message = (ts: string, entries: { text: string; at: number; foundByWords: boolean }[] = []) => ({
  ts: messageTs(ts),
  text: `said at ${ts}`,
  files: [],
  permalink: `https://acme.slack.com/p${ts}`,
  entries,
})

test('open incidents are listed newest first and what is in triage before them, resolved ones by when they were', async () => {
  const { database } = await openHouse()
  const older = await declare(database, { title: 'older' })
  const newer = await declare(database, { title: 'newer' })
  const resolution = { fix: 'x', verified: '', canReturn: '', thanks: '' }
  const end = { ...resolution, by: ann.user, at: noon }
  for (const [incident, at] of [
    [newer, noon + 1],
    [older, noon + 2],
  ] as const) {
    await database.ledger.transact(
      noting(incident, ''),
      go([{ type: 'incident-resolved', resolution }], { change: { status: 'resolved', resolved: { ...end, at } } }),
    )
  }
  const first = await declare(database, { title: 'first' })
  expect((await database.reads.recentlyEnded(10)).map(({ title }) => title)).toEqual(['older', 'newer'])
  expect((await database.reads.open(10)).map(({ id }) => id)).toEqual([first.id])
  expect(await database.reads.openCount()).toBe(1)
  expect(await database.reads.open(0)).toEqual([])

  const waiting = await declare(database, { title: 'waiting' })
  const change = { status: 'triage' } as const
  await database.ledger.transact(noting(waiting, ''), go([{ type: 'note-added', text: '' }], { change }))
  const newest = await declare(database, { title: 'newest' })
  // What nobody has judged is no incident yet, and is counted by itself.
  expect([await database.reads.openCount(), await database.reads.triageCount()]).toEqual([2, 1])
  // Declared at the same moment, so only what waits has a place of its own.
  const listed = (await database.reads.open(10)).map(({ id }) => id)
  expect([listed[0], new Set(listed)]).toEqual([waiting.id, new Set([waiting.id, newest.id, first.id])])
  // A new title is compared with those of incidents.
  expect(new Set(await database.reads.openTitles(10))).toEqual(new Set([titled(first), titled(newest)]))
  expect(await database.reads.openTitles(1)).toHaveLength(1)
  const asked = [newest.id, waiting.id, first.id]
  expect((await database.reads.lines(asked)).map(({ id }) => id)).toEqual(asked)
  expect(await database.reads.lines([])).toEqual([])
  expect((await database.reads.numbered(newest.number))?.id).toBe(newest.id)
  const cancelled = { by: ann.user, at: noon, why: '' }
  await database.ledger.transact(
    noting(first, ''),
    go([{ type: 'incident-cancelled', why: '' }], { change: { status: 'cancelled', cancelled } }),
  )
  expect((await database.reads.recentlyEnded(10)).map(({ title }) => title)).toEqual(['older', 'newer'])
})

test('an incident is found by its id and by its channel', async () => {
  const { database } = await openHouse()
  const incident = await declare(database)
  const channel = channelId('C0INC')
  await database.ledger.transact(
    noting(incident, ''),
    go([{ type: 'channel-opened', channel, name: 'inc-0001' }], { change: { channel } }),
  )
  expect(await database.reads.inChannel(channel)).toEqual({ ...incident, channel })
  expect(await database.reads.isIncidentChannel(channel)).toBe(true)
  expect(await database.reads.isIncidentChannel(channelId('C0ELSE'))).toBe(false)
  expect(await database.reads.incident(incidentId('no such one'))).toBeUndefined()
})

test('talk stays out of the timeline until something puts it there, and then with all of its history', async () => {
  const { database } = await openHouse()
  const incident = await declare(database)
  const talk = { event: { type: 'message-heard', message: message('17.1') } as const, about: '17.1' }
  const pinned = { event: { type: 'message-heard', message: message('17.2') } as const, about: '17.2' }
  const pin = {
    event: { type: 'message-pinned', ts: messageTs('17.2'), user: ann.user } as const,
    about: '17.2',
  }
  const spoken = [{ text: 'rolled back', at: noon, foundByWords: true }]
  const said = { event: { type: 'message-heard', message: message('17.3', spoken) } as const, about: '17.3' }
  const removed = { event: { type: 'entry-removed', entry: entryId('17.3/0') } as const, about: '17.3/0' }
  await database.ledger.transact(noting(incident, ''), go([talk, pinned, pin, said, removed]))

  const events = await database.reads.timelineEvents(incident.id)
  expect(events.map(({ type, about }) => [type, about]).slice(1)).toEqual([
    ['message-heard', '17.2'],
    ['message-pinned', '17.2'],
    ['message-heard', '17.3'],
    ['entry-removed', '17.3'],
  ])
})

test('what is due is found by the earliest reminder of each incident', async () => {
  const { database } = await openHouse()
  expect(await database.reads.nextDue()).toBeUndefined()
  const remind = async (dueAts: readonly number[]) => {
    const incident = await declare(database)
    const [first = 0, second = 0] = dueAts
    await database.ledger.transact(
      noting(incident, ''),
      go([{ type: 'note-added', text: '' }], {
        change: { reminders: { 'no-lead': { dueAt: first, sent: 0 }, silence: { dueAt: second, sent: 0 } } },
      }),
    )
    return incident.id
  }
  const later = await remind([noon + 20, noon + 30])
  const sooner = await remind([noon + 40, noon + 10])
  const due = async (now: number) => (await database.reads.due(now, 10)).map(({ id }) => id)

  expect(await database.reads.nextDue()).toBe(noon + 10)
  expect(await due(noon + 9)).toEqual([])
  expect(await due(noon + 20)).toEqual([sooner, later])
})
