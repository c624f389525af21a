import { expect, it } from 'vitest'
import { doneAtOnce, inTurns } from '../../src/domain/in-turns.ts'
import { everyEntry, everyEntryInTurns, timeline, timelineInTurns } from '../../src/domain/timeline.ts'
import { declared, heard, message, record, removed, start, tsAfter } from './record.ts'

const count = 700
const spoken = Array.from({ length: count }, (_, minutes) => {
  const entry = { text: `step ${minutes}`, at: start, foundByWords: false }
  return message(`timeline: step ${minutes}`, { ts: tsAfter(minutes), entries: [entry] })
})
const events = record(declared, ...spoken.map((one) => heard(one)), removed(`${tsAfter(7)}/0`))

it('a timeline folded in turns is the same one, and others went first in between', async () => {
  let turns = 0
  const folded = await timelineInTurns(events, async () => (turns += 1))
  expect(folded).toEqual(timeline(events))
  expect(folded).toHaveLength(count)
  // Once while the events are put together by what they are about, and once while each of those is folded.
  expect(turns).toBeGreaterThanOrEqual(2 * Math.floor(count / doneAtOnce))
})

it('so is the one with what was taken out', async () => {
  expect(await everyEntryInTurns(events, async () => undefined)).toEqual(everyEntry(events))
})

it('no more than a hundred are done before others go first', async () => {
  let sinceTurn = 0
  let most = 0
  const done: number[] = []
  const pause = async () => {
    sinceTurn = 0
  }
  await inTurns(events.keys(), pause, (nth) => {
    done.push(nth)
    sinceTurn += 1
    most = Math.max(most, sinceTurn)
  })
  expect(done).toEqual([...events.keys()])
  expect(most).toBe(100)
})
