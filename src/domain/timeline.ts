import type { RecordedEvent } from './events.ts'
import { subjectOf } from './ids.ts'
import { inTurns } from './in-turns.ts'
import { handsOn } from './timeline/by-hand.ts'
import type { Entry } from './timeline/entry.ts'
import { factEntries, isSource, sourceLink } from './timeline/facts.ts'
import { messageEntries } from './timeline/messages.ts'

export type { Entry, FactEvent } from './timeline/entry.ts'

/** The timeline: the entries that stand, by when they happened, then by when they were recorded. */
export const timeline = (events: readonly RecordedEvent[]): Entry[] =>
  everyEntry(events).filter((entry) => !entry.removed)

/**
 * As `timeline`, with the entries that were taken out and can be brought back. Those of deleted messages are in
 * neither.
 */
export const everyEntry = (events: readonly RecordedEvent[]): Entry[] => {
  const inOrder = events.toSorted((a, b) => a.seq - b.seq)
  return inTimeOrder([...bySubject(inOrder).values()].flatMap(entriesAbout), inOrder)
}

/**
 * As `timeline`, some at a time: fifty thousand take more than a second, and `pause` lets others go first in between.
 */
export const timelineInTurns = async (
  events: readonly RecordedEvent[],
  pause: () => Promise<unknown>,
): Promise<Entry[]> => (await everyEntryInTurns(events, pause)).filter((entry) => !entry.removed)

/** As `everyEntry`, some at a time. */
export const everyEntryInTurns = async (
  events: readonly RecordedEvent[],
  pause: () => Promise<unknown>,
): Promise<Entry[]> => {
  const inOrder = events.toSorted((a, b) => a.seq - b.seq)
  const subjects: Subjects = new Map()
  await inTurns(inOrder, pause, (event) => addTo(subjects, event))
  const made: Entry[] = []
  await inTurns(subjects.values(), pause, (about) => made.push(...entriesAbout(about)))
  return inTimeOrder(made, inOrder)
}

const inTimeOrder = (entries: readonly Entry[], events: readonly RecordedEvent[]): Entry[] => {
  const source = sourceLink(events)
  return entries
    .filter((entry) => source === undefined || entry.permalink !== source || isSource(entry))
    .toSorted((a, b) => a.at - b.at)
}

/** The entries that the events about one message (or one fact) make, the removed ones included. */
export const entriesAbout = (events: readonly RecordedEvent[]): Entry[] => {
  const inOrder = events.toSorted((a, b) => a.seq - b.seq)
  const made = [...inOrder.flatMap(factEntries), ...messageEntries(inOrder)]
  const byHand = handsOn(inOrder)
  return made.map((entry) => {
    const { text, at, stands } = byHand.get(entry.id) ?? {}
    return {
      ...entry,
      ...(at !== undefined && { at }),
      ...(text !== undefined && { what: { ...entry.what, text }, edited: true }),
      ...(stands !== undefined && { removed: !stands, suggestion: entry.suggestion && !stands }),
    }
  })
}

/** What an event is about: its message's ts, the message or event of its entry, else itself. */
const subjectOfEvent = (event: RecordedEvent): string => {
  if ('entry' in event) return subjectOf(event.entry)
  if (event.type === 'message-heard' || event.type === 'message-edited' || event.type === 'message-marked') {
    return event.message.ts
  }
  const aboutMessage =
    event.type === 'message-pinned' || event.type === 'message-unpinned' || event.type === 'message-deleted'
  return aboutMessage ? event.ts : event.id
}

/** Events by what they are about. */
type Subjects = Map<string, RecordedEvent[]>

const bySubject = (events: readonly RecordedEvent[]): Subjects => {
  const subjects: Subjects = new Map()
  for (const event of events) addTo(subjects, event)
  return subjects
}

const addTo = (subjects: Subjects, event: RecordedEvent): void => {
  const subject = subjectOfEvent(event)
  const known = subjects.get(subject)
  if (known === undefined) subjects.set(subject, [event])
  else known.push(event)
}
