import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkView } from '../../../sandbox/block-kit/check.ts'
import type { TriageNews, TriagePost } from '../../../src/domain/effects/triage.ts'
import { channelId, commandId, incidentId } from '../../../src/domain/ids.ts'
import type { Incident } from '../../../src/domain/incident.ts'
import { signs } from '../../../src/domain/triage.ts'
import { announcement } from '../../../src/slack/views/announcement.ts'
import { card } from '../../../src/slack/views/card.ts'
import { recurrenceView } from '../../../src/slack/views/forms/recurrence.ts'
import { acceptView, declineView, mergeView, reportView } from '../../../src/slack/views/forms/triage.ts'
import { news } from '../../../src/slack/views/news.ts'
import { listView } from '../../../src/slack/views/list.ts'
import { post } from '../../../src/slack/views/posts.ts'
import { textIn } from '../../../src/text/text.ts'
import { expectHarmless, hostile, typed } from './hostile.ts'
import { dana, declaredAt, incident, minute, noa } from './samples.ts'
import { expectTaken, seen, voices } from './saying.ts'

const now = declaredAt + 25 * minute
const at = now
const kept = { incident: incidentId('0c5c2a54-6f3f-4a52-9d0b-3f1f5f0f9b11'), number: 41, channel: channelId('C0KEPT') }
const done = { by: noa, at: declaredAt + 20 * minute }
const { channel: _none, ...unopened } = incident({ description: 'Since the launch' })
const report = { signs: ['totals-off', 'sync-stopped'], affected: 'All branches' } as const
const waiting: Incident = { ...unopened, status: 'triage', triage: { report } }
const merged = { ...kept, ...done, why: 'The same queue', was: 'investigating', settled: false } as const

const states: Readonly<Record<string, Incident>> = {
  'in triage': waiting,
  'in triage, with none of the signs': {
    ...waiting,
    severity: 'sev4',
    triage: { report: { signs: [], affected: '' } },
  },
  'in triage, declared by a guest': { ...waiting, triage: { report: { affected: '' } } },
  accepted: incident({ triage: { report, accepted: { ...done, with: commandId('c1') } } }),
  declined: {
    ...waiting,
    status: 'declined',
    triage: { report, declined: { ...done, why: 'A password reset', pointer: '#it-help' } },
  },
  'a merged report': { ...waiting, status: 'merged', triage: { report, merged: { ...merged, was: 'triage' } } },
  merged: incident({ status: 'merged', triage: { merged } }),
  'merged for good': incident({ status: 'merged', triage: { merged: { ...merged, settled: true } } }),
  'kept, with another in it': incident({
    triage: {
      absorbed: [
        { ...kept, ...done },
        { incident: kept.incident, number: 40, ...done },
      ],
    },
  }),
}
const each = Object.entries(states)

const posts = (why: string): TriagePost[] => [
  { say: 'merged', by: noa, why, number: 41, channel: kept.channel },
  { say: 'merged', by: noa, why: '', number: 41 },
  { say: 'unmerged', by: noa, number: 41, channel: kept.channel },
  { say: 'absorbed', by: noa, number: 41, channel: kept.channel },
  { say: 'absorbed', by: noa, number: 41 },
  { say: 'let-go', by: noa, number: 41 },
  { say: 'kept-channel', number: 41, channel: kept.channel },
]
const told = (text: string): TriageNews[] => [
  { say: 'report-accepted', by: noa, severity: 'sev1' },
  { say: 'report-declined', by: noa, why: text, pointer: text },
  { say: 'report-merged', by: noa, number: 41, channel: kept.channel },
  { say: 'report-merged', by: noa, number: 41 },
]

describe('a report, and incidents that are one', () => {
  it.each(each)('%s: the announcement, in English and in Hebrew', (_, state) => {
    expect(seen(announcement(state, now, textIn('en')))).toMatchSnapshot()
    expect(seen(announcement(state, now, textIn('he')))).toMatchSnapshot()
  })

  it.each(each.filter(([, { channel }]) => channel !== undefined))('%s: the card', (_, state) => {
    expect(seen(card(state, now, textIn('en')))).toMatchSnapshot()
    expect(seen(card(state, now, textIn('he')))).toMatchSnapshot()
  })

  it('every post and private word, in English and in Hebrew', () => {
    for (const language of ['en', 'he'] as const) {
      const t = textIn(language)
      expect(posts('The same queue').map((one) => post(one, incident(), t).text)).toMatchSnapshot()
      expect(told('#it-help').map((one) => news(one, { incident: incident() }, t).text)).toMatchSnapshot()
    }
  })

  it.each(voices)('are taken by Slack in every state, and every form fits, in %s', (_, t) => {
    const many = Array.from({ length: 150 }, (_one, nth) =>
      incident({ id: incidentId(`i${nth}`), number: nth + 1, title: 'x'.repeat(150) }),
    )
    for (const state of Object.values(states)) {
      expectTaken(announcement(state, now, t))
      expectTaken(card(state, now, t))
      expectTaken(listView([state, incident()], { openCount: 2, triageCount: 40 }, [], now, t))
      const forms = [acceptView(state, t), declineView(state, '#it-help', t), mergeView(state, many, many[0], t)]
      for (const form of forms) expect(checkView(form)).toEqual([])
    }
    expect(
      checkView(reportView({ title: 'x'.repeat(150), description: 'x'.repeat(3000), message: 'x' }, '{}', t)),
    ).toEqual([])
  })

  it('what people type mentions nobody and breaks nothing', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(...voices), (text, [, t]) => {
        for (const state of Object.values(states)) {
          const { triage = {} } = state
          const said: Incident = {
            ...typed(state, text),
            triage: {
              ...triage,
              report: { signs, affected: text },
              ...(triage.declined && { declined: { ...triage.declined, why: text, pointer: text } }),
              ...(triage.merged && { merged: { ...triage.merged, why: text } }),
            },
          }
          expectHarmless(announcement(said, now, t))
          expectHarmless(card(said, now, t))
          expect(checkView(acceptView(said, t))).toEqual([])
          expect(checkView(declineView(said, text, t))).toEqual([])
          expect(checkView(mergeView(said, [said], said, t))).toEqual([])
        }
        expect(checkView(reportView({ title: text, description: text, message: text }, '{}', t))).toEqual([])
        for (const one of posts(text)) expectHarmless(post(one, incident(), t))
        for (const one of told(text)) expectHarmless(news(one, { incident: incident() }, t))
      }),
      { numRuns: 8, endOnFailure: true },
    )
  })

  it.each(['he', 'ar'] as const)(
    'stand in a menu from right to left, the title in its own direction, in %s',
    (language) => {
      const t = textIn(language)
      const latin = incident({ title: 'Checkout is down' })
      const long = incident({ id: incidentId('long'), title: 'Checkout '.repeat(20) })
      for (const menu of [
        mergeView(waiting, [latin, long], undefined, t),
        recurrenceView(waiting, [latin, long], undefined, t),
      ]) {
        const fields = menu.blocks.flatMap((block) => ('element' in block ? [block.element] : []))
        const options = fields.flatMap((field) => (field.type === 'static_select' ? (field.options ?? []) : []))
        const [short, clipped] = options.map((one) => one.text.text)
        expect(short).toBe('\u200f\u2068INC-42\u2069 · \u2068Checkout is down\u2069')
        expect(clipped).toMatch(/^\u200f\u2068INC-42\u2069 · \u2068Checkout .*…\u2069$/)
        expect(clipped?.length).toBeLessThanOrEqual(75)
      }
    },
  )

  it('is accepted by somebody who reads all that was reported, as far as a form shows it', () => {
    const described = JSON.stringify(
      acceptView({ ...waiting, description: 'Since *the* <!channel> launch' }, textIn('en')),
    )
    expect(described).toContain('launch')
    expect(described).not.toContain('<!channel>')
    const whole = acceptView({ ...waiting, description: 'long '.repeat(1000) }, textIn('en'))
    expect(checkView(whole)).toEqual([])
    expect(JSON.stringify(whole)).toContain('…')
  })

  it('are asked about by those who can judge them, under the report, with what they can decide', () => {
    const reminder = { say: 'reminder', kind: 'triage-waiting', count: 1, last: false, since: at } as const
    const drawn = JSON.stringify(post(reminder, waiting, textIn('en')).blocks)
    for (const action of ['accept-report', 'decline-report', 'merge-into']) expect(drawn).toContain(`"${action}"`)
    expect(drawn).not.toContain(dana)
  })
})
