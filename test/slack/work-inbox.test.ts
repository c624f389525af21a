import postgres from 'postgres'
import { expect, it, onTestFinished } from 'vitest'
import { faultsBeforeParking } from '../../src/app/parking.ts'
import { openTeam } from '../stanch.ts'
import { openIncident } from './handlers/open-incident.ts'

it('parks a Slack event that fails each time, and hears what was said behind it', async () => {
  const team = await openTeam()
  const name = await openIncident(team)
  const { id: lane } = await team.slack.channel(name)
  const sql = postgres(team.databaseUrl, { max: 1 })
  onTestFinished(() => sql.end())
  await sql`insert into inbox (event_id, lane, body) values ('Ev-bad', ${lane}, '{"event":7}')`
  await team.slack.as('noa').says('I am the incident commander', { in: name })
  const isHeard = async (): Promise<boolean> => {
    await sql`update inbox set due_at = now() where done_at is null`
    await team.settle()
    return (await sql`select 1 from events where type = 'message-heard'`).count === 1
  }
  await team.slack.until(isHeard, { timeoutMs: 20_000, what: 'what was said behind it to be heard' })
  expect(await team.stanch().database.inbox.parked(10)).toMatchObject([
    { id: 'Ev-bad', what: 'unreadable', attempts: faultsBeforeParking - 1 },
  ])
  expect(team.complaints().join()).toContain('slack-event-parked')
})
