import { expect, test } from 'vitest'
import { wordsIn } from '../../../sandbox/client.ts'
import { openTeam } from '../../stanch.ts'
import { lastEphemeral, openIncident, seen } from './open-incident.ts'

test('a name without @ is a person too, and what names nobody gives the role to nobody', async () => {
  const team = await openTeam()
  const here = { in: await openIncident(team) }
  const noa = team.slack.as('noa')

  expect(seen((await noa.types('/incident role scribe layla', here)).text)).toContain('<@U0LAYLA> holds this role')
  expect(seen((await noa.types('/incident role give lead to ann', here)).text)).toContain('<@U0ANN> holds this role')
  expect(seen((await noa.types('/incident role comms somebody else', here)).text)).toContain(
    'somebody else names nobody here',
  )
  expect(seen((await noa.types('/incident role', here)).text)).toContain('Comms: nobody')
  expect(seen((await noa.types('/incident role comms me', here)).text)).toContain('you hold this role now: Comms')
})

test('somebody of another organisation, chosen from the list, is told apart from a name that is nobody', async () => {
  const team = await openTeam()
  const here = { in: await openIncident(team) }
  const answer = await team.slack.as('noa').types('/incident role scribe @piet', here)
  expect(seen(answer.text)).toContain('<@U0PIET> cannot hold it')
})

test('a release that names no role is shown how to', async () => {
  const team = await openTeam()
  const here = { in: await openIncident(team) }
  expect(seen((await team.slack.as('noa').types('/incident role release', here)).text)).toContain(
    '/incident role release comms',
  )
})

test('of two who press "Take the lead" at once the first has it, and the other reads who', async () => {
  const team = await openTeam()
  const channel = await openIncident(team)
  const here = { in: channel }
  const [noa, ann] = [team.slack.as('noa'), team.slack.as('ann')]
  await ann.presses('Join', { in: 'incidents' })
  await team.settle()
  const asked = (await team.slack.channel(channel)).messages.find((one) => wordsIn(one).includes('nobody leads'))

  // The question has not been redrawn yet when the second press comes.
  await team.slack.rig.fault({ method: 'chat.update', how: { status: 429, headers: { 'retry-after': '1' } } })
  await noa.presses('Take the lead', here)
  await ann.presses('Take the lead', { ...here, ts: asked?.ts ?? '' })
  await team.settle()
  expect(await lastEphemeral(team, 'ann')).toContain('Incident commander: <@U0NOA> holds this role already')
  await team.slack.rig.clearFaults()
  const answered = await team.slack.until(
    async () => {
      await team.settle()
      const shown = (await team.slack.channel(channel)).messages.find(({ ts }) => ts === asked?.ts)
      return shown !== undefined && !wordsIn(shown).includes('Take the lead') && shown
    },
    { what: 'the question to be answered in its place', timeoutMs: 20_000 },
  )
  expect(seen(wordsIn(answered))).toBe('<@U0NOA> leads INC-1.')

  expect(seen((await ann.types('/incident role', here)).text)).toContain('Incident commander: <@U0NOA>')
})

test('at a hand-over the latest entries call everybody by name', async () => {
  const team = await openTeam()
  const here = { in: await openIncident(team) }
  const noa = team.slack.as('noa')
  await noa.types('/incident role lead @layla', here)
  await noa.types('/incident follow-up add an alert @haruki', here)
  await noa.types('/incident role lead @ann', here)
  await team.settle()
  const packet = seen(wordsIn((await team.slack.direct('ann')).at(-1) ?? {}))
  const latest = packet.slice(packet.indexOf('Latest in the timeline'))
  expect(latest).toContain('Incident commander: Ann Whitfield, until then Layla Al-Harbi')
  expect(latest).toContain('Follow-up for Haruki Tanaka')
  expect(latest).not.toContain('<@')
})
