import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { wordsIn } from '../../sandbox/client.ts'
import { commandId, incidentId, userId } from '../../src/domain/ids.ts'
import { timeOn } from '../app/loops.ts'
import { openTeam } from '../stanch.ts'

/* An incident that is over before Slack has made its channel: what was asked for is finished, and shows the end. */

const endings = {
  resolve: { resolution: { fix: 'Rolled back.', verified: '', canReturn: '', thanks: '' } },
  cancel: { why: 'A test of the alarm' },
} as const

it.for(['resolve', 'cancel'] as const)('%s while the channel is still being made', async (type) => {
  const team = await openTeam()
  const { slack } = team
  await slack.rig.fault({ method: 'conversations.create', when: 'after', times: 1, how: { status: 500 } })
  await slack.as('noa').types('/incident declare sev2 Checkout is down', { in: 'general' })
  const { door, database } = team.stanch()
  const [line] = await database.reads.open(1)
  const on = { incident: incidentId(line?.id ?? '') }
  const by = { kind: 'person', user: userId('U0NOA'), standing: 'member' } as const
  const base = { id: commandId(randomUUID()), at: Date.now(), by, on }
  const ending =
    type === 'resolve' ? { ...base, type, ...endings.resolve } : ({ ...base, type, ...endings.cancel } as const)
  const ended = await door(ending)
  expect([ended.ok, ended.incident?.channel]).toEqual([true, undefined])

  const time = timeOn(team.databaseUrl)
  while ((await time.waiting()).some(({ effect }) => effect !== 'remove-surplus')) {
    await time.passes()
    await team.settle()
  }
  const incident = await database.reads.incident(on.incident)
  const channels = (await slack.channels()).filter(({ name }) => name.startsWith('inc-'))
  expect(channels).toHaveLength(1)
  const channel = await slack.channel(channels[0]?.id ?? '')
  expect(channel.members).toContain('U0NOA')
  expect(channel.pins.map(({ ts }) => ts)).toEqual([incident?.card])
  const said = (await slack.messages(channel.name)).filter((one) => one.bot_id !== undefined)
  const [card] = said.filter(({ ts }) => ts === incident?.card)
  expect(card && wordsIn(card)).toContain(type === 'resolve' ? 'Resolved' : 'Cancelled')
  const announced = (await slack.messages('incidents')).filter((one) => wordsIn(one).includes('Checkout is down'))
  expect(announced).toHaveLength(1)
  expect(announced[0] && wordsIn(announced[0])).toMatch(type === 'resolve' ? /resolved/i : /cancelled/i)
  // The ending is said once, the postmortem comes once, and nobody is asked to take the lead of what is over.
  const roots = said.filter(({ ts }) => ts === incident?.postmortem.messages.root?.ts)
  expect(roots).toHaveLength(type === 'resolve' ? 1 : 0)
  expect(said).toHaveLength(type === 'resolve' ? 3 : 2)
  expect(said.map(wordsIn).join()).not.toContain('nobody leads')
  expect(await time.givenUp()).toEqual([])
})
