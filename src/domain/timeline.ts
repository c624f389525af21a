import type { RecordedEvent } from './events.ts'
import { type EntryId, type MessageTs, type Moment, type UserId, entryId, momentOf, subjectOf } from './ids.ts'
import type { FileRef, Status } from './incident.ts'
import { messageAbout } from './message-history.ts'

/** Something done to the incident that reads as a line of its timeline. */
export type FactEvent = Extract<
  RecordedEvent,
  {
    type:
      | 'incident-declared'
      | 'severity-changed'
      | 'status-changed'
      | 'title-changed'
      | 'role-assigned'
      | 'role-released'
      | 'update-posted'
      | 'follow-up-added'
      | 'follow-up-completed'
      | 'incident-resolved'
      | 'incident-reopened'
      | 'incident-cancelled'
  }
>

/** A line of the timeline: what happened, when it happened and when that was written down (both ms UTC). */
export type Entry = {
  readonly id: EntryId
  readonly at: Moment
  readonly recordedAt: Moment
  readonly by?: UserId
  /** Found by its words alone, and nobody has kept it yet. */
  readonly suggestion: boolean
  /** Its words are not the first ones: changed by hand, or by its speaker in Slack. */
  readonly edited: boolean
  /** Taken out by hand or un-pinned; it can be brought back. */
  readonly removed: boolean
  readonly files: readonly FileRef[]
  readonly permalink?: string
  readonly threadTs?: MessageTs
  /** Words of a person, or something done; `text` of a fact is what somebody wrote in its place. */
  readonly what:
    | { readonly is: 'said'; readonly text: string }
    | { readonly is: 'fact'; readonly event: FactEvent; readonly text?: string }
}

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
): Promise<Entry[]> => {
  const inOrder = events.toSorted((a, b) => a.seq - b.seq)
  const made: Entry[] = []
  let folded = 0
  for (const about of bySubject(inOrder).values()) {
    made.push(...entriesAbout(about))
    folded += 1
    if (folded % foldedAtOnce === 0) await pause()
  }
  return inTimeOrder(made, inOrder).filter((entry) => !entry.removed)
}

const foldedAtOnce = 250

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

const bySubject = (events: readonly RecordedEvent[]): Map<string, RecordedEvent[]> => {
  const subjects = new Map<string, RecordedEvent[]>()
  for (const event of events) {
    const subject = subjectOfEvent(event)
    const known = subjects.get(subject)
    if (known === undefined) subjects.set(subject, [event])
    else known.push(event)
  }
  return subjects
}

/** The message it was declared from has an entry of its own; marking that message again must not show it twice. */
const sourceLink = (events: readonly RecordedEvent[]): string | undefined =>
  events.find((event) => event.type === 'incident-declared')?.source?.permalink

const sourceSuffix = '/source'
const isSource = (entry: Entry): boolean => entry.id.endsWith(sourceSuffix)

/**
 * The entries of a fact: none for what concerns only Slack's channels and posts, reminders and the postmortem's own
 * text.
 */
const factEntries = (event: RecordedEvent): Entry[] => {
  switch (event.type) {
    case 'incident-declared':
      return [fact(event), ...sourceEntries(event)]
    case 'status-changed':
      // Resolved, cancelled and reopened have events of their own, which say more.
      return hasEnded(event.from) || hasEnded(event.to) ? [] : [fact(event)]
    case 'note-added':
      return [{ ...basis(event), what: { is: 'said', text: event.text } }]
    case 'severity-changed':
    case 'title-changed':
    case 'role-assigned':
    case 'role-released':
    case 'update-posted':
    case 'follow-up-added':
    case 'follow-up-completed':
    case 'incident-resolved':
    case 'incident-reopened':
    case 'incident-cancelled':
      return [fact(event)]
    case 'channel-opened':
    case 'channel-name-refused':
    case 'channel-renamed':
    case 'channel-archived':
    case 'channel-unarchived':
    case 'channel-deleted':
    case 'bot-removed':
    case 'bot-returned':
    case 'card-posted':
    case 'card-pinned':
    case 'announcement-posted':
    case 'lead-question-posted':
    case 'member-joined':
    case 'language-changed':
    case 'message-heard':
    case 'message-edited':
    case 'message-deleted':
    case 'message-pinned':
    case 'message-unpinned':
    case 'message-marked':
    case 'entry-edited':
    case 'entry-backdated':
    case 'entry-kept':
    case 'entry-removed':
    case 'postmortem-part-drawn':
    case 'prose-edited':
    case 'postmortem-published':
    case 'postmortem-exported':
    case 'reminder-sent':
    case 'reminder-put-off':
    case 'reminder-snoozed':
    case 'reminder-stopped':
    case 'slack-refused':
    case 'slack-took':
    case 'retry-asked':
      return []
    default: {
      const never: never = event
      return never
    }
  }
}

const hasEnded = (status: Status): boolean => status === 'resolved' || status === 'cancelled'

const fact = (event: FactEvent): Entry => ({ ...basis(event), what: { is: 'fact', event } })

const basis = (event: RecordedEvent) => ({
  id: entryId(event.id),
  at: event.at,
  recordedAt: event.recordedAt,
  ...(event.by.kind === 'person' && { by: event.by.user }),
  suggestion: false,
  edited: false,
  removed: false,
  files: [],
})

const sourceEntries = (event: Extract<RecordedEvent, { type: 'incident-declared' }>): Entry[] => {
  const { source } = event
  if (source === undefined) return []
  return [
    {
      ...standing,
      id: entryId(event.id + sourceSuffix),
      at: momentOf(source.ts),
      recordedAt: event.recordedAt,
      ...(source.user !== undefined && { by: source.user }),
      files: source.files,
      permalink: source.permalink,
      what: { is: 'said', text: source.text },
    },
  ]
}

const standing = { suggestion: false, edited: false, removed: false }

/**
 * The entries of a message: each line that asked for it by its form (`ts/n`), and the message as a whole (`ts`) if
 * somebody pinned, marked or kept it, or if its words state a turning point. The whole is left out where those lines
 * are all that the message says.
 */
const messageEntries = (events: readonly RecordedEvent[]): Entry[] => {
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

type ByHand = { readonly text?: string; readonly at?: Moment; readonly stands?: boolean }

/** What people did to entries in the postmortem; the last word counts, in the order in which it was recorded. */
const handsOn = (events: readonly RecordedEvent[]): ReadonlyMap<EntryId, ByHand> => {
  const hands = new Map<EntryId, ByHand>()
  const note = (entry: EntryId, more: ByHand) => hands.set(entry, { ...hands.get(entry), ...more })
  for (const event of events) {
    if (event.type === 'entry-edited') note(event.entry, { text: event.text })
    else if (event.type === 'entry-backdated') note(event.entry, { at: event.to })
    else if (event.type === 'entry-kept') note(event.entry, { stands: true })
    else if (event.type === 'entry-removed') note(event.entry, { stands: false })
  }
  return hands
}
