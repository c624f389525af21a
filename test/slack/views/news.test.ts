import { describe, expect, it } from 'vitest'
import type { News } from '../../../src/domain/effects.ts'
import type { Incident } from '../../../src/domain/incident.ts'
import { entryId } from '../../../src/domain/ids.ts'
import type { Entry } from '../../../src/domain/timeline.ts'
import { news } from '../../../src/slack/views/news.ts'
import { textIn } from '../../../src/text/text.ts'
import { dana, declaredAt, hour, incident, kenji, minute, noa, states } from './samples.ts'
import { expectTaken, seen, voices } from './saying.ts'

const at = declaredAt + 71 * minute
const said = (text: string, minutes: number): Entry => ({
  id: entryId(`e${minutes}`),
  at: declaredAt + minutes * minute,
  recordedAt: declaredAt + minutes * minute,
  by: kenji,
  suggestion: false,
  edited: false,
  removed: false,
  files: [],
  what: { is: 'said', text },
})
const packet = {
  incident: states['every role held, follow-ups open, details given'],
  entries: [said('seeing 500s in eu-west', 2), said('rolled back 4f2c91', 21)],
  nameOf: (id: string) => ({ U0KENJI: 'kenji', U0NOA: 'noa' })[id],
}
const { channel: _none, ...withoutChannel } = incident()
const here = { incident: incident() }

const each: readonly (readonly [string, News, Parameters<typeof news>[1]])[] = [
  ['the channel is open', { say: 'channel-opened' }, here],
  ['no announcement channel', { say: 'announcement-refused', channel: 'incidents', error: 'channel_not_found' }, here],
  ['an announcement refused otherwise', { say: 'announcement-refused', channel: 'C0NEWS', error: 'is_archived' }, here],
  [
    'only admins may open channels',
    { say: 'channel-refused', error: 'restricted_action' },
    { incident: withoutChannel },
  ],
  ['an invitation refused', { say: 'invite-refused', user: dana, error: 'user_is_restricted' }, here],
  ['a missing scope', { say: 'slack-refused', effect: 'set-topic', error: 'missing_scope' }, here],
  ['a dead token', { say: 'slack-refused', effect: 'post', error: 'token_revoked' }, here],
  ['an error nobody has heard of', { say: 'slack-refused', effect: 'show-postmortem', error: 'no_such_thing' }, here],
  ['the duties of the lead, taken', { say: 'role-duties', role: 'lead' }, here],
  ['the duties of comms, given', { say: 'role-duties', role: 'comms', givenBy: noa }, here],
  ['the duties of the scribe, handed over', { say: 'role-duties', role: 'scribe', givenBy: noa, from: dana }, packet],
  ['a role taken over', { say: 'role-taken-over', role: 'lead', to: dana }, here],
  [
    'a refusal on an incident that is over',
    { say: 'refused', refusal: { code: 'already-resolved', number: 42, by: noa, at } },
    { incident: states.resolved },
  ],
  ['a refusal where there is no incident', { say: 'refused', refusal: { code: 'no-incident-here' } }, {}],
  ['joined', { say: 'joined' }, here],
  ['joined before there is a channel', { say: 'joined' }, { incident: withoutChannel }],
  ['exported', { say: 'postmortem-exported' }, here],
  ['snoozed', { say: 'reminder-snoozed', kind: 'silence', until: at + hour }, here],
  ['reminders of an update stopped', { say: 'reminder-stopped', kind: 'update-overdue' }, here],
  ['reminders of a lead stopped', { say: 'reminder-stopped', kind: 'no-lead' }, here],
  ['reminders of silence stopped', { say: 'reminder-stopped', kind: 'silence' }, here],
  ['reminders of a postmortem stopped', { say: 'reminder-stopped', kind: 'postmortem-unpublished' }, here],
  ['reminders of a vendor stopped', { say: 'reminder-stopped', kind: 'vendor-due' }, here],
  ['a service of theirs named', { say: 'service-named', services: ['checkout', 'search'], by: noa }, here],
  ['nothing changed', { say: 'nothing-changed' }, here],
]

const refusedOn = (standing: Incident) => {
  const refusal = { code: 'already-resolved', number: 42, by: noa, at } as const
  return JSON.stringify(news({ say: 'refused', refusal }, { incident: standing }, textIn('en')).blocks)
}

describe('news for one person', () => {
  it.each(each)('%s, in English', (_, item, model) => {
    expect(seen(news(item, model, textIn('en')))).toMatchSnapshot()
  })

  it.each(each)('%s, in Hebrew', (_, item, model) => {
    expect(seen(news(item, model, textIn('he')))).toMatchSnapshot()
  })

  it.each(voices)('is taken by Slack, in %s', (_, t) => {
    for (const [, item, model] of each) expectTaken(news(item, model, t))
  })

  it('offers *Reopen* only where that is the way on', () => {
    expect(refusedOn(states.resolved)).toContain('"reopen"')
    expect(refusedOn(incident())).not.toContain('"reopen"')
  })

  it.each(voices)('of a report that cannot be announced names the way to judge it: %s', (_, t) => {
    for (const error of ['is_archived', 'channel_not_found']) {
      const told = (standing: Incident) =>
        seen(news({ say: 'announcement-refused', channel: 'incidents', error }, { incident: standing }, t))
      expect(told(incident({ status: 'triage' }))).toContain('/incident triage INC-42')
      expect(told(incident())).not.toContain('/incident triage')
    }
  })

  it('is a fault where an incident is needed and none is given', () => {
    expect(() => news({ say: 'joined' }, {}, textIn('en'))).toThrow('joined')
  })
})
