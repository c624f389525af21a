import { expect, it } from 'vitest'
import { timeOn } from '../app/loops.ts'
import { openTeam } from '../stanch.ts'
import { lastEphemeral } from './handlers/open-incident.ts'

it('hears what is said in the channel of an incident before Slack has said that it is open', async () => {
  const team = await openTeam()
  const { slack } = team
  await slack.rig.fault({ method: 'conversations.create', when: 'after', times: 1, how: 'drop' })
  await slack.as('noa').types('/incident declare sev2 Checkout is down', { in: 'general' })
  const channel = 'inc-0001-checkout-is-down'
  await slack.until(async () => (await slack.channels()).some(({ name }) => name === channel), { what: channel })

  const ann = slack.as('ann')
  await ann.joins(channel)
  await ann.says('timeline: emptied the cache', { in: channel })
  await team.settle()
  await timeOn(team.databaseUrl).passes()
  await team.settle()
  await timeOn(team.databaseUrl).passes()
  await team.settle()
  await ann.types('/incident timeline', { in: channel })
  expect(await lastEphemeral(team, 'ann')).toContain('emptied the cache')
})
