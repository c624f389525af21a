import { describe, expect, it } from 'vitest'
import { Failure } from '../../../src/app/failure.ts'
import type { Command } from '../../../src/domain/commands.ts'
import { incidentId, messageTs } from '../../../src/domain/ids.ts'
import type { Call } from '../../../src/slack/call.ts'
import type { PerformParts, Row } from '../../../src/slack/perform/parts.ts'
import { closingWording, draftClosing } from '../../../src/slack/perform/closing-word.ts'
import { publishInChannel } from '../../../src/slack/perform/publish.ts'
import { ann, at, by, layla, noa, opened, theIncident, ts, wish } from '../../domain/cast.ts'
import { aboutCustomers } from '../../domain/customers-cast.ts'
import { given } from '../../domain/specification.ts'

const support = 'C0SUPPORT'
const to = `channel/${support}` as const
const root = ts('13:32')
const first = [
  ...opened,
  by(noa).take('lead'),
  by(noa).give('comms', ann),
  aboutCustomers(layla).draft('Orders fail.'),
  aboutCustomers(ann).approve({ to: [to] }),
]
const second: Command[] = [
  ...first,
  {
    ...wish('13:32', { kind: 'slack' }),
    type: 'record-publication',
    update: aboutCustomers(layla).draft('').update,
    to,
    ts: root,
  },
  aboutCustomers(layla, '13:40').draft('Found.', { id: 'p2' }),
  aboutCustomers(ann, '13:41').approve({ id: 'p2', to: [to] }),
]

/** A channel that keeps what is posted with its metadata; `fails` names the methods that wait once each. */
const openChannel = (...fails: string[]) => {
  const posted: { readonly ts: string; readonly thread?: unknown; readonly metadata: unknown }[] = []
  const methods: string[] = []
  const call: Call = async (method, args, answer) => {
    methods.push(method)
    if (fails[0] === method) {
      fails.shift()
      throw new Failure('ratelimited', { kind: 'wait', inMs: 1000 })
    }
    if (method !== 'chat.postMessage') return answer.parse({ ts: root, messages: posted })
    const sent = { ts: `${at('13:45') / 1000}.00000${posted.length}`, thread: args['thread_ts'] }
    posted.push({ ...sent, metadata: args['metadata'] })
    return answer.parse({ ts: sent.ts, channel: support })
  }
  return { call, posted, methods }
}

/** Carries out the publication of the newest update by this outbox row; rejects as Slack makes it. */
const published = async (commands: readonly Command[], call: Call, row: number) => {
  const incident = given(...commands).world.incident ?? expect.fail('no incident')
  const update = incident.customers?.updates.at(-1)?.id ?? expect.fail('nothing is approved')
  const claimed: Row<'publish'> = {
    id: row,
    incident: incidentId(theIncident),
    effect: { type: 'publish', update, to },
    createdAt: at('13:50'),
    lane: 'publish',
    claim: 1,
    attempts: 0,
    uncertain: false,
    callsUntil: Number.POSITIVE_INFINITY,
  }
  const parts = { call, clock: { now: () => at('13:50') }, defaultLanguage: 'en', ifLate: () => undefined }
  // Only what a publication in a channel asks of the house.
  return publishInChannel(claimed, incident, parts as unknown as PerformParts)
}

it('redraws the root before it replies, so that a redraw that has to wait repeats no reply', async () => {
  const { call, posted, methods } = openChannel('chat.update')
  await expect(published(second, call, 7)).rejects.toMatchObject({ code: 'ratelimited' })
  expect(posted).toEqual([])
  expect(await published(second, call, 7)).toMatchObject({ type: 'record-publication', update: 'p2' })
  expect(posted).toMatchObject([{ thread: root }])
  expect(methods.at(-1)).toBe('chat.postMessage')
})

it('finds what another row has posted of it, as *Try again* asks by a row of its own', async () => {
  const { call, posted } = openChannel()
  await published(second, call, 7)
  await published(second, call, 8)
  expect(posted).toHaveLength(1)
  const anew = openChannel()
  await published(first, anew.call, 3)
  expect(await published(first, anew.call, 4)).toMatchObject({ ts: messageTs(anew.posted[0]?.ts ?? '') })
  expect(anew.posted).toHaveLength(1)
})

/** What the effect comes to, in the state after these. */
const drafted = async (...commands: Command[]) => {
  const incident = given(...commands).world.incident ?? expect.fail('no incident')
  const row = { id: 9, claim: 1, effect: { type: 'draft-closing', by: noa.user } } as Row<'draft-closing'>
  // Only what a command asks of the house.
  const command = await draftClosing(row, incident, { clock: { now: () => at('13:41') } } as PerformParts)
  return { incident, command }
}

describe('the closing word for customers', () => {
  const cancelled = [...first, by(noa, '13:40').cancel('A false alarm')]

  it('keeps the title that they know, in the languages in which they know it', async () => {
    const { command } = await drafted(...cancelled)
    expect(command).toMatchObject({
      type: 'draft-public-update',
      by: { kind: 'person', user: noa.user },
      wording: {
        stage: 'closed',
        texts: { en: { title: 'Orders fail', body: expect.stringContaining('found no problem with our service') } },
      },
    })
    const merged = given(...first).world.incident
    const texts = merged && closingWording({ ...merged, status: 'merged' }).texts
    expect(texts?.en?.body).toContain('part of another problem')
  })

  it('words a draft anew that says it goes on, and leaves alone one that says it is over', async () => {
    const waiting = aboutCustomers(layla, '13:35').draft('We look into it.', { id: 'p2' })
    const { command } = await drafted(...first, waiting, by(noa, '13:40').cancel('A false alarm'))
    expect(command).toMatchObject({
      type: 'edit-public-update',
      update: 'p2',
      version: 1,
      wording: { stage: 'closed' },
    })
    const over = aboutCustomers(layla, '13:35').draft('It is over.', { id: 'p2', stage: 'resolved' })
    expect((await drafted(...first, over, by(noa, '13:40').cancel('A false alarm'))).command).toBeUndefined()
    expect((await drafted(...cancelled, by(noa, '13:41').reopen('It is back'))).command).toBeUndefined()
  })
})
