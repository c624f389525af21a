import { expect, test } from 'vitest'
import { type Form, wordsIn } from '../../../sandbox/client.ts'
import { openTeam, type Team } from '../../stanch.ts'

const channel = 'inc-0001-checkout-is-down'

/** INC-1, resolved, with a note and a suggestion in its timeline and its postmortem posted. */
const resolvedTeam = async (): Promise<Team> => {
  const team = await openTeam()
  const noa = team.slack.as('noa')
  await noa.types('/incident declare sev1 Checkout is down', { in: 'general' })
  await team.settle()
  await noa.types('/incident note emptied the cache', { in: channel })
  await noa.says('rolled back the payments release', { in: channel })
  await team.settle()
  await noa.types('/incident resolve', { in: channel })
  const form = await noa.form()
  await (await form.fill({ [form.labels()[0] ?? '']: 'Rolled the release back.' })).submit()
  await reads(team, 'Follow-ups')
  return team
}

/** The words of the postmortem's thread, one string for each message. */
const thread = async ({ slack }: Team): Promise<string[]> => {
  const root = (await slack.messages(channel)).findLast((one) => (one.reply_count ?? 0) > 0)
  return (await slack.thread(channel, root?.ts ?? '')).map(wordsIn)
}
/**
 * Waits until the thread reads so: Slack takes one post a second in a channel, and what waits for that is not settled.
 */
const reads = (team: Team, words: string): Promise<true> =>
  team.slack.until(async () => (await thread(team)).join('\n').includes(words) && true, {
    what: `"${words}" in the thread`,
    timeoutMs: 15_000,
  })
const readsNoMore = (team: Team, words: string): Promise<true> =>
  team.slack.until(async () => !(await timelineIn(team)).includes(words) && true, {
    what: `no "${words}" in the timeline`,
    timeoutMs: 15_000,
  })
const timelineIn = async (team: Team): Promise<string> =>
  (await thread(team)).find((one) => one.startsWith('Timeline 1/1')) ?? ''

const shownIn = (form: Form): string => JSON.stringify(form.blocks)

test('entries are kept, edited, moved, removed and brought back in one form, and the thread follows', async () => {
  const team = await resolvedTeam()
  const noa = team.slack.as('noa')
  expect(await timelineIn(team)).toContain('suggested: keep?')

  await noa.presses('Edit timeline', { in: channel })
  const list = await noa.form()
  expect(list.title).toBe('Timeline')
  await list.press('Keep')
  await readsNoMore(team, 'suggested: keep?')

  await (await noa.form()).press('Edit text')
  const words = await noa.form()
  const saved = await (await words.fill({ 'What happened': 'It *began* with <!channel>' })).submit()
  expect(saved.errors).toEqual({})
  expect(saved.next?.title).toBe('Timeline')
  await reads(team, 'began')
  expect(await timelineIn(team)).not.toContain('<!channel>')

  await (await noa.form()).press('Remove')
  await readsNoMore(team, 'began')
  const withRemoved = await noa.form()
  expect(shownIn(withRemoved)).toContain('removed')
  await withRemoved.press('Bring back')
  await reads(team, 'began')
  expect(team.complaints()).toEqual([])
})

test('a time that has not come is refused in words, and an earlier one moves the entry', async () => {
  const team = await resolvedTeam()
  const noa = team.slack.as('noa')
  await noa.presses('Edit timeline', { in: channel })
  await (await noa.form()).press('Change time')
  const form = await noa.form()
  const [dateLabel = '', timeLabel = ''] = form.labels()
  const future = await (await form.fill({ [dateLabel]: '2099-01-01', [timeLabel]: '10:00' })).submit()
  expect(Object.values(future.errors).join()).toContain('has not come yet')

  const yesterday = new Date(Date.now() - 24 * 3_600_000).toISOString().slice(0, 10)
  const moved = await (await form.fill({ [dateLabel]: yesterday, [timeLabel]: '10:00' })).submit()
  expect(moved.errors).toEqual({})
  expect(moved.next?.title).toBe('Timeline')
  expect(team.complaints()).toEqual([])
})

test('prose is edited, the whole is exported as a file and published once', async () => {
  const team = await resolvedTeam()
  const { slack } = team
  const noa = slack.as('noa')
  await noa.presses('Edit', { in: channel })
  const form = await noa.form()
  const [label = ''] = form.labels()
  await (await form.fill({ [label]: 'A release without a canary.' })).submit()
  await reads(team, 'A release without a canary.')

  await noa.presses('Export', { in: channel })
  const file = await slack.until(async () => (await slack.files())[0], { what: 'the file', timeoutMs: 15_000 })
  const markdown = Buffer.from(file.base64, 'base64').toString('utf8')
  expect(markdown).toContain('# Postmortem')
  expect(markdown).toContain('emptied the cache')
  expect(markdown).toContain('A release without a canary.')

  await noa.presses('Publish', { in: channel })
  await reads(team, 'Published by')
  await expect(noa.presses('Publish', { in: channel })).rejects.toThrow('"Publish"')
  expect(team.complaints()).toEqual([])
})

test('the timeline can be read and edited while the incident is open', async () => {
  const team = await openTeam()
  const noa = team.slack.as('noa')
  await noa.types('/incident declare sev1 Checkout is down', { in: 'general' })
  await team.settle()
  for (let index = 0; index < 25; index++) await noa.types(`/incident note step ${index}`, { in: channel })
  const answer = await noa.types('/incident timeline', { in: channel })
  expect(JSON.stringify(answer)).toContain('6 earlier entries')
  expect(JSON.stringify(answer)).toContain('step 24')
  await noa.presses('Edit timeline', { in: channel })
  const first = await noa.form()
  expect(shownIn(first)).not.toContain('step 24')
  await first.press('Later')
  await (await noa.form()).press('Later')
  const last = await noa.form()
  expect(shownIn(last)).toContain('step 24')
  expect(last.labels()).not.toContain('Later')
  expect(team.complaints()).toEqual([])
})
