import type { Incident } from '../../domain/incident.ts'
import type { Entry } from '../../domain/timeline.ts'
import type { T } from '../../text/text.ts'
import { limits } from '../limits.ts'
import { escape } from '../mrkdwn.ts'
import { type MessageView, actions, button, context, message, section } from './message.ts'
import { editTimelineAction } from './postmortem-root.ts'
import { entryPointer } from './timeline-entry.ts'
import type { NameOf } from './hand.ts'
import { incidentName } from './words.ts'

/** More would not be read on a phone. */
export const timelineShown = 20
const wordsShown = 120

/**
 * The newest entries, the oldest of them first, each on a line; and where the earlier ones are. For one reader alone.
 */
export const timelineView = (incident: Incident, entries: readonly Entry[], t: T, nameOf: NameOf): MessageView => {
  const title = t('timeline.heading', { incident: incidentName(incident), count: entries.length })
  const earlier = Math.max(0, entries.length - timelineShown)
  const lines = entries.slice(-timelineShown).map((entry) => entryPointer(entry, t, nameOf, wordsShown))
  const moreThan = (count: number) => (count > 0 ? t('timeline.more', { count }) : undefined)
  const more = moreThan(earlier)
  const inText = newestWithin(limits.text - title.length - roomForMore, lines)
  const how = t('timeline.how', { example: escape(`/incident note ${t('answer.note-example')}`) })
  return message(
    [title, ...inText, moreThan(earlier + lines.length - inText.length)],
    [
      section([title]),
      ...lines.map((line) => section([line])),
      context([more, how]),
      actions([button(t('postmortem.edit-timeline-button'), editTimelineAction, incident.id)]),
    ],
  )
}

/** The sentence about what is left out, in any language. */
const roomForMore = 200

/**
 * The last lines that go into `most` characters: the plain text is cut at its end, and the newest must not be what is
 * lost.
 */
const newestWithin = (most: number, lines: readonly string[]): readonly string[] => {
  let left = most
  const first = lines.findLastIndex((line) => (left -= line.length + 1) < 0)
  return lines.slice(first + 1)
}
