import { expect, test } from 'vitest'
import { wordsIn } from '../../../sandbox/client.ts'
import { openTeam, type Team } from '../../stanch.ts'
import { lastEphemeral, openIncident, seen } from './open-incident.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** What stands in the announcement channel itself, oldest first, as everyone reads it. */
const announced = async ({ slack }: Team): Promise<string[]> =>
  (await slack.channel('incidents')).messages
    .filter(({ bot_id, thread_ts, ts }) => bot_id !== undefined && (thread_ts === undefined || thread_ts === ts))
    .map((message) => seen(wordsIn(message)))

const channelOf = async ({ slack }: Team, number: number): Promise<string | undefined> =>
  (await slack.channels()).find(({ name }) => name.startsWith(`inc-${String(number).padStart(4, '0')}`))?.name

/** The newest direct message of Stanch's to this person. */
const toldDirectly = async ({ slack }: Team, person: string): Promise<string> => {
  const messages = (await slack.direct(person)).filter(({ bot_id }) => bot_id !== undefined)
  return seen(messages.map((one) => wordsIn(one)).at(-1))
}

const inArabic = async (team: Team, ...people: readonly string[]): Promise<void> => {
  for (const person of people) await team.slack.as(person).types('/incident language ar', { in: 'general' })
}

test('a launch that has gone wrong: a guest reports it in a direct message, it waits in triage, and is accepted', async () => {
  const team = await openTeam({ DEFAULT_LANGUAGE: 'ar' })
  await inArabic(team, 'maya', 'noa', 'ann')
  const { slack, settle } = team
  const maya = slack.as('maya')
  await maya.types('/incident report توقفت مزامنة المخزون مع نظام المبيعات منذ الإطلاق', { in: 'dm' })
  const form = await maya.form()
  expect(form.title).toBe('الإبلاغ عن مشكلة')
  const filled = await form.fill({
    'أي مما يلي صحيح؟ غير المعروف يبقى فارغا.': ['إجماليات اليوم لا تتطابق', 'توقفت المزامنة بين أنظمة حرجة'],
    'من المتأثرون، وكم عددهم': 'كل الفروع',
  })
  const handedIn = await filled.submit()
  expect(seen(wordsIn({ blocks: handedIn.next?.blocks }))).toContain('تم تسجيل البلاغ INC-1')
  await settle()

  expect(await channelOf(team, 1)).toBeUndefined()
  const [post = '', ...others] = await announced(team)
  expect(others).toEqual([])
  expect(post).toContain('قيد الفرز: INC-1 · توقفت مزامنة المخزون مع نظام المبيعات منذ الإطلاق')
  expect(post).toContain('المتأثرون: كل الفروع')
  expect(post).toContain(
    'درجة الخطورة المقترحة: sev1. الأسباب:\n• إجماليات اليوم لا تتطابق\n• توقفت المزامنة بين أنظمة حرجة',
  )
  expect(seen((await slack.as('ann').types('/incident list', { in: 'general' })).text)).toMatch(
    /^قيد الفرز: .*\n\u200fINC-1/,
  )

  // Nobody takes it: all are asked, under the report.
  team.later(11 * minute)
  await settle()
  const asked = (await slack.channel('incidents')).messages.filter(
    ({ thread_ts, ts }) => thread_ts !== undefined && thread_ts !== ts,
  )
  expect(asked.map((one) => seen(wordsIn(one)))).toEqual([expect.stringContaining('تنتظر INC-1 الفرز منذ')])

  // A guest may not judge; two members press at the same time, and one of them is told.
  await maya.presses('قبول', { in: 'incidents' })
  expect(await lastEphemeral(team, 'maya')).toContain('يمكن للضيوف الإبلاغ')
  const [noa, ann] = [slack.as('noa'), slack.as('ann')]
  await noa.presses('قبول', { in: 'incidents' })
  await ann.presses('رفض', { in: 'incidents' })
  const accepting = await noa.form()
  expect(JSON.stringify(accepting.value('درجة الخطورة'))).toContain('sev1')
  const declining = await (await ann.form()).fill({ 'لماذا ليست حادثة؛ سيقرأ صاحب البلاغ هذا': 'طلب دعم' })
  await accepting.submit()
  const late = await declining.submit()
  expect(seen(Object.values(late.errors).join())).toContain('سبق قبول INC-1')
  await settle()

  const channel = (await channelOf(team, 1)) ?? ''
  expect(await slack.members(channel)).toEqual(expect.arrayContaining(['maya', 'noa']))
  const [announcement = '', ...more] = await announced(team)
  expect(more).toEqual([])
  expect(announcement).toContain('قيد التحقيق · مفتوحة منذ')
  expect(announcement).not.toContain('قيد الفرز')
  expect(await toldDirectly(team, 'maya')).toContain('تم قبول بلاغك بواسطة <@U0NOA>')

  // What the reporter said is not asked again: who is affected stands on the card, and the watch asks for the totals.
  const [card] = (await slack.channel(channel)).messages.filter(({ bot_id }) => bot_id !== undefined)
  expect(seen(wordsIn(card ?? {}))).toContain('المتأثرون: كل الفروع')
  await noa.types('/incident status contained', { in: channel })
  await noa.types('/incident watch', { in: channel })
  expect(JSON.stringify((await noa.form()).view)).toContain('تطابق إجماليات اليوم')
  expect(team.complaints()).toEqual([])
})

test('a password reset is no rescue: it is declined with where it belongs, and waits again once reopened', async () => {
  const team = await openTeam({ DEFAULT_LANGUAGE: 'ar', SUPPORT_POINTER: '#الدعم-الفني' })
  await inArabic(team, 'layla', 'noa')
  const { slack, settle } = team
  const layla = slack.as('layla')
  await layla.runsShortcut('Report a problem')
  const long = `إعادة تعيين كلمة المرور <!channel> @noa ${'من فضلكم '.repeat(1_200)}`
  await (
    await (await layla.form()).fill({ 'ما المشكلة': 'كلمة المرور', 'ماذا تلاحظ، ومنذ متى': long.slice(0, 3_000) })
  ).submit()
  await settle()
  expect((await announced(team))[0]).toContain('لا تظهر أي من علامات الحادثة الأربع')
  expect(JSON.stringify(await slack.channel('incidents'))).not.toContain('<!channel>')

  const noa = slack.as('noa')
  await noa.presses('رفض', { in: 'incidents' })
  const form = await noa.form()
  expect(JSON.stringify(form.value('المكان المناسب له'))).toContain('#الدعم-الفني')
  await (await form.fill({ 'لماذا ليست حادثة؛ سيقرأ صاحب البلاغ هذا': 'هذا طلب دعم معتاد' })).submit()
  await settle()
  expect(await announced(team)).toEqual([
    'مرفوضة، بواسطة <@U0NOA>: INC-1 · كلمة المرور\nالسبب: هذا طلب دعم معتاد\nالمكان المناسب: #الدعم-الفني',
  ])
  const told = await toldDirectly(team, 'layla')
  expect(told).toContain('تم رفض بلاغك INC-1')
  expect(told).toContain('المكان المناسب: #الدعم-الفني')
  expect(seen((await noa.types('/incident list', { in: 'general' })).text)).not.toContain('INC-1')
  expect(seen((await noa.types('/incident triage INC-1', { in: 'general' })).text)).toContain('سبق رفض')
  expect(seen((await noa.types('/incident triage', { in: 'general' })).text)).toContain('لا بلاغات')
  expect(await channelOf(team, 1)).toBeUndefined()

  // Reported again, it is judged from the list, wherever one is.
  await layla.types('/incident report كلمة المرور', { in: 'dm' })
  await (await layla.form()).submit()
  await settle()
  await noa.types('/incident triage', { in: 'general' })
  await noa.presses('قبول', { in: 'general' })
  await (await noa.form()).submit()
  await settle()
  expect(await channelOf(team, 2)).toBeDefined()
  expect(team.complaints()).toEqual([])
})

test('two incidents are one: people and timeline come over, it is undone, done again, and archived a day later', async () => {
  const team = await openTeam()
  const { slack, settle } = team
  const kept = await openIncident(team, 'Orders are lost')
  const ann = slack.as('ann')
  await ann.types('/incident declare sev3 Stock shows yesterday', { in: 'general' })
  await settle()
  const other = (await channelOf(team, 2)) ?? ''
  await ann.types('/incident note the sync queue is full', { in: other })
  const noa = slack.as('noa')
  const timeline = async (): Promise<string> => seen((await noa.types('/incident timeline', { in: kept })).text)

  // Into itself, into nothing, and in a ring: each is answered, and nothing is done.
  const asked = async (what: string, where: string): Promise<string> =>
    seen((await ann.types(`/incident merge ${what}`, { in: where })).text)
  expect(await asked('INC-2', other)).toContain('cannot be merged into itself')
  expect(await asked('INC-77', other)).toContain('There is no incident INC-77')
  expect(await asked('INC-1', other)).toContain('INC-2 is merged into INC-1')
  await settle()
  expect(await asked('INC-2', kept)).toContain('cannot be merged into itself')

  expect(await slack.members(kept)).toContain('ann')
  const read = await timeline()
  expect(read.split('the sync queue is full')).toHaveLength(2)
  expect(read).toContain('merged from INC-2')
  const [, second] = await announced(team)
  expect(second).toContain('Merged into INC-1: INC-2 · Stock shows yesterday')
  expect(seen((await noa.types('/incident list', { in: 'general' })).text)).not.toContain('INC-2')

  await noa.presses('Un-merge', { in: other })
  await settle()
  expect(await timeline()).not.toContain('the sync queue is full')
  expect((await announced(team))[1]).toContain('Investigating')
  expect(seen((await ann.types('/incident status', { in: other })).text)).toContain('Investigating')

  await noa.types('/incident merge', { in: other })
  await (await noa.form()).submit()
  await settle()
  team.later(day)
  await settle()
  expect((await slack.channels()).find(({ name }) => name === other)?.is_archived).toBe(true)
  expect(await timeline()).toContain('the sync queue is full')
  // The kept one is resolved: what was merged into it stands in its postmortem, and it takes no more in.
  await noa.types('/incident resolve', { in: kept })
  await (await (await noa.form()).fill({ 'What fixed it': 'Emptied the queue' })).submit()
  await settle()
  // Slack takes one post a second in a channel.
  const postmortem = await slack.until(
    async () => {
      await settle()
      const written = (await slack.channel(kept)).messages.map((one) => seen(wordsIn(one))).join('\n')
      return written.includes('the sync queue is full') && written
    },
    { what: 'the timeline of both in the postmortem', timeoutMs: 60_000 },
  )
  expect(postmortem).toContain('merged from INC-2')
  expect(team.complaints()).toEqual([])
})

test('merged into one whose channel is not there yet, its people read where it goes on once it is', async () => {
  const team = await openTeam()
  const { slack, settle } = team
  const merged = await openIncident(team, 'Orders are lost')
  await slack.rig.fault({
    method: 'conversations.create',
    when: 'before',
    times: 1,
    how: { error: 'restricted_action' },
  })
  const ann = slack.as('ann')
  await ann.types('/incident declare sev2 The queue is full', { in: 'general' })
  await settle()
  await slack.as('noa').types('/incident merge INC-2', { in: merged })
  await settle()
  const wordsThere = async (): Promise<string> =>
    (await slack.channel(merged)).messages.map((one) => seen(wordsIn(one))).join('\n')
  expect(await wordsThere()).toContain('INC-1 goes on as INC-2')
  expect(await wordsThere()).not.toContain('INC-2 goes on in')

  await ann.presses('Try again', { in: 'general' })
  await settle()
  const kept = (await slack.channels()).find(({ name }) => name.startsWith('inc-0002'))
  expect(await wordsThere()).toContain(`INC-2 goes on in <#${kept?.id}>`)
  expect((await announced(team))[0]).toContain(`<#${kept?.id}>`)
  expect(await slack.members(kept?.name ?? '')).toEqual(expect.arrayContaining(['ann', 'noa']))
})
