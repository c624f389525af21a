import { expect, it } from 'vitest'
import { pauseKey, startPace } from '../../src/slack/pace.ts'

/** A pace on a clock that the test turns. */
const paced = (times = 1) => {
  let now = 0
  return { pace: startPace(() => now, times), passes: (ms: number) => (now += ms) }
}

it('lets a channel have nearly five posts at once and then one a second, each channel by itself', () => {
  const { pace, passes } = paced()
  const post = (channel: string) => pace.take('chat.postMessage', channel)
  expect([1, 2, 3, 4].map(() => post('C1'))).toEqual([0, 0, 0, 0])
  expect(post('C1')).toBe(500)
  expect(post('C2')).toBe(0)
  passes(500)
  expect(post('C1')).toBe(0)
  expect(post('C1')).toBe(1_000)
})

it('gives each of those who must wait a turn of their own, in the order in which they asked', () => {
  const { pace, passes } = paced()
  const create = () => pace.take('conversations.create', undefined)
  for (let nth = 0; nth < 19; nth++) create()
  expect([create(), create(), create()]).toEqual([1_500, 4_500, 7_500])
  passes(1_500)
  expect(create()).toBe(0)
  expect(create()).toBe(9_000)
})

it('uses up as much of the limits as it may', () => {
  const half = startPace(() => 0, 0.5)
  const took = Array.from({ length: 12 }, () => half.take('conversations.create', undefined))
  expect(took.filter((wait) => wait === 0)).toHaveLength(9)
  expect(took.slice(9)).toEqual([3_000, 9_000, 15_000])
})

it('lets posts through one by one where it may use up a tenth of the limits', () => {
  const { pace, passes } = paced(0.1)
  const post = () => pace.take('chat.postMessage', 'C1')
  expect([post(), post()]).toEqual([0, 10_000])
  passes(10_000)
  expect(post()).toBe(0)
})

it('lets nothing of a method out before the end of what Slack asked for', () => {
  const { pace, passes } = paced()
  pace.refused('conversations.create', undefined, 30_000)
  expect(pace.take('conversations.create', undefined)).toBe(30_000)
  expect(pace.take('conversations.invite', 'C1')).toBe(0)
  passes(30_000)
  expect(pace.take('conversations.create', undefined)).toBe(0)
})

it('honours what another replica was asked, unless it knows of a longer pause', () => {
  const { pace, passes } = paced()
  pace.refused('chat.postMessage', 'C1', 10_000)
  pace.honour(
    new Map([
      [pauseKey('chat.postMessage', 'C1'), 2_000],
      [pauseKey('chat.postMessage', 'C2'), 2_000],
    ]),
  )
  expect(pace.take('chat.postMessage', 'C2')).toBe(2_000)
  passes(2_000)
  expect(pace.take('chat.postMessage', 'C2')).toBe(0)
  expect(pace.take('chat.postMessage', 'C1')).toBe(8_000)
})

it('takes no more than its part of what Slack gives back once one of several processes was refused, for a minute', () => {
  const { pace, passes } = paced()
  const create = () => pace.take('conversations.create', undefined)
  pace.share(2)
  expect(Array.from({ length: 19 }, create).every((wait) => wait === 0)).toBe(true)
  pace.refused('conversations.create', undefined, 3_000)
  passes(3_000)
  expect(create()).toBe(3_000)
  passes(3_000)
  expect(create()).toBe(0)
  // Alone it would have had its next one three seconds later.
  expect(create()).toBe(6_000)
  passes(60_000)
  expect(Array.from({ length: 19 }, create).filter((wait) => wait === 0).length).toBeGreaterThan(10)
})

it('has nothing left where Slack says that all is used up', () => {
  const { pace, passes } = paced()
  const create = () => pace.take('conversations.create', undefined)
  expect(create()).toBe(0)
  pace.refused('conversations.create', undefined, 3_000)
  passes(3_000)
  expect([create(), create()]).toEqual([0, 3_000])
})
