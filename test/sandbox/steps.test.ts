import { expect, test } from 'vitest'
import { wire } from '../../sandbox/client/wire.ts'
import type { PlayState, Progress } from '../../sandbox/page/guide/told.ts'
import { openTeam, type Team } from '../stanch.ts'

const stepsDone = async ({ sandbox }: Team, since = 0): Promise<string> => {
  const { done } = await wire(sandbox.url)<Progress>('progress', { since })
  return Object.entries(done)
    .flatMap(([step, isDone]) => (isDone ? [step] : []))
    .join(' ')
}

/** The time now, later than everything that has been said. */
const laterThanAll = async ({ slack }: Team): Promise<number> => {
  const channels = await Promise.all((await slack.channels()).map(({ id }) => slack.channel(id)))
  return Math.max(...channels.flatMap(({ messages }) => messages.map(({ ts }) => Number(ts) * 1000))) + 1
}

test('the steps of a first visit are ticked off by whoever does them: by a word, a button, a shortcut; or by a play', async () => {
  const team = await openTeam()
  const { slack, settle } = team
  const noa = slack.as('noa')
  const newest = async (): Promise<string> => {
    await settle()
    return (await slack.channels()).findLast(({ name }) => name.startsWith('inc-'))?.name ?? ''
  }
  expect(await stepsDone(team)).toBe('')

  // By slash commands; the form that resolve opens is a step only when it is submitted.
  await noa.types('/incident declare sev1 Checkout is down', { in: 'general' })
  const first = await newest()
  expect(await stepsDone(team)).toBe('declare')
  await noa.types('/incident update We roll back.', { in: first })
  await settle()
  expect(await stepsDone(team)).toBe('declare update')
  await noa.types('/incident resolve', { in: first })
  const form = await noa.form()
  await settle()
  expect(await stepsDone(team)).toBe('declare update')
  await (await form.fill({ [form.labels()[0] ?? '']: 'Rolled back.' })).submit()
  await settle()
  expect(await stepsDone(team)).toBe('declare update resolve')

  // Begun again: by a shortcut and the buttons of the card, by others.
  const since = await laterThanAll(team)
  expect(await stepsDone(team, since)).toBe('')
  const ann = slack.as('ann')
  await ann.runsShortcut('Declare an incident')
  const declared = await ann.form()
  await (await declared.fill({ [declared.labels()[0] ?? '']: 'Search is slow' })).submit()
  const second = await newest()
  expect(await stepsDone(team, since)).toBe('declare')
  await slack.as('haruki').joins(second)
  await slack.as('haruki').presses('Post update', { in: second })
  const told = await slack.as('haruki').form()
  await (await told.fill({ [told.labels()[0] ?? '']: 'インデックスを調べています。' })).submit()
  await settle()
  expect(await stepsDone(team, since)).toBe('declare update')
  await ann.presses('Resolve', { in: second })
  const fixed = await ann.form()
  await (await fixed.fill({ [fixed.labels()[0] ?? '']: 'Rebuilt the index.' })).submit()
  await settle()
  expect(await stepsDone(team, since)).toBe('declare update resolve')

  // By the play, on the real parts, in a language that is not the workspace's.
  const again = await laterThanAll(team)
  const ask = wire(team.sandbox.url)
  await ask('start-play', { language: 'he', beatMs: 0 })
  const ended = await slack.until(
    async () => {
      const now = await ask<PlayState>('play')
      if (now.phase === 'stuck') throw new Error(JSON.stringify(now))
      return now.phase === 'ended' && now
    },
    { timeoutMs: 60_000, what: 'the end of the play' },
  )
  // The last word waits its turn: Slack takes one message a second in a channel.
  await slack.until(async () => (await stepsDone(team, again)) === 'declare update resolve', {
    timeoutMs: 30_000,
    what: 'all three steps',
  })
  const card = (await slack.pins(ended.channel ?? ''))[0]
  expect(card?.text).toContain('נפתר')
  expect(team.complaints()).toEqual([])
})
