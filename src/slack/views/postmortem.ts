import type { KnownBlock } from '@slack/types'
import type { PostmortemPart } from '../../domain/incident.ts'
import type { Draft } from '../../domain/postmortem.ts'
import type { T } from '../../text/text.ts'
import { type MessageView, section } from './message.ts'
import { header } from './postmortem-blocks.ts'
import { postmortemFollowUps } from './postmortem-follow-ups.ts'
import { postmortemProse } from './postmortem-prose.ts'
import { postmortemRoot } from './postmortem-root.ts'
import { timelinePages } from './timeline-pages.ts'
import type { NameOf } from './hand.ts'
import { incidentName } from './words.ts'

/**
 * One message of the postmortem's thread, at most 50 blocks and 11,000 characters. Every part is made of sections with
 * mrkdwn: `chat.update` refuses to put other blocks where rich_text stood (`block_mismatch`), and prose replaces
 * prompts. `nameOf`: see `mrkdwnHand`. `peopleIn(draft)` lists whom it will be asked for.
 */
export const postmortemPart = (part: PostmortemPart, draft: Draft, t: T, nameOf: NameOf): MessageView => {
  switch (part) {
    case 'root':
      return postmortemRoot(draft, t, nameOf)
    case 'summary':
    case 'impact':
    case 'lessons':
    case 'root-cause':
      return postmortemProse(part, draft, t, nameOf)
    case 'follow-ups':
      return postmortemFollowUps(draft, t, nameOf)
    default:
      return timelinePart(Number(part.slice('timeline-'.length)), draft, t, nameOf)
  }
}

/** How many messages the timeline takes, at least one. */
export const postmortemPages = (draft: Draft, t: T, nameOf: NameOf): number =>
  timelinePages(draft.entries, t, nameOf).length

const timelinePart = (page: number, { incident, entries }: Draft, t: T, nameOf: NameOf): MessageView => {
  const pages = timelinePages(entries, t, nameOf)
  const blocks = pages[page - 1]
  // Entries can be removed and messages deleted, and then a message of the thread has nothing left to show.
  const title = t('postmortem.timeline-header', { page, pages: Math.max(page, pages.length) })
  const shown: (KnownBlock | undefined)[] = blocks ?? [section([t('postmortem.moved')])]
  const empty = shown.length === 0 ? [section([t('timeline.empty')])] : []
  return {
    text: t('postmortem.part-text', { incident: incidentName(incident), part: title }),
    blocks: [header(title), ...shown, ...empty].filter((block) => block !== undefined),
  }
}
