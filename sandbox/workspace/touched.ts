import type { Touched } from './changes.ts'
import type { Channel, Kit } from './state.ts'

const isKit = (value: unknown): value is Kit => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The message that an event is about: deleted, inside the event, reacted to or pinned, or the event itself. */
const subjectOf = (event: Kit): Kit => {
  if (event['subtype'] === 'message_deleted' && isKit(event['previous_message'])) return event['previous_message']
  if (isKit(event['message'])) return event['message']
  const { item } = event
  if (!isKit(item)) return event
  return isKit(item['message']) ? item['message'] : item
}

/**
 * Which messages an event changes for whoever looks at the channel: its own, and the one that began its thread, which
 * counts its replies.
 */
export const touchedBy = (event: Kit & { type: string }, channel: Channel | undefined): Touched | undefined => {
  if (channel === undefined || !/^(message|reaction_|pin_)/.test(event.type)) return undefined
  const { ts, thread_ts: thread } = subjectOf(event)
  return { channel: channel.id, ts: [ts, thread].filter((one) => typeof one === 'string') }
}
