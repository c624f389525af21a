import { expect, it } from 'vitest'
import { standingOf } from '../../../src/slack/handlers/handler.ts'
import { personFrom, slackUser } from '../../../src/slack/profiles.ts'

it.each([
  ['member', 'T1', 'member'],
  ['guest', 'T1', 'guest'],
  ['bot', undefined, 'bot'],
  // What the payload says of their workspace counts for more than what we knew.
  ['member', 'T2', 'outsider'],
  // Joined a moment ago, and Slack says that they are ours.
  [undefined, 'T1', 'member'],
  [undefined, undefined, 'outsider'],
] as const)('somebody known as %s, of workspace %s, is a %s in T1', (known, team, standing) => {
  expect(standingOf(known, team, { id: 'T1' })).toBe(standing)
})

const home = { id: 'T1', enterprise: 'E1' }
const visitor = { id: 'W1', name: 'rosa', team_id: 'T2' }

it.each([
  ['a colleague in another workspace', { ...visitor, enterprise_user: { enterprise_id: 'E1' } }, 'member'],
  [
    'a guest in another workspace',
    { ...visitor, is_restricted: true, enterprise_user: { enterprise_id: 'E1' } },
    'guest',
  ],
  ['somebody of another organisation', { ...visitor, enterprise_user: { enterprise_id: 'E2' } }, 'outsider'],
  ['somebody of none', visitor, 'outsider'],
] as const)('in an Enterprise organisation, %s is so at home', (_who, user, standing) => {
  const known = personFrom(slackUser.parse(user), home).standing
  expect(known).toBe(standing)
  expect(standingOf(known, 'T2', home)).toBe(standing)
})

it('takes nobody of another workspace in who is not known to be a colleague', () => {
  expect(standingOf(undefined, 'T2', home)).toBe('outsider')
})
