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
 * The fold of one message's events; undefined if there are none. Slack's deliveries may overtake each other, so the
 * order in which they were recorded decides nothing that Slack's own clock (`at`) can: a pin may come before its
 * message, an edit before the first hearing, an un-pin before its pin. Of versions an edit is newer than a mark (which
 * copies the message as it stood), and both are newer than the first hearing.
 */
export const messageAbout = (events: readonly RecordedEvent[]): MessageHistory | undefined => {
  const told = events.filter(isMessageEvent)
  if (told.length === 0) return undefined
  const newest: { [Type in 'message-heard' | 'message-marked' | 'message-edited']?: MessageVersion } = {}
  const pinnedBy = new Set<UserId>()
  let pinned = false
  let deleted = false
  for (const event of told.toSorted((a, b) => a.at - b.at || a.seq - b.seq)) {
    switch (event.type) {
      case 'message-heard':
      case 'message-marked':
      case 'message-edited':
        newest[event.type] = event.message
        break
      case 'message-deleted':
        deleted = true
        break
      case 'message-pinned':
        pinned = true
        pinnedBy.add(event.user)
        break
      case 'message-unpinned':
        pinnedBy.delete(event.user)
        break
    }
  }
  const heard = newest['message-heard']
  const latest = newest['message-edited'] ?? newest['message-marked'] ?? heard
  // Slack's edits need not say who spoke.
  const user = latest?.user ?? heard?.user
  return {
    ...(latest !== undefined && { latest: user === undefined ? latest : { ...latest, user } }),
    edited: newest['message-edited'] !== undefined,
    deleted,
    pinnedBy,
    unpinned: pinned && pinnedBy.size === 0,
    marked: newest['message-marked'] !== undefined,
  }
}

/** Does this event tell of one message? */
export const isMessageEvent = (event: RecordedEvent): event is MessageEvent => event.type.startsWith('message-')
