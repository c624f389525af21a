import { describe, expect, it } from 'vitest'
import type { Post } from '../../../src/domain/effects.ts'
import { messageTs } from '../../../src/domain/ids.ts'
import { post } from '../../../src/slack/views/posts.ts'
import { reminderValue, snoozeActions } from '../../../src/slack/views/post-reminder.ts'
import { undoValue } from '../../../src/slack/views/post-role.ts'
import { textIn } from '../../../src/text/text.ts'
import { dana, declaredAt, hour, incident, kenji, minute, noa } from './samples.ts'
import { expectTaken, mentioned, mrkdwnOf, seen, voices } from './saying.ts'

const at = declaredAt + 40 * minute
const heardIn = messageTs('1772458000.000300')
const update = {
  say: 'update',
  text: 'Rolling back.\n2 of 5 done.',
  by: noa,
  at,
  nextUpdateDue: at + 30 * minute,
} as const
const reminder = { say: 'reminder', to: noa, count: 1, last: false, since: at } as const

const each: readonly (readonly [string, Post])[] = [
  ['an update', update],
  ['a resolution', { say: 'resolved', by: noa, at, afterMs: 100 * minute, fix: 'Rolled back 4f2c91' }],
  ['a reopening', { say: 'reopened', by: noa, at, why: 'It is back' }],
  ['a reopening without a reason', { say: 'reopened', by: noa, at, why: '' }],
  ['a false alarm', { say: 'cancelled', by: noa, why: 'A load test' }],
  ['a duplicate', { say: 'cancelled', by: noa, why: '', duplicateNumber: 41 }],
  [
    'a rise in severity',
    { say: 'severity-changed', by: noa, from: 'sev3', to: 'sev1', nextUpdateDue: at + 30 * minute },
  ],
  ['a fall to sev4', { say: 'severity-changed', by: noa, from: 'sev2', to: 'sev4', nextUpdateDue: at + 24 * hour }],
  ['a role that was heard', { say: 'role-heard', role: 'comms', to: dana, heardIn }],
  ['a role heard to change hands', { say: 'role-heard', role: 'lead', to: dana, from: noa, heardIn }],
  ['a role undone', { say: 'role-undone', role: 'comms', by: kenji }],
  ['a role given back', { say: 'role-undone', role: 'lead', by: kenji, to: noa }],
  ['a reminder of an update', { ...reminder, kind: 'update-overdue' }],
  ['a reminder that nobody leads', { ...reminder, kind: 'no-lead', since: declaredAt }],
  ['a reminder of silence', { ...reminder, kind: 'silence' }],
  [
    'a reminder that an estimate has passed',
    { ...reminder, kind: 'vendor-due', vendor: { name: 'Acme <Pay>', promised: true } },
  ],
  [
    'a reminder of a vendor who promised nothing, for anyone',
    {
      say: 'reminder',
      count: 3,
      last: false,
      since: at,
      kind: 'vendor-due',
      vendor: { name: 'Acme', promised: false },
    },
  ],
  ['the last reminder of a postmortem', { ...reminder, kind: 'postmortem-unpublished', count: 5, last: true }],
  [
    'the beginning of a watch',
    { say: 'watch-started', by: noa, until: at + 72 * hour, exit: 'Nothing <came> back', open: ['load', 'alert'] },
  ],
  ['a day of a watch', { say: 'watch-day', to: noa, until: at + 72 * hour, over: false, open: ['load', 'alert'] }],
  ['a day after a watch, for anyone', { say: 'watch-day', until: at, over: true, open: [] }],
  ['the end of a watch', { say: 'watch-ended', by: noa, open: ['alert'] }],
  ['a watch that is broken off', { say: 'watch-broken', by: noa }],
  ['a wish for a lead', { say: 'lead-wanted', to: dana }],
]

const silent = (severity: 'sev2' | 'sev3') =>
  post({ ...reminder, kind: 'silence' }, incident({ severity }), textIn('en')).text

describe('a post in the channel', () => {
  it.each(each)('%s, in English', (_, item) => {
    expect(seen(post(item, incident(), textIn('en')))).toMatchSnapshot()
  })

  it.each(each)('%s, in Hebrew', (_, item) => {
    expect(seen(post(item, incident(), textIn('he')))).toMatchSnapshot()
  })

  it.each(voices)('is taken by Slack, in %s', (_, t) => {
    for (const [, item] of each) expectTaken(post(item, incident(), t))
  })

  it.each(['update-overdue', 'vendor-due', 'no-lead', 'silence', 'postmortem-unpublished'] as const)(
    'a reminder of %s mentions one person, and offers to snooze and to stop it',
    (kind) => {
      const view = post({ ...reminder, kind }, incident(), textIn('en'))
      expect(mentioned(view)).toEqual(new Set([noa]))
      const drawn = seen(view)
      for (const label of ['Snooze 30 min', 'Snooze 1 h', 'Snooze 4 h', 'Not needed'])
        expect(drawn).toContain(`[ ${label} ]`)
    },
  )

  it('names the date where a clock time could mean another day', () => {
    expect(silent('sev2')).toContain('^{time}|')
    expect(silent('sev3')).toContain('^{date_num} {time}|')
  })

  it('carries ids in its buttons and nothing else', () => {
    const { id } = incident()
    expect(undoValue(incident(), 'lead', heardIn)).toBe(`${id}:lead:1772458000.000300`)
    expect(reminderValue(incident(), 'silence')).toBe(`${id}:silence`)
    expect(snoozeActions).toEqual({ 'snooze-30-min': 30 * minute, 'snooze-1-h': hour, 'snooze-4-h': 4 * hour })
  })

  it('shows a long update whole', () => {
    const words = Array.from({ length: 500 }, (_, n) => `<w${n}>`)
    const text = words.join(' ').slice(0, 3000)
    const shown = mrkdwnOf(post({ ...update, text }, incident(), textIn('en')))
      .slice(1)
      .join(' ')
    for (const word of text.split(' ').slice(0, -1))
      expect(shown).toContain(word.replace('<', '&lt;').replace('>', '&gt;'))
  })
})
