import { expect, it } from 'vitest'
import { doneAtOnce } from '../../../src/domain/in-turns.ts'
import { postmortemMarkdown, postmortemMarkdownInTurns } from '../../../src/slack/postmortem-markdown.ts'
import { drawTimeline, timelinePages } from '../../../src/slack/views/timeline-pages.ts'
import { textIn } from '../../../src/text/text.ts'
import { longDraft, nameOf } from './postmortem-samples.ts'

const t = textIn('en')
const count = 600
const draft = longDraft(count, (nth) => `step ${nth}`)
const leastTurns = Math.floor(count / doneAtOnce)

it('pages drawn in turns are the same ones, and are there when they are asked for', async () => {
  const { entries } = draft
  const atOnce = timelinePages([...entries], t, nameOf)
  let turns = 0
  await drawTimeline(entries, t, nameOf, async () => (turns += 1))
  const pages = timelinePages(entries, t, nameOf)
  expect(pages).toEqual(atOnce)
  expect(timelinePages(entries, t, nameOf)).toBe(pages)
  expect(turns).toBeGreaterThanOrEqual(leastTurns)
})

it('a file written in turns is the same one', async () => {
  const reader = { timeZone: 'Asia/Tokyo', people: nameOf }
  let turns = 0
  const written = await postmortemMarkdownInTurns(draft, t, reader, async () => (turns += 1))
  expect(written).toBe(postmortemMarkdown(draft, t, reader))
  expect(turns).toBeGreaterThanOrEqual(leastTurns)
})
