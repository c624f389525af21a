import { expect, it } from 'vitest'
import { timeline, timelineInTurns } from '../../src/domain/timeline.ts'
import { declared, heard, message, record, removed, start, tsAfter } from './record.ts'

it('a timeline folded in turns is the same one, and others went first in between', async () => {
  const spoken = Array.from({ length: 700 }, (_, minutes) => {
    const entry = { text: `step ${minutes}`, at: start, foundByWords: false }
    return message(`timeline: step ${minutes}`, { ts: tsAfter(minutes), entries: [entry] })
  })
  const events = record(declared, ...spoken.map((one) => heard(one)), removed(`${tsAfter(7)}/0`))
  let turns = 0
  const folded = await timelineInTurns(events, async () => (turns += 1))
  expect(folded).toEqual(timeline(events))
  expect(folded).toHaveLength(700)
  expect(turns).toBeGreaterThan(1)
})
