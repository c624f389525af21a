import type { SectionBlock } from '@slack/types'
import type { Entry } from '../../domain/timeline.ts'
import type { T } from '../../text/text.ts'
import { charactersIn, limits, splitByBudget } from '../limits.ts'
import { entryBlocks } from './timeline-entry.ts'
import type { NameOf } from './timeline-words.ts'

/** Room for the header and the fallback text of a message. */
const besides = 400
const blocksInPage = 44

/**
 * The timeline in as few messages as hold it, none of its entries cut off: each page is at most 44 sections and, with its header,
 * at most `limits.messageCharacters`. Never empty: a timeline without entries is one page without sections.
 */
export const timelinePages = (entries: readonly Entry[], t: T, nameOf: NameOf): SectionBlock[][] => {
  const blocks = entries.flatMap((entry) => entryBlocks(entry, t, nameOf))
  const pages = splitByBudget(blocks, charactersIn, limits.messageCharacters - besides, blocksInPage)
  return pages.length === 0 ? [[]] : pages
}
