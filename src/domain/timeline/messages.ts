import type { RecordedEvent } from '../events.ts'
import { entryId, momentOf } from '../ids.ts'
import { messageAbout } from '../message-history.ts'
import { type Entry, standing } from './entry.ts'

/**
 * The entries of a message: each line that asked for it by its form (`ts/n`), and the message as a whole (`ts`) if
 * somebody pinned, marked or kept it, or if its words state a turning point. The whole is left out where those lines
 * are all that the message says.
 */
export const messageEntries = (events: readonly RecordedEvent[]): Entry[] => {
  const message = messageAbout(events)
  const first = events.find((event) => event.type.startsWith('message-'))
  if (message?.latest === undefined || message.deleted || first === undefined) return []
  const { latest, edited } = message
  const asked = latest.entries.filter((line) => !line.foundByWords)
  const saysMore = asked.length === 0 || linesIn(latest.text) > asked.length
  const wanted = message.pinnedBy.size > 0 || message.marked
  const kept = events.some((event) => event.type === 'entry-kept' && event.entry === entryId(latest.ts))
  const found = latest.entries.length > asked.length
  const whole = saysMore && (wanted || kept || found || message.unpinned)
  const shared = {
    ...standing,
    edited,
    recordedAt: first.recordedAt,
    ...(latest.user !== undefined && { by: latest.user }),
    ...(latest.permalink !== '' && { permalink: latest.permalink }),
    ...(latest.threadTs !== undefined && { threadTs: latest.threadTs }),
  }
  const lines = asked.map((line, index): Entry => ({
    ...shared,
    id: entryId(`${latest.ts}/${index}`),
    at: line.at,
    files: index === 0 && !whole ? latest.files : [],
    what: { is: 'said', text: line.text },
  }))
  if (!whole) return lines
  const entire: Entry = {
    ...shared,
    id: entryId(latest.ts),
    at: momentOf(latest.ts),
    suggestion: !wanted,
    removed: message.unpinned && !wanted,
    files: latest.files,
    what: { is: 'said', text: latest.text },
  }
  return [entire, ...lines]
}

const linesIn = (text: string): number => text.split('\n').filter((line) => line.trim() !== '').length
