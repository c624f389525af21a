import { expect, it } from 'vitest'
import type { RateLimit } from '../../src/app/limits.ts'
import { pauseKey, startPace } from '../../src/slack/pace.ts'

/** A pace on a clock that the test turns; `asked` is what it wants of the limits, which always have a place. */
const paced = (times?: number) => {
  let now = 0
  const asked: (readonly [key: string, limit: RateLimit])[] = []
  const limits = {
    take: async (key: string, limit: RateLimit) => {
      asked.push([key, limit])
      return 0
    },
  }
  const pace = startPace({ limits, now: () => now, ...(times !== undefined && { times }) })
  return { pace, asked, passes: (ms: number) => (now += ms) }
}

it('lets a channel have nearly five posts at once and then one a second, each channel by itself', async () => {
  const { pace, asked } = paced()
  await pace.take('chat.postMessage', 'C1')
  await pace.take('chat.postMessage', 'C2')
  expect(asked).toEqual([
    ['chat.postMessage/C1', { full: 4.5, perMs: 1 / 1_000 }],
    ['chat.postMessage/C2', { full: 4.5, perMs: 1 / 1_000 }],
  ])
})

it('lets a method have nearly what its tier allows in a minute, whatever the channel', async () => {
  const { pace, asked } = paced()
  await pace.take('conversations.create', undefined)
  await pace.take('conversations.invite', 'C1')
  expect(asked).toEqual([
    ['conversations.create', { full: 19.5, perMs: 20 / 60_000 }],
    ['conversations.invite', { full: 49.5, perMs: 50 / 60_000 }],
  ])
})

it('uses up as much of the limits as it may', async () => {
  const { pace, asked } = paced(0.5)
  await pace.take('conversations.create', undefined)
  expect(asked).toEqual([['conversations.create', { full: 9.5, perMs: 10 / 60_000 }]])
})

it('has room for one call at a time, however little it may use up', async () => {
  const { pace, asked } = paced(0.1)
  await pace.take('chat.postMessage', 'C1')
  expect(asked).toEqual([['chat.postMessage/C1', { full: 1, perMs: 0.1 / 1_000 }]])
})

it('lets nothing of a method out before the end of what Slack asked for, before anybody else has heard of it', async () => {
  const { pace, passes } = paced()
  pace.refused('conversations.create', undefined, 30_000)
  expect(await pace.take('conversations.create', undefined)).toBe(30_000)
  expect(await pace.take('conversations.invite', 'C1')).toBe(0)
  passes(30_000)
  expect(await pace.take('conversations.create', undefined)).toBe(0)
})

it('honours what another replica was asked, of a method without a limit too, unless it knows of a longer pause', async () => {
  const { pace, passes } = paced()
  pace.refused('chat.postMessage', 'C1', 10_000)
  pace.honour(
    new Map([
      [pauseKey('chat.postMessage', 'C1'), 2_000],
      [pauseKey('auth.test', undefined), 2_000],
    ]),
  )
  expect(await pace.take('auth.test', undefined)).toBe(2_000)
  passes(2_000)
  expect(await pace.take('auth.test', undefined)).toBe(0)
  expect(await pace.take('chat.postMessage', 'C1')).toBe(8_000)
})
