import { setImmediate as turned } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { DatabaseAway } from '../../src/app/ports.ts'
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
    takeAhead: async (key: string) => {
      ahead.push(key)
      return isPlenty
    },
  }
  const ahead: string[] = []
  const warned: unknown[] = []
  let isPlenty = true
  const log = { warn: (facts: unknown) => void warned.push(facts) }
  const pace = startPace({ limits, now: () => now, log, ...(times !== undefined && { times }) })
  const runsShort = () => (isPlenty = false)
  return { pace, limits, asked, ahead, warned, runsShort, passes: (ms: number) => (now += ms) }
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

const away = async () => Promise.reject(new DatabaseAway('gone'))

/** Alone, with a place of each method's limit in hand. */
const alone = async () => {
  const one = paced()
  one.pace.share(1)
  await turned()
  return one
}

it('alone, it waits for no answer of the limits: a place is in hand, and the next is taken while the call goes out', async () => {
  const { pace, asked, ahead } = await alone()
  expect(ahead).toContain('conversations.create')
  ahead.length = 0
  expect(await pace.take('conversations.create', undefined)).toBe(0)
  await turned()
  expect(await pace.take('conversations.create', undefined)).toBe(0)
  expect([asked, ahead]).toEqual([[], ['conversations.create', 'conversations.create']])
})

it('alone, it asks where what is in hand is used up, and where a channel is new to it', async () => {
  const { pace, asked, runsShort } = await alone()
  await pace.take('chat.postMessage', 'C1')
  await turned()
  await pace.take('chat.postMessage', 'C1')
  runsShort()
  await turned()
  await pace.take('conversations.create', undefined)
  await pace.take('conversations.create', undefined)
  await turned()
  await pace.take('conversations.create', undefined)
  expect(asked.map(([key]) => key)).toEqual(['chat.postMessage/C1', 'conversations.create', 'conversations.create'])
})

it('has nothing in hand while Slack asks to wait, and among several never', async () => {
  const { pace, asked } = await alone()
  pace.refused('conversations.create', undefined, 30_000)
  expect(await pace.take('conversations.create', undefined)).toBe(30_000)
  pace.share(2)
  await pace.take('conversations.invite', 'C1')
  await turned()
  await pace.take('conversations.invite', 'C1')
  expect(asked.map(([key]) => key)).toEqual(['conversations.invite', 'conversations.invite'])
})

it('is told by whoever waits that the database is away, and by the log of a fault', async () => {
  const { pace, limits, warned } = await alone()
  Object.assign(limits, { take: away, takeAhead: away })
  await pace.take('pins.add', 'C1')
  await turned()
  await expect(pace.take('pins.add', 'C1')).rejects.toThrow(DatabaseAway)
  expect(warned).toEqual([])
  Object.assign(limits, { takeAhead: async () => Promise.reject(new Error('no such column')) })
  await pace.take('conversations.invite', 'C1')
  await turned()
  expect(warned).toMatchObject([{ event: 'no-place-ahead', key: 'conversations.invite' }])
})
