import type { ModalView } from '@slack/types'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkView } from '../../../sandbox/block-kit/check.ts'
import type { News, Post } from '../../../src/domain/effects.ts'
import { channelId, entryId, incidentId, messageTs } from '../../../src/domain/ids.ts'
import type { Report } from '../../../src/domain/health.ts'
import { newestUpdate, newestVersion } from '../../../src/domain/public-updates.ts'
import type { Entry } from '../../../src/domain/timeline.ts'
import { escape, escapeLines, link, plain, topicText } from '../../../src/slack/mrkdwn.ts'
import { announcement } from '../../../src/slack/views/announcement.ts'
import { card } from '../../../src/slack/views/card.ts'
import { declareView } from '../../../src/slack/views/forms/declare.ts'
import { followUpView } from '../../../src/slack/views/forms/follow-up.ts'
import { impactDraft, impactView } from '../../../src/slack/views/forms/impact.ts'
import { messageView } from '../../../src/slack/views/forms/message.ts'
import { changesView, changeView } from '../../../src/slack/views/forms/production-change.ts'
import { publicApprovalView, publicSendBackView } from '../../../src/slack/views/forms/public-approval.ts'
import { publicDraftView } from '../../../src/slack/views/forms/public-draft.ts'
import { resolveView } from '../../../src/slack/views/forms/resolve.ts'
import { cancelView, renameView, reopenView } from '../../../src/slack/views/forms/settings.ts'
import { acceptView, declineView, mergeView, reportView } from '../../../src/slack/views/forms/triage.ts'
import { updateView } from '../../../src/slack/views/forms/update.ts'
import { vendorDraft, vendorView } from '../../../src/slack/views/forms/vendor.ts'
import { checklistView, startWatchView } from '../../../src/slack/views/forms/watch.ts'
import { healthView } from '../../../src/slack/views/health.ts'
import { helpView } from '../../../src/slack/views/help.ts'
import { listView } from '../../../src/slack/views/list.ts'
import { moreView } from '../../../src/slack/views/more.ts'
import { news } from '../../../src/slack/views/news.ts'
import { postmortemPages, postmortemPart } from '../../../src/slack/views/postmortem.ts'
import { proseView } from '../../../src/slack/views/postmortem-form.ts'
import { draftNamed } from '../../../src/slack/views/public-approval.ts'
import { publicPost } from '../../../src/slack/views/public-post.ts'
import { servicesView, serviceView } from '../../../src/slack/views/services.ts'
import { post } from '../../../src/slack/views/posts.ts'
import { entryTextView, entryTimeView } from '../../../src/slack/views/timeline-entry-form.ts'
import { entriesPage, entriesView } from '../../../src/slack/views/timeline-form.ts'
import { timelineView } from '../../../src/slack/views/timeline.ts'
import { purposeOf, topicOf } from '../../../src/slack/views/topic.ts'
import { expectHarmless, expectInert, hostile, serviceTyped, typed } from './hostile.ts'
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

/** As `expectHarmless`, for a form. */
const expectHarmlessForm = (view: ModalView): void => {
  expect(checkView(view)).toEqual([])
  // A form has blocks that a message has not; what is read of them is the same.
  for (const said of mrkdwnOf({ text: '', blocks: [...view.blocks] as never })) expectInert(said)
}

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
        for (const view of views) expectHarmlessForm(view)
      }),
      { numRuns: 6 },
    )
  })

  it('is taken by the forms about what is beside the status, and is alive in none', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const one = typed(incident(), text)
        const waiting = one.customers?.draft ?? expect.fail('no draft')
        const zone = { metadata: '{}', timeZone: 'Asia/Jerusalem' }
        const listed = [
          { name: serviceTyped(text), owner: text, tier: 1, vendor: text },
          { name: 'search', owner: noa },
        ] as const
        const model = {
          update: waiting.id,
          version: 1,
          stage: 'resolved',
          read: ['he', 'en'],
          texts: newestVersion(waiting).texts,
          due: text,
          approvers: [{ user: noa, name: text }],
          approver: noa,
          to: ['email', 'channel/support'],
          channels: ['C0SUPPORT'],
        } as const
        const marks = [
          { kind: 'host', text },
          { kind: 'person', text },
        ] as const
        const views = [
          impactView(one, { draft: impactDraft(one.impact ?? {}, t, zone.timeZone), services: listed, ...zone }, t),
          vendorView(one, vendorDraft(one.vendor, '', { ...zone, now }), '{}', zone.timeZone, t),
          vendorView(one, vendorDraft(undefined, text, { ...zone, now }), '{}', zone.timeZone, t),
          changeView(one, { text, by: noa, metadata: '{}' }, t),
          changesView(one, t),
          moreView(one, t),
          startWatchView(one, t),
          checklistView(one, one.watch ?? expect.fail('no watch'), t),
          servicesView(listed, undefined, t),
          servicesView(listed, text, t),
          serviceView({ ...listed[0], owner: noa }, '{}', t),
          publicDraftView(one, model, t),
          publicApprovalView(
            one,
            waiting,
            { marks: new Map([['en', marks] as const]), mayApprove: true, now, to: model.to, left: [noa] },
            t,
          ),
          publicApprovalView(
            one,
            waiting,
            { marks: new Map([['en', marks] as const]), mayApprove: false, now, to: model.to, left: [noa] },
            t,
          ),
          publicSendBackView(one, draftNamed(one, waiting), t),
          reportView({ title: text, description: text, message: text }, '{}', t),
          acceptView(one, t),
          declineView(one, text, t),
          mergeView(one, [one, { ...one, id: incidentId('7f9c2a54-6f3f-4a52-9d0b-3f1f5f0f9b12') }], one, t),
        ]
        for (const view of views) expectHarmlessForm(view)
      }),
      { numRuns: 6 },
    )
  })

  it('mentions nobody in what customers are told, and in what is wrong with the house', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const one = typed(incident(), text)
        const update = newestUpdate(one) ?? expect.fail('no update')
        expectHarmless(publicPost(update, update.texts.en ?? expect.fail('no text'), now, t))
        const parked = { error: text, gaveUpAt: now, incident: one.id }
        const report: Report = {
          checks: [
            { check: 'database', why: text },
            { check: 'announcements', channel: text, error: text },
            { check: 'email', why: text },
          ],
          waiting: { count: 3, oldestAt: now },
          effects: [
            { ...parked, id: 1, what: 'post' },
            { ...parked, id: 2, what: text },
          ],
          slackEvents: [{ id: 'Ev1', incident: undefined, what: text, error: text, gaveUpAt: now }],
          lost: [],
        }
        expectHarmless(healthView({ report, names: new Map([[one.id, one]]) }, now, t))
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
