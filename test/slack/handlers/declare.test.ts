import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

test('the same trouble of the same service within 30 days is told at declare time, on the card and in the record; and by hand', async () => {
  const names = ['checkout', 'search', ...Array.from({ length: 19 }, (_, nth) => `service ${nth}`)]
  const team = await openTeam({ SERVICES_FILE: servicesFile(names) })
  const { slack, settle } = team
  const [noa, layla] = [slack.as('noa'), slack.as('layla')]
  const declareIn = async (somebody: typeof noa, title: string, hurt: readonly string[]) => {
    await somebody.types('/incident declare', { in: 'general' })
    const filled = { Title: title, 'Which services are hurt': [...hurt], 'What kind': 'Outage' }
    return (await (await somebody.form()).fill(filled)).submit()
  }
  const channelOf = (number: number) =>
    slack.until(async () => (await slack.channels()).find(({ name }) => name.startsWith(`inc-000${number}`))?.name, {
      what: `the channel of INC-${number}`,
    })
  const cardIn = async (channel: string) => {
    await settle()
    const [pin] = await slack.pins(channel)
    return (await slack.messages(channel)).filter(({ ts }) => ts === pin?.ts).map((one) => seen(wordsIn(one)))[0] ?? ''
  }

  const first = await declareIn(noa, 'Nobody can pay', ['checkout'])
  expect(seen(wordsIn({ blocks: first.next?.blocks }))).not.toContain('The same trouble')
  const before = await channelOf(1)
  await settle()
  await noa.types('/incident resolve Restarted the queue', { in: before })
  await (await noa.form()).submit()
  await settle()

  team.later(9 * 24 * 60 * 60_000)
  await settle()
  const second = await declareIn(layla, 'Payments time out', ['search', 'checkout'])
  const told = seen(wordsIn({ blocks: second.next?.blocks }))
  expect(told).toMatch(/^INC-2 is recorded\.[^\n]*\nThe same trouble as INC-1 \(.*\), resolved 9 days ago\./)
  expect(told).toContain('What fixed it then: Restarted the queue')
  expect(JSON.stringify(second.next?.blocks)).toMatch(/<https:[^|]*\/p\d+\|its postmortem>/)
  const channel = await channelOf(2)
  const here = { in: channel }
  expect(await cardIn(channel)).toContain('The same trouble as INC-1')
  const saying = (await slack.messages(channel)).filter((one) => wordsIn(one).includes('The same trouble'))
  expect(saying).toHaveLength(1)
  expect(seen((await layla.types('/incident timeline', here)).text)).toContain('in the same service, as INC-1')

  const say = async (words: string, where = here) => seen((await layla.types(`/incident ${words}`, where)).text)
  expect(await say('again off')).toContain('INC-2 is not marked')
  expect(await cardIn(channel)).not.toContain('The same trouble')
  expect(await say('again off')).toContain('nothing to take back')
  expect(await say('again INC-2')).toContain('INC-2 is this incident itself')
  expect(await say('again INC-7')).toContain('There is no incident INC-7')
  expect(await say('again INC-2', { in: before })).toContain('INC-2 was declared after INC-1')
  const [pin] = await slack.pins(channel)
  await layla.presses('More…', { ...here, ts: pin?.ts ?? '' })
  const menu = await layla.form()
  await menu.press('It was here before…')
  const form = await layla.form()
  expect(form.title).toBe('It was here before')
  const linked = await (
    await form.fill({ 'Which resolved incident was the same trouble': 'INC-1 · Nobody can pay' })
  ).submit()
  expect(seen(wordsIn({ blocks: linked.next?.blocks }))).toContain('INC-2 is now marked as the same trouble as INC-1.')
  expect(await cardIn(channel)).toContain('The same trouble as INC-1')
  expect(await say('again ١')).toContain('already is as you asked')

  // Too many services: nothing is declared, and what was typed stays.
  const refused = await declareIn(noa, 'Nobody can pay', names)
  expect(Object.entries(refused.errors)).toEqual([['Which services are hurt', expect.stringContaining('20')]])
  expect((await slack.channels()).filter(({ name }) => name.startsWith('inc-'))).toHaveLength(2)
  expect(team.complaints()).toEqual([])
}, 120_000)

const servicesFile = (names: readonly string[]): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'stanch-services-')), 'services.yml')
  writeFileSync(path, `services:\n${names.map((name) => `  - name: ${name}\n`).join('')}`)
  return path
}
