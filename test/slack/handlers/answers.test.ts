import { expect, test } from 'vitest'
import { wordsIn } from '../../../sandbox/client.ts'
import { openTeam } from '../../stanch.ts'
import { lastEphemeral, openIncident, seen } from './open-incident.ts'

const minute = 60_000

test('the declarer gives the lead from the question, and a role that was heard is undone with a press', async () => {
  const team = await openTeam()
  const channel = await openIncident(team)
  const noa = team.slack.as('noa')
  await noa.chooses('Give the lead to…', 'ann', { in: channel })
  await team.settle()
  expect(seen((await noa.types('/incident role', { in: channel })).text)).toContain('Incident commander: <@U0ANN>')

  await noa.says("I'll take comms", { in: channel })
  await team.settle()
  expect(seen((await noa.types('/incident role', { in: channel })).text)).toContain('Comms: <@U0NOA>')
  await noa.presses('Undo', { in: channel })
  await team.settle()
  expect(seen((await noa.types('/incident role', { in: channel })).text)).toContain('Comms: nobody')
})

test('a reminder is snoozed or stopped by whoever presses first; a later press is told that nothing is left', async () => {
  const team = await openTeam()
  const channel = await openIncident(team, 'Checkout is down', 'sev1')
  const noa = team.slack.as('noa')
  await noa.types('/incident role lead', { in: channel })
  team.later(31 * minute)
  await team.settle()
  const reminder = (await team.slack.channel(channel)).messages.find((one) => wordsIn(one).includes('Snooze 1 h'))
  expect(seen(reminder && wordsIn(reminder))).toContain('was due')

  await noa.presses('Snooze 1 h', { in: channel, ts: reminder?.ts ?? '' })
  await team.settle()
  expect(await lastEphemeral(team, 'noa')).toContain('Snoozed')
  await noa.types('/incident cancel false alarm', { in: channel })
  await noa.presses('Not needed', { in: channel, ts: reminder?.ts ?? '' })
  await team.settle()
  expect(await lastEphemeral(team, 'noa')).toContain('no longer active')
})
