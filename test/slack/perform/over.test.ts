import { expect, it } from 'vitest'
import { wordsIn } from '../../../sandbox/client.ts'
import { timeOn } from '../../app/loops.ts'
import { openTeam, type Team } from '../../stanch.ts'
import { openIncident } from '../handlers/open-incident.ts'

/** Everything of ours in the incident's channel and its threads. */
const saidIn = async ({ slack }: Team, channel: string): Promise<string> =>
  (await slack.channel(channel)).messages
    .filter(({ bot_id: bot }) => bot !== undefined)
    .map(wordsIn)
    .join('\n')

/** The next post in a thread is lost on its way to Slack, or on the way back. */
const loseThreadPost = ({ sandbox }: Team, when: 'before' | 'after'): void => {
  const how = { method: 'chat.postMessage', when, how: { status: 500 }, times: 1 }
  sandbox.faults.add(how, (args) => args['thread_ts'] !== undefined)
}

const asks = 'nobody leads'

/** Whoever is asked is called to the thread: even a question that is answered at once has disturbed them. */
const askedIn = async ({ slack }: Team): Promise<number> =>
  (await slack.calls({ method: 'chat.postMessage' })).filter(
    ({ args, outcome }) => args['thread_ts'] !== undefined && outcome === 'ok',
  ).length

it('asks nobody to lead what is over by the time at which Slack would take the question', async () => {
  const team = await openTeam()
  loseThreadPost(team, 'before')
  const channel = await openIncident(team)
  await team.slack.as('noa').types('/incident cancel A test of the pager', { in: channel })
  await timeOn(team.databaseUrl).passes()
  await team.settle()
  expect(await saidIn(team, channel)).toContain('false alarm')
  expect(await askedIn(team)).toBe(0)
})

it('asks nobody to lead what somebody leads by then', async () => {
  const team = await openTeam()
  loseThreadPost(team, 'before')
  const channel = await openIncident(team)
  await team.slack.as('layla').types('/incident role lead', { in: channel })
  await timeOn(team.databaseUrl).passes()
  await team.settle()
  expect(await askedIn(team)).toBe(0)
})

it('takes the question back where it stands after all', async () => {
  const team = await openTeam()
  loseThreadPost(team, 'after')
  const channel = await openIncident(team)
  expect(await saidIn(team, channel)).toContain(asks)
  await team.slack.as('noa').types('/incident cancel A test of the pager', { in: channel })
  await timeOn(team.databaseUrl).passes()
  await team.settle()
  expect(await saidIn(team, channel)).not.toContain(asks)
})
