import type { MessageVersion, RecordedEvent } from './events.ts'
import type { UserId } from './ids.ts'

type MessageEvent = Extract<
  RecordedEvent,
  {
    type:
      | 'message-heard'
      | 'message-edited'
      | 'message-deleted'
      | 'message-pinned'
      | 'message-unpinned'
      | 'message-marked'
  }
>

/** One message as its events tell it. */
export type MessageHistory = {
  /** What it says now; absent while only reactions or a deletion of it have arrived. */
  readonly latest?: MessageVersion
  /** Changed in Slack since it was first heard. */
  readonly edited: boolean
  readonly deleted: boolean
  /** Who holds a pin on it. */
  readonly pinnedBy: ReadonlySet<UserId>
  /** Somebody pinned it, and nobody does any longer. */
  readonly unpinned: boolean
  /** Added to the timeline by the message shortcut. */
  readonly marked: boolean
}

/**
 * The fold of one message's events; undefined if there are none. Slack's deliveries may overtake each other, so the order in which
 * they were recorded decides nothing that Slack's own clock (`at`) can: a pin may come before its message, an edit before the first
 * hearing, an un-pin before its pin. Of versions an edit is newer than a mark (which copies the message as it stood), and both are
 * newer than the first hearing.
 */
export const messageAbout = (events: readonly RecordedEvent[]): MessageHistory | undefined => {
  const told = events.filter(isMessageEvent).toSorted((a, b) => a.at - b.at || a.seq - b.seq)
  if (told.length === 0) return undefined
  const latest = newestOf(told, 'message-edited') ?? newestOf(told, 'message-marked') ?? newestOf(told, 'message-heard')
  const user = latest?.user ?? newestOf(told, 'message-heard')?.user
  const pins = new Map<UserId, boolean>()
  for (const event of told) {
    if (event.type === 'message-pinned' || event.type === 'message-unpinned') {
      pins.set(event.user, event.type === 'message-pinned')
    }
  }
  const pinnedBy = new Set([...pins].flatMap(([by, holds]) => (holds ? [by] : [])))
  return {
    ...(latest !== undefined && { latest: { ...latest, ...(user !== undefined && { user }) } }),
    edited: told.some((event) => event.type === 'message-edited'),
    deleted: told.some((event) => event.type === 'message-deleted'),
    pinnedBy,
    unpinned: pinnedBy.size === 0 && told.some((event) => event.type === 'message-pinned'),
    marked: told.some((event) => event.type === 'message-marked'),
  }
}

const newestOf = (
  told: readonly MessageEvent[],
  type: 'message-heard' | 'message-edited' | 'message-marked',
): MessageVersion | undefined => {
  const newest = told.findLast((event) => event.type === type)
  return newest !== undefined && 'message' in newest ? newest.message : undefined
}

const isMessageEvent = (event: RecordedEvent): event is MessageEvent => event.type.startsWith('message-')
