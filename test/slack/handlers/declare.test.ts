import { expect, test } from 'vitest'
import { wordsIn } from '../../../sandbox/client.ts'
import { timeOn } from '../../app/loops.ts'
import { openTeam } from '../../stanch.ts'
import { lastEphemeral, openIncident, seen } from './open-incident.ts'

test('one line declares at once, at sev3 when no severity is typed; an unknown severity records nothing', async () => {
  const team = await openTeam()
  const noa = team.slack.as('noa')
  const ack = await noa.types('/incident declare Search is slow', { in: 'dm' })
  expect(ack).toMatchObject({ ok: true })
  expect(seen(ack.text)).toBe('INC-1 is recorded. Opening #inc-0001-search-is-slow.')

  const unknown = await noa.types('/incident declare sev7 Search is slow', { in: 'general' })
  expect(seen(unknown.text)).toContain('sev7 is not a severity here')
  await team.settle()
  expect(seen((await noa.types('/incident list', { in: 'general' })).text)).toContain(
    'INC-1 · sev3 · Investigating · Search is slow',
  )
  expect((await team.slack.channels()).filter(({ name }) => name.startsWith('inc-'))).toHaveLength(1)
})

test('without a title a form asks, shows incidents that are alike, and declares when handed in again', async () => {
  const team = await openTeam()
  const channel = await openIncident(team, 'Checkout is down', 'sev1')
  const layla = team.slack.as('layla')
  await layla.types('/incident declare', { in: 'general' })
  const form = await layla.form()
  expect(form.title).toBe('Declare an incident')
  const first = await (await form.fill({ Title: 'checkout down again', Severity: 'sev2' })).submit()
  expect(wordsIn({ blocks: first.next?.blocks })).toContain('INC-1')

  // The first is this one after all: nothing is declared, and she is let in.
  const again = await layla.form()
  await again.press('It is this one: join it')
  await team.settle()
  expect(await team.slack.members(channel)).toContain('layla')
  expect(seen(wordsIn({ blocks: (await layla.form()).blocks }))).toContain('You are being brought into INC-1')

  const haruki = team.slack.as('haruki')
  await haruki.runsShortcut('Declare an incident')
  const his = await haruki.form()
  const filled = await his.fill({ 件名: 'checkout down in Japan' })
  const shown = await filled.submit()
  const declared = await shown.next?.submit()
  expect(seen(wordsIn({ blocks: declared?.next?.blocks }))).toContain('INC-2')
})

test('after a one-line declare, "It is this one" merges the new one into the other and lets its declarer into it', async () => {
  const team = await openTeam()
  const channel = await openIncident(team)
  const layla = team.slack.as('layla')
  await team.slack.rig.fault({ method: 'conversations.create', when: 'before', times: 1, how: { status: 500 } })
  const ack = await layla.types('/incident declare Checkout down', { in: 'general' })
  expect(seen(wordsIn({ blocks: ack.blocks }))).toContain('INC-1 · sev2 · Investigating · Checkout is down')
  // Pressed before its channel is open, which Slack opens only when it is asked again.
  await layla.presses('It is this one', { in: 'general' })
  const time = timeOn(team.databaseUrl)
  const read = await team.slack.until(
    async () => {
      await team.settle()
      await time.passes()
      const written = (await team.slack.messages(channel)).map((one) => seen(wordsIn(one))).join('\n')
      return written.includes('INC-2 is merged into this incident') && written
    },
    { what: 'the word of the merge' },
  )
  const [fresh] = (await team.slack.channels()).filter(({ name }) => name.startsWith('inc-0002'))
  expect(read).toContain(`<#${fresh?.id}>`)
  expect(await team.slack.members(channel)).toContain('layla')
  const list = seen((await layla.types('/incident list', { in: 'general' })).text)
  expect(list).not.toContain('INC-2')
  const timeline = seen((await layla.types('/incident timeline', { in: channel })).text)
  expect(timeline).toContain('Layla Al-Harbi merged INC-2 into this')
  expect(timeline).toContain('Layla Al-Harbi declared INC-2, sev3: Checkout down · merged from INC-2')
})

test('from a message: the form shows what everyone will read, and it becomes the first entry with its own link', async () => {
  const team = await openTeam()
  const ann = team.slack.as('ann')
  const ts = await ann.says('Payments fail since noon, @noa can you look?', { in: 'general' })
  const noa = team.slack.as('noa')
  await noa.runsMessageShortcut('Declare from message', ts, { in: 'general' })
  const form = await noa.form()
  const message = form.value('The message, as everyone in the channel will read it')
  expect(JSON.stringify(message)).toContain('Payments fail since noon, @Noa')
  const done = await (await form.fill({ Title: 'Payments fail' })).submit()
  expect(seen(wordsIn({ blocks: done.next?.blocks }))).toContain('INC-1 is recorded')
  await team.settle()
  const channel = (await team.slack.channels()).find(({ name }) => name.startsWith('inc-0001'))
  const timeline = await noa.types('/incident timeline', { in: channel?.name ?? '' })
  expect(seen(timeline.text)).toContain('Payments fail since noon')
  expect(timeline.text).toContain(`/p${ts.replace('.', '')}`)
})

test('whatever the title is, nobody is mentioned and the answer is in words', async () => {
  const team = await openTeam()
  const noa = team.slack.as('noa')
  const titles = ['<!channel> down', '@here down', '🔥🔥', '*bold* `code`', `${'x'.repeat(300)}`, 'a\u202eb\u0000c']
  for (const title of titles) {
    const ack = await noa.types(`/incident declare ${title}`, { in: 'general' })
    expect(ack.ok).toBe(true)
    expect(seen(ack.text)).toMatch(/^INC-\d is recorded/)
    expect(JSON.stringify(ack)).not.toContain('<!channel>')
  }
})

test('what a guest declares is a report, and they may do no more; a person of another organisation may only read', async () => {
  const team = await openTeam()
  const maya = team.slack.as('maya')
  expect(seen((await maya.types('/incident declare Login fails', { in: 'general' })).text)).toContain(
    'INC-1 is reported',
  )
  await team.settle()
  const noa = team.slack.as('noa')
  await noa.presses('Accept', { in: 'incidents' })
  await (await noa.form()).submit()
  await team.settle()
  const channel = (await team.slack.channels()).find(({ name }) => name.startsWith('inc-0001'))?.name ?? ''
  expect((await maya.types('/incident severity sev1', { in: channel })).text).toContain('Guests can report')
  await maya.presses('Post update', { in: channel })
  expect(await lastEphemeral(team, 'maya')).toContain('Guests can report')

  await noa.types('/incident help', { in: channel })
  await team.slack.as('piet').presses('Join', { in: 'incidents' })
  await team.settle()
  expect(await team.slack.members(channel)).not.toContain('piet')
  expect(await lastEphemeral(team, 'piet')).toContain('is for members of this workspace')
})
