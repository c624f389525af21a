import { expect, test } from 'vitest'
import { openTeam } from '../../stanch.ts'
import { openIncident, seen } from './open-incident.ts'

test('/incident alone helps where it is typed, and an unknown word is met with what was perhaps meant', async () => {
  const team = await openTeam()
  const noa = team.slack.as('noa')
  const outside = seen((await noa.types('/incident', { in: 'general' })).text)
  expect(outside).toContain('/incident declare')
  expect(outside).not.toContain('/incident severity')

  const channel = await openIncident(team)
  const inside = seen((await noa.types('/incident', { in: channel })).text)
  expect(inside).toContain('INC-1 · Checkout is down')
  expect(inside).toContain('/incident severity sev1 | sev2')

  const unknown = seen((await noa.types('/incident severty sev1', { in: channel })).text)
  expect(unknown).toContain('/incident severity')
  const title = seen((await noa.types('/incident payments are failing', { in: 'general' })).text)
  expect(title).toContain('/incident declare payments are failing')
})

const inIncidentsOnly = [
  'severity sev1',
  'status monitoring',
  'role comms',
  'update x',
  'note x',
  'follow-up x',
  'rename x',
  'resolve',
  'reopen',
  'cancel',
  'timeline',
  'postmortem',
  'language channel he',
]

test('outside an incident channel each word says where to go, and records nothing', async () => {
  const team = await openTeam()
  for (const typed of inIncidentsOnly) {
    const ack = await team.slack.as('noa').types(`/incident ${typed}`, { in: 'dm' })
    expect(ack.text, typed).toContain('There is no incident in this channel')
  }
})

test('one’s own language and the channel’s are apart', async () => {
  const team = await openTeam()
  const channel = await openIncident(team)
  const noa = team.slack.as('noa')
  expect(seen((await noa.types('/incident language עברית', { in: 'general' })).text)).toContain('בעברית')
  expect(seen((await noa.types('/incident list', { in: 'general' })).text)).toContain('אירועים פתוחים')
  expect(seen((await noa.types('/incident language channel ja', { in: channel })).text)).toContain('日本語')
  expect(seen((await team.slack.as('ann').types('/incident list', { in: 'general' })).text)).toContain('Open incidents')
  expect(seen((await noa.types('/incident language klingon', { in: 'general' })).text)).toContain('איזו שפה')
})
