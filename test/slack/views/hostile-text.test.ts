import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkView } from '../../../sandbox/block-kit/check.ts'
import type { News, Post } from '../../../src/domain/effects.ts'
import { channelId, entryId, messageTs } from '../../../src/domain/ids.ts'
import type { Entry } from '../../../src/domain/timeline.ts'
import { escape, escapeLines, link, plain, topicText } from '../../../src/slack/mrkdwn.ts'
import { announcement } from '../../../src/slack/views/announcement.ts'
import { card } from '../../../src/slack/views/card.ts'
import { declareView } from '../../../src/slack/views/forms/declare.ts'
import { followUpView } from '../../../src/slack/views/forms/follow-up.ts'
import { messageView } from '../../../src/slack/views/forms/message.ts'
import { resolveView } from '../../../src/slack/views/forms/resolve.ts'
import { cancelView, renameView, reopenView } from '../../../src/slack/views/forms/settings.ts'
import { updateView } from '../../../src/slack/views/forms/update.ts'
import { helpView } from '../../../src/slack/views/help.ts'
import { listView } from '../../../src/slack/views/list.ts'
import { news } from '../../../src/slack/views/news.ts'
import { postmortemPages, postmortemPart } from '../../../src/slack/views/postmortem.ts'
import { proseView } from '../../../src/slack/views/postmortem-form.ts'
import { post } from '../../../src/slack/views/posts.ts'
import { entryTextView, entryTimeView } from '../../../src/slack/views/timeline-entry-form.ts'
import { entriesPage, entriesView } from '../../../src/slack/views/timeline-form.ts'
import { timelineView } from '../../../src/slack/views/timeline.ts'
import { purposeOf, topicOf } from '../../../src/slack/views/topic.ts'
import { expectHarmless, expectInert, hostile, typed } from './hostile.ts'
import { longDraft, resolvedDraft } from './postmortem-samples.ts'
import { dana, declaredAt, hour, incident, minute, noa, states } from './samples.ts'
import { expectTaken, mrkdwnOf, voices } from './saying.ts'

const now = declaredAt + 25 * minute
const at = now

const posts = (text: string): Post[] => [
  { say: 'update', text, by: noa, at, nextUpdateDue: at + hour },
  { say: 'resolved', by: noa, at, afterMs: hour, fix: text },
  { say: 'reopened', by: noa, at, why: text },
  { say: 'cancelled', by: noa, why: text, duplicateNumber: 41 },
  { say: 'severity-changed', by: noa, from: 'sev3', to: 'sev1', nextUpdateDue: at + hour },
  { say: 'role-heard', role: 'lead', to: noa, from: dana, heardIn: messageTs('1700000000.000100') },
  { say: 'role-undone', role: 'lead', by: noa, to: dana },
  { say: 'reminder', kind: 'update-overdue', to: noa, count: 3, last: true, since: at },
  { say: 'lead-wanted', to: noa },
]

const someNews = (text: string): News[] => [
  { say: 'channel-opened' },
  { say: 'announcement-refused', channel: text, error: text, needed: text },
  { say: 'channel-refused', error: text, needed: text },
  { say: 'invite-refused', user: noa, error: text },
  { say: 'slack-refused', effect: 'post', error: text, needed: text },
  { say: 'role-duties', role: 'lead', givenBy: dana, from: noa },
  { say: 'role-taken-over', role: 'comms', to: noa },
  { say: 'refused', refusal: { code: 'already-resolved', number: 1, by: noa, at } },
  { say: 'joined' },
]

const entry = (text: string): Entry => ({
  id: entryId('e1'),
  at,
  recordedAt: at,
  suggestion: true,
  edited: true,
  removed: false,
  files: [{ name: text, mimetype: text, permalink: text }],
  permalink: text,
  what: { is: 'said', text },
})

describe.each(voices)('in %s, what people type', (_, t) => {
  it('mentions nobody, breaks no layout and fits in every message', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const nameOf = () => text
        for (const state of Object.values(states)) {
          const one = typed(state, text)
          expectHarmless(card(one, now, t))
          expectHarmless(announcement(one, now, t))
        }
        const one = typed(incident(), text)
        for (const item of posts(text)) expectHarmless(post(item, one, t))
        const packet = { incident: one, entries: [entry(text)], nameOf }
        for (const item of someNews(text)) expectHarmless(news(item, packet, t))
        expectHarmless(timelineView(one, [entry(text)], t, nameOf))
        const listed = { ...one, channel: channelId('C1') }
        expectHarmless(
          listView(
            Array.from({ length: 15 }, () => listed),
            { openCount: 99, triageCount: 9 },
            Array.from({ length: 5 }, () => listed),
            now,
            t,
          ),
        )
        // Its own commands stand in backticks; a title has no other way in than the card's.
        expectTaken(helpView([{ command: '/incident list', does: t('help.list') }], { incident: one }, t))
      }),
      { numRuns: 6 },
    )
  })

  it('harms no part of a postmortem', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const nameOf = () => text
        const drafts = [resolvedDraft(typed(incident(), text)), longDraft(2, () => text)]
        for (const draft of drafts) {
          const pages = Array.from(
            { length: postmortemPages(draft, t, nameOf) },
            (_one, index) => `timeline-${index + 1}` as const,
          )
          for (const part of ['root', 'summary', 'impact', 'lessons', 'root-cause', 'follow-ups', ...pages] as const) {
            expectHarmless(postmortemPart(part, draft, t, nameOf))
          }
        }
      }),
      { numRuns: 4 },
    )
  })

  it('is taken by every form, and is alive in none', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const one = typed(incident(), text)
        const nameOf = () => text
        const draft = { title: text, severity: 'sev1', kind: 'outage', description: text, message: text } as const
        const views = [
          declareView(draft, '{}', t, [one, one, one]),
          followUpView(one, t),
          messageView(escape(text), t),
          resolveView(one, text, t),
          renameView(one, t),
          cancelView(one, t),
          reopenView(one, t),
          updateView(one, t),
          proseView(one, 'impact', t),
          entriesView(one, entriesPage([entry(text), entry(text)], 0), t, nameOf),
          entryTextView(entry(text), '{}', t, nameOf),
          entryTimeView(entry(text), '{}', 'Asia/Jerusalem', t, nameOf),
        ]
        for (const view of views) {
          expect(checkView(view)).toEqual([])
          for (const said of mrkdwnOf({ text: '', blocks: [...view.blocks] as never })) expectInert(said)
        }
      }),
      { numRuns: 6 },
    )
  })

  it('stays one line in a topic and a purpose', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const line of [topicOf(typed(incident(), text), t), purposeOf(typed(incident(), text), t)]) {
          expect(line.length).toBeLessThanOrEqual(250)
          expect(line).not.toMatch(/[<>\n]|\p{Cc}/u)
        }
      }),
      { numRuns: 50 },
    )
  })
})

describe('the functions through which it goes', () => {
  it('leave nothing alive', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1, max: 3000 }), (text, max) => {
        for (const escaped of [escape(text), escape(text, max), escapeLines(text), escapeLines(text, max)])
          expectInert(escaped)
        expect(escape(text, max).length).toBeLessThanOrEqual(max)
        expect(escapeLines(text, max).length).toBeLessThanOrEqual(max)
        expect(escape(text)).not.toContain('\n')
        expect(plain(text, max).text).not.toMatch(/\n|(?![\t])\p{Cc}/u)
        expect(topicText(text)).not.toMatch(/[<>\n]/)
        const linked = link(text, text)
        expect(linked.replace(/^<[^<>|]*\|([^<>]*)>$/, '$1')).not.toMatch(/[<>]/)
      }),
      { numRuns: 100 },
    )
  })
})
