import { expect, test } from 'vitest'
import { wordsIn } from '../../../sandbox/client.ts'
import { openTeam, type Team } from '../../stanch.ts'
import { lastEphemeral, openIncident, seen } from './open-incident.ts'

const cardIn = async (team: Team, channel: string): Promise<string> => {
  await team.settle()
  const [pin] = await team.slack.pins(channel)
  const card = (await team.slack.messages(channel)).find(({ ts }) => ts === pin?.ts)
  return seen(card && wordsIn(card))
}

test('severity, status and roles change by word and by menu, and what changes nothing says so', async () => {
  const team = await openTeam()
  const channel = await openIncident(team)
  const here = { in: channel }
  const noa = team.slack.as('noa')

  expect(seen((await noa.types('/incident severity SEV 1', here)).text)).toBe('INC-1 is sev1 now.')
  expect(seen((await noa.types('/incident sev 1', here)).text)).toBe('INC-1 already is as you asked. Nothing changed.')
  expect(seen((await noa.types('/incident severity huge', here)).text)).toContain('huge is not a severity here')
  expect(seen((await noa.types('/incident status הסיבה אותרה', here)).text)).toBe('INC-1, status: Identified')
  expect(seen((await noa.types('/incident status banana', here)).text)).toContain('banana is not a status')

  expect(seen((await noa.types('/incident role comms @ann', here)).text)).toContain('hold')
  expect(seen((await noa.types('/incident role scribe', here)).text)).toContain('you hold this role now: Scribe')
  expect(seen((await noa.types('/incident role', here)).text)).toContain('Comms: <@U0ANN>')
  expect(seen((await noa.types('/incident role release comms', here)).text)).toContain(
    'nobody holds this role now: Comms',
  )
  expect(seen((await noa.types('/incident role comms @maya', here)).text)).toContain('cannot hold it')
  expect(seen((await noa.types('/incident role comms @nobody-at-all', here)).text)).toContain('names nobody here')
  expect(seen((await noa.types('/incident role janitor', here)).text)).toContain('janitor is not a role')

  await noa.chooses('Status', 'Monitoring', here)
  await noa.presses('Take the lead', here)
  const card = await cardIn(team, channel)
  expect(card).toContain('Monitoring')
  expect(card).toContain('Incident commander: <@U0NOA>')
})

test('updates, notes and follow-ups go into the record by word and by form', async () => {
  const team = await openTeam()
  const channel = await openIncident(team)
  const here = { in: channel }
  const noa = team.slack.as('noa')

  expect(seen((await noa.types('/incident update Half of the payments fail.', here)).text)).toContain('is recorded')
  await noa.presses('Post update', here)
  const update = await noa.form()
  const posted = await (
    await update.fill({ 'What is known now, and what is being done': 'Rolling back.', 'Next update in': '30 min' })
  ).submit()
  expect(posted).toMatchObject({ ok: true, errors: {} })

  expect(seen((await noa.types('/incident note 00:01 the first alert', here)).text)).toContain(
    'is in the timeline of INC-1',
  )
  expect(seen((await noa.types('/incident note', here)).text)).toContain('The text is missing')

  expect(seen((await noa.types('/incident follow-up add an alert @ann', here)).text)).toContain('add an alert')
  await noa.presses('Add follow-up', here)
  const followUp = await noa.form()
  expect(await (await followUp.fill({ 'What is to be done afterwards': 'write a runbook' })).submit()).toMatchObject({
    errors: {},
  })
  expect(seen((await noa.types('/incident follow-up done 1', here)).text)).toContain('Done: add an alert')
  expect(seen((await noa.types('/incident follow-up done 7', here)).text)).toContain('1. write a runbook')

  const timeline = seen((await noa.types('/incident timeline', here)).text)
  for (const words of ['Half of the payments fail.', 'Rolling back.', 'the first alert'])
    expect(timeline).toContain(words)
  // At 00:01 of the speaker's day: before everything that happened since.
  expect(timeline.indexOf('the first alert')).toBeLessThan(timeline.indexOf('Half of the payments fail.'))
  expect(await cardIn(team, channel)).toContain('Rolling back.')
})

test('renamed, cancelled, reopened, resolved: and what comes too late is answered in the form', async () => {
  const team = await openTeam()
  const channel = await openIncident(team)
  const here = { in: channel }
  const noa = team.slack.as('noa')
  const layla = team.slack.as('layla')
  await team.slack.as('layla').presses('Join', { in: 'incidents' })
  await team.settle()

  expect(seen((await noa.types('/incident rename “Payments fail”', here)).text)).toContain('Payments fail')
  await layla.presses('Post update', here)
  const late = await layla.form()
  expect(seen((await noa.types('/incident cancel it was a test', here)).text)).toContain('INC-1 is cancelled')
  const refused = await (await late.fill({ 'What is known now, and what is being done': 'Too late.' })).submit()
  expect(Object.values(refused.errors).join()).toContain('already cancelled')

  expect(seen((await noa.types('/incident severity sev1', here)).text)).toContain('already cancelled')
  expect(seen((await noa.types('/incident postmortem', here)).text)).toContain('was cancelled')
  expect(seen((await noa.types('/incident reopen it was real', here)).text)).toContain('INC-1 is open again')
  expect(seen((await noa.types('/incident reopen', here)).text)).toContain('still open')
  expect(seen((await noa.types('/incident postmortem', here)).text)).toContain('still open')

  await noa.types('/incident status resolved', here)
  const resolve = await noa.form()
  const answers = {
    'What fixed it': 'Rolled back.',
    'Who verified it': 'ann',
    'Does the data reconcile again': 'Not yet',
    'What customers will be told of that': 'Every order was kept.',
  }
  expect(await (await resolve.fill(answers)).submit()).toMatchObject({ errors: {} })
  // A channel takes one post a second, and there were several: the thread begins in its turn.
  await team.slack.until(async () =>
    (await team.slack.messages(here.in)).some((one) => wordsIn(one).includes('Postmortem:')),
  )
  await team.settle()
  expect((await noa.types('/incident postmortem', here)).text).toContain('slack.com/archives/')
  await noa.presses('Reopen', here)
  expect((await noa.form()).title).toBe('Reopen')
})

test('a message is put into the timeline by its shortcut; where there is no incident the answer says so', async () => {
  const team = await openTeam()
  const channel = await openIncident(team)
  const noa = team.slack.as('noa')
  const ts = await noa.says('CPU is at 100 %', { in: channel })
  await team.settle()
  await noa.runsMessageShortcut('Add to timeline', ts, { in: channel })
  await team.settle()
  expect(await lastEphemeral(team, 'noa')).toContain('timeline of INC-1')
  expect(seen((await noa.types('/incident timeline', { in: channel })).text)).toContain('CPU is at 100 %')

  const elsewhere = await noa.says('unrelated', { in: 'random' })
  await noa.runsMessageShortcut('Add to timeline', elsewhere, { in: 'random' })
  expect(await lastEphemeral(team, 'noa')).toContain('There is no incident in this channel')
})
