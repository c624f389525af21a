import postgres from 'postgres'
import { expect, test } from 'vitest'
import { wordsIn } from '../../../sandbox/client.ts'
import { openTeam, type Team } from '../../stanch.ts'
import { lastEphemeral, openIncident, seen } from './open-incident.ts'

/** Makes the database of a team take no more writes, as a full disk or a standby does; or take them again. */
const readOnly = async ({ databaseUrl }: Team, on: boolean): Promise<void> => {
  const url = new URL(databaseUrl)
  const name = url.pathname.slice(1)
  url.pathname = '/postgres'
  const sql = postgres(url.href, { max: 1 })
  await sql`alter database ${sql(name)} set default_transaction_read_only = ${sql.unsafe(on ? 'on' : 'off')}`
  // The setting holds for sessions that begin after it.
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`
  await sql.end()
}

test('while the database takes nothing, everything is answered in words within three seconds, and what was typed stays', async () => {
  const team = await openTeam()
  const channel = await openIncident(team)
  const noa = team.slack.as('noa')
  await noa.presses('Post update', { in: channel })
  const form = await noa.form()
  const filled = await form.fill({ 'What is known now, and what is being done': 'Rolling back.' })

  await readOnly(team, true)
  const ack = await noa.types('/incident severity sev1', { in: channel })
  expect(seen(ack.text)).toContain('The record cannot be reached right now')
  expect(ack.ms).toBeLessThan(3_000)
  const submitted = await filled.submit()
  expect(Object.values(submitted.errors).join()).toContain('The record cannot be reached right now')
  const pressed = await noa.presses('Take the lead', { in: channel })
  expect(pressed).toMatchObject({ ok: true })
  expect(await lastEphemeral(team, 'noa')).toContain('The record cannot be reached right now')

  await readOnly(team, false)
  const again = await (await noa.form()).submit()
  expect(again).toMatchObject({ ok: true, errors: {} })
  await team.settle()
  const updates = (await team.slack.messages(channel)).filter(
    (one) => wordsIn(one).includes('Rolling back.') && wordsIn(one).includes('Update from'),
  )
  expect(updates).toHaveLength(1)
})

test('a form that Slack does not open in time is said to have failed, and nothing else is', async () => {
  const team = await openTeam()
  const noa = team.slack.as('noa')
  await team.slack.rig.fault({ method: 'views.open', when: 'before', times: 1, how: { error: 'expired_trigger_id' } })
  await noa.types('/incident declare', { in: 'general' })
  await team.slack.until(
    async () => (await lastEphemeral(team, 'noa')).includes('Slack did not open the form in time'),
    {
      what: 'the apology',
    },
  )
})
