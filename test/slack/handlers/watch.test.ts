import { expect, test } from 'vitest'
import { wordsIn } from '../../../sandbox/client.ts'
import { openTeam } from '../../stanch.ts'
import { lastEphemeral, openIncident, seen } from './open-incident.ts'

test(
  'an incident is watched: begun, ticked off, told once a day, and open again in one press',
  { timeout: 120_000 },
  async () => {
    const team = await openTeam({ WORK_HOURS: '00:00-23:59', WORK_DAYS: 'mon,tue,wed,thu,fri,sat,sun' })
    const { slack, settle, later } = team
    const channel = await openIncident(team)
    const here = { in: channel }
    const noa = slack.as('noa')
    const said = async () => (await slack.messages(channel)).map((one) => seen(wordsIn(one)))
    const card = async () => {
      await settle()
      const [pin] = await slack.pins(channel)
      const shown = (await slack.messages(channel)).find(({ ts }) => ts === pin?.ts)
      return seen(shown && wordsIn(shown))
    }

    expect(seen((await noa.types('/incident watch', here)).text)).toContain('neither contained nor resolved')
    expect(await card()).not.toContain('Plan the watch')
    expect(seen(wordsIn(await noa.types('/incident status contained', here)))).toContain('Plan the watch')
    expect(await card()).toContain('Plan the watch')
    await noa.presses('Plan the watch', here)
    const begin = await noa.form()
    expect(seen(wordsIn({ blocks: begin.blocks }))).toContain('The checklist for this kind')
    expect((await (await begin.fill({ 'How long': 'A week' })).submit()).errors).toEqual({})
    expect(await card()).toContain('0 of 4 points ticked')
    expect((await said()).join('\n')).toContain('began a stabilisation plan for INC-1')

    await noa.presses('Checklist', here)
    const list = await noa.form()
    expect(
      (await (await list.fill({ 'What is seen to': ['nobody works around it by hand any more'] })).submit()).errors,
    ).toEqual({})
    expect(await card()).toContain('1 of 4 points ticked')
    expect(await card()).not.toContain('Plan the watch')
    const stands = seen(wordsIn(await noa.types('/incident watch', here)))
    expect(stands).toContain('1 of 4 points ticked. Still open:')
    expect(stands).toContain('Operation is controlled when: Nothing has come back')
    expect(seen((await noa.types('/incident watch snooze', here)).text)).toContain('“snooze” is not clear here')

    // Somebody works at every hour here: the clock of this test is the real one.
    await later(25 * 60 * 60_000)
    await settle()
    await slack.until(async () => (await said()).some((words) => words.includes('Points still open: 3')), {
      what: 'the daily word',
    })
    await noa.presses('It is back', here)
    await slack.until(async () => (await said()).some((words) => words.includes('is being investigated again')))
    expect(await card()).toContain('Investigating')
    expect(await card()).not.toContain('points ticked')

    // The button under the daily word stands there still; the plan does not.
    await noa.presses('Operation is controlled', here)
    await settle()
    expect(await lastEphemeral(team, 'noa')).toContain('has no stabilisation plan now')
    expect(seen((await noa.types('/incident watch', here)).text)).toContain('was broken off')

    // The word of the end offers the next one, which ends by word, and can be broken still.
    await noa.types('/incident resolve', here)
    await (await (await noa.form()).fill({ 'What fixed it': 'Rolled back 4.2' })).submit()
    await settle()
    const inThread = async () => (await slack.channel(channel)).messages.map((one) => seen(wordsIn(one))).join('\n')
    await slack.until(
      async () => (await settle(), (await inThread()).includes('Not answered yet: how it was verified')),
      {
        what: 'the open questions in the postmortem',
        timeoutMs: 60_000,
      },
    )
    await noa.presses('Answer', here)
    const asked = await noa.form()
    await (await asked.fill({ 'Is it verified, and how': 'A test order went through' })).submit()
    await slack.until(async () => (await settle(), (await inThread()).includes('A test order went through')), {
      what: 'the answer in the postmortem',
      timeoutMs: 60_000,
    })
    expect(await inThread()).not.toContain('Not answered yet: how it was verified')
    await noa.presses('Plan the watch', here)
    await (await noa.form()).submit()
    expect(seen((await noa.types('/incident watch end Totals agree again', here)).text)).toContain(
      'Recorded: operation is controlled',
    )
    await slack.until(
      async () => (await settle(), (await said()).join('\n')).includes('How it is known: Totals agree'),
      {
        what: 'the end of the watch',
      },
    )
    expect(seen((await noa.types('/incident watch', here)).text)).toContain('How it is known: Totals agree again')
    await noa.presses('It is back', here)
    expect(await card()).toContain('Investigating')
  },
)
