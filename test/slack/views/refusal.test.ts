import { describe, expect, it } from 'vitest'
import type { Refusal, RefusalCode } from '../../../src/domain/refusals.ts'
import { refusalPlain, refusalText } from '../../../src/slack/views/refusal.ts'
import { textIn } from '../../../src/text/text.ts'
import { dana, declaredAt, noa } from './samples.ts'
import { voices } from './saying.ts'

const at = declaredAt
const facts: { readonly [Code in RefusalCode]: Omit<Extract<Refusal, { code: Code }>, 'code'> } = {
  'no-incident-here': {},
  'already-resolved': { number: 42, by: noa, at },
  'already-cancelled': { number: 42, by: noa, at },
  'still-open': { number: 42 },
  'postmortem-not-started': { number: 42 },
  'postmortem-already-published': { number: 42, by: noa, at },
  'guest-may-only-report': {},
  'outsider-may-only-read': {},
  'bot-may-not': {},
  'role-not-for-them': { user: dana, role: 'comms' },
  'role-already-held': { role: 'lead', holder: dana },
  'role-not-held': { role: 'scribe' },
  'role-changed-since': { role: 'lead', holder: dana },
  'title-empty': {},
  'title-too-long': { length: 1300, limit: 150 },
  'text-empty': {},
  'text-too-long': { length: 4000, limit: 3000 },
  'entry-unknown': {},
  'follow-up-unknown': {},
  'time-in-future': { at },
  'time-too-far-back': { at },
  'reminder-not-due': { kind: 'silence' },
  'duplicate-of-itself': {},
  'public-draft-waits': { by: dana },
  'public-draft-gone': {},
  'public-update-already-published': { by: noa, at },
  'public-draft-changed': { by: dana, version: 2 },
  'public-draft-sent-back': { by: noa, why: 'Too many details' },
  'own-public-draft': { approvers: [noa] },
  'not-an-approver': { approvers: [noa, dana] },
  'public-text-marked': { kinds: ['host', 'person'] },
  'no-destination': {},
  'promise-in-past': { at },
  'public-draft-outdated': { at },
  'impact-empty': {},
  'impact-since-in-future': { at },
  'impact-until-in-past': { at },
  'too-many-services': { limit: 20 },
  'vendor-name-empty': {},
  'vendor-line-too-long': { limit: 150 },
  'link-not-web': {},
  'estimate-in-past': { at },
  'vendor-not-awaited': { number: 42 },
  'watch-too-early': { number: 42 },
  'watch-goes-on': { number: 42 },
  'no-watch': { number: 42 },
  'recurrence-of-itself': { number: 42 },
  'recurrence-of-open': { number: 41 },
  'recurrence-of-nothing': { number: 41 },
  'recurrence-of-merged': { number: 41, into: 40 },
  'recurrence-of-later': { number: 43, ours: 42 },
  'no-recurrence': { number: 42 },
  'change-unknown': {},
  'change-already-undone': { by: noa, at },
  'in-triage': { number: 42 },
  'already-accepted': { number: 42, by: noa, at },
  'already-declined': { number: 42, by: noa, at },
  'already-merged': { number: 42, by: noa, at, into: 41 },
  'not-reported': { number: 42 },
  'merge-into-ended': { number: 41 },
  'not-merged': { number: 42 },
  'merge-settled': { number: 42, into: 41 },
}
// Each row of `facts` was typed for its own code; pairing them again is what the compiler cannot follow.
const each = Object.entries(facts).map(([code, more]) => ({ code, ...more }) as Refusal)

describe('a refusal', () => {
  it.each(['en', 'he'] as const)('says why and what to do, in %s', (language) => {
    const t = textIn(language)
    expect(each.map((refusal) => [refusal.code, refusalText(refusal, t)])).toMatchSnapshot()
  })

  it.each(['en', 'he'] as const)('stands without people and moments in a form, in %s', (language) => {
    const t = textIn(language)
    expect(each.map((refusal) => [refusal.code, refusalPlain(refusal, t)])).toMatchSnapshot()
  })

  it.each(voices)('has no markup in a form, where it would be shown as it is, in %s', (_, t) => {
    for (const refusal of each) {
      expect(refusalPlain(refusal, t)).not.toMatch(/[<>*`]/)
      expect(refusalPlain(refusal, t).length).toBeLessThanOrEqual(300)
    }
  })

  it('does without a holder when the role is free again', () => {
    expect(refusalText({ code: 'role-changed-since', role: 'lead' }, textIn('en'))).not.toContain('<@')
  })
})
