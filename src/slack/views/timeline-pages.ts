import type { SectionBlock } from '@slack/types'
import { inTurns } from '../../domain/in-turns.ts'
import type { Entry } from '../../domain/timeline.ts'
import type { T } from '../../text/text.ts'
import { charactersIn, limits, splitByBudget } from '../limits.ts'
import { entryBlocks } from './timeline-entry.ts'
import type { NameOf } from './hand.ts'

/** Room for the header and the fallback text of a message. */
const besides = 400
const blocksInPage = 44

/**
 * The timeline in as few messages as hold it, none of its entries cut off: each page is at most 44 sections and, with
 * its header, at most `limits.messageCharacters`. Never empty: a timeline without entries is one page without sections.
 */
export const timelinePages = (entries: readonly Entry[], t: T, nameOf: NameOf): readonly SectionBlock[][] => {
  const last = drawn.get(entries)
  if (last?.t === t && last.nameOf === nameOf) return last.pages
  const pages = paged(entries, t, nameOf)
  drawn.set(entries, { t, nameOf, pages })
  return pages
}

/**
 * The pages of one draft are asked for once to count them and once for each part: 2,000 entries take tens of
 * milliseconds.
 */
const drawn = new WeakMap<
  readonly Entry[],
  { readonly t: T; readonly nameOf: NameOf; readonly pages: readonly SectionBlock[][] }
>()

/**
 * Draws the pages some entries at a time, so that they are there when `timelinePages` is asked; `pause` lets others go
 * first.
 */
export const drawTimeline = async (
  entries: readonly Entry[],
  t: T,
  nameOf: NameOf,
  pause: () => Promise<unknown>,
): Promise<void> => {
  const last = drawn.get(entries)
  if (last?.t === t && last.nameOf === nameOf) return
  const blocks: Measured[] = []
  await inTurns(entries, pause, (entry) => blocks.push(...measured(entry, t, nameOf)))
  drawn.set(entries, { t, nameOf, pages: inPages(blocks) })
}

const paged = (entries: readonly Entry[], t: T, nameOf: NameOf): SectionBlock[][] =>
  inPages(entries.flatMap((entry) => measured(entry, t, nameOf)))

/** A block with its characters, which are counted as it is drawn: all at once they take longer than to fill the pages. */
type Measured = { readonly block: SectionBlock; readonly characters: number }

const measured = (entry: Entry, t: T, nameOf: NameOf): Measured[] =>
  entryBlocks(entry, t, nameOf).map((block) => ({ block, characters: charactersIn(block) }))

const inPages = (blocks: readonly Measured[]): SectionBlock[][] => {
  const room = limits.messageCharacters - besides
  const pages = splitByBudget(blocks, ({ characters }) => characters, room, blocksInPage)
  return pages.length === 0 ? [[]] : pages.map((page) => page.map(({ block }) => block))
}
