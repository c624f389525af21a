import { expect, it } from 'vitest'
import { wordsIn } from '../../../sandbox/client.ts'
import { timeOn } from '../../app/loops.ts'
import { openTeam, type Team } from '../../stanch.ts'
import { openIncident } from '../handlers/open-incident.ts'

/** The messages of ours in a place that say this. */
const saying = async ({ slack }: Team, channel: string, words: string) =>
  (await slack.messages(channel)).filter((one) => one.bot_id !== undefined && wordsIn(one).includes(words))

/** Slack carries out a post of the past only now. */
const arriveLate = async ({ slack, sandbox }: Team, words: string): Promise<void> => {
  const lost = (await slack.calls({ method: 'chat.postMessage' })).find(
    ({ args, outcome }) => outcome === 'http 500' && JSON.stringify(args).includes(words),
  )
  if (lost === undefined) throw new Error('No such post was lost')
  const response = await fetch(`${sandbox.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: 'Bearer xoxb-1-1-test', 'content-type': 'application/json' },
    body: JSON.stringify(lost.args),
  })
  expect(await response.json()).toMatchObject({ ok: true })
}

const lose = (team: Team, channel: string) =>
  team.slack.rig.fault({ method: 'chat.postMessage', match: { channel }, times: 1, how: { status: 500 } })

it('deletes the copy of an update whose first try shows up after it was sent again', async () => {
  const team = await openTeam()
  const channel = await openIncident(team)
  await lose(team, (await team.slack.channel(channel)).id)
  await team.slack.as('noa').types('/incident update Payments fail for everyone', { in: channel })
  const time = timeOn(team.databaseUrl)
  await time.passes()
  await team.settle()
  expect(await saying(team, channel, 'Payments fail for everyone')).toHaveLength(2) // the card quotes it

  await arriveLate(team, 'Payments fail for everyone')
  expect(await saying(team, channel, 'Payments fail for everyone')).toHaveLength(3)
  await time.passes()
  await team.settle()
  expect(await saying(team, channel, 'Payments fail for everyone')).toHaveLength(2)
})

it('keeps the announcement that the record knows, for that one is drawn again', async () => {
  const team = await openTeam()
  const { id } = await team.slack.channel('incidents')
  await lose(team, id)
  const channel = await openIncident(team)
  const time = timeOn(team.databaseUrl)
  await time.passes()
  await team.settle()
  const [known] = await saying(team, 'incidents', 'Checkout is down')
  await arriveLate(team, 'Checkout is down')
  await time.passes()
  await team.settle()
  await team.slack.as('noa').types('/incident rename Checkout is back', { in: channel })
  await team.settle()
  expect(await saying(team, 'incidents', 'Checkout is back')).toMatchObject([{ ts: known?.ts }])
  expect(await saying(team, 'incidents', 'Checkout is down')).toEqual([])
})
