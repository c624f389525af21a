import { expect, it } from 'vitest'
import { drawTimeline, timelinePages } from '../../../src/slack/views/timeline-pages.ts'
import { textIn } from '../../../src/text/text.ts'
import { longDraft, nameOf } from './postmortem-samples.ts'

it('pages drawn in turns are the same ones, and are there when they are asked for', async () => {
  const t = textIn('en')
  const { entries } = longDraft(600, (nth) => `step ${nth}`)
  const atOnce = timelinePages([...entries], t, nameOf)
  let turns = 0
  await drawTimeline(entries, t, nameOf, async () => (turns += 1))
  const pages = timelinePages(entries, t, nameOf)
  expect(pages).toEqual(atOnce)
  expect(timelinePages(entries, t, nameOf)).toBe(pages)
  expect(turns).toBeGreaterThan(1)
})
