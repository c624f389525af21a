import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { app } from '../workspace/identity.ts'
import type { Channel, Message, User } from '../workspace/state.ts'
import { messageAt } from '../workspace/workspace.ts'

/** The channel with this id. A private one or a direct message without the bot does not exist for it. */
export const seenChannel = (parts: Parts, id: string | undefined): Channel => {
  const channel = id === undefined ? undefined : parts.workspace.channel(id)
  if (channel === undefined) throw new Refusal('channel_not_found')
  if (channel.kind !== 'channel' && !channel.members.includes(app.botUser)) throw new Refusal('channel_not_found')
  return channel
}

/** The same, and the bot is a member. */
export const ownChannel = (parts: Parts, id: string | undefined): Channel => {
  const channel = seenChannel(parts, id)
  if (!channel.members.includes(app.botUser)) throw new Refusal(channel.is_archived ? 'is_archived' : 'not_in_channel')
  return channel
}

/** The same, and it is not archived. */
export const liveChannel = (parts: Parts, id: string | undefined): Channel => {
  const channel = seenChannel(parts, id)
  if (channel.is_archived) throw new Refusal('is_archived')
  return ownChannel(parts, id)
}

/** The user with this id. */
export const knownUser = (parts: Parts, id: string | undefined): User => {
  const user = id === undefined ? undefined : parts.workspace.user(id)
  if (user === undefined) throw new Refusal('user_not_found')
  return user
}

/** The message at this ts, or Slack's word for its absence. */
export const knownMessage = (channel: Channel, ts: string | undefined, error = 'message_not_found'): Message => {
  const message = ts === undefined ? undefined : messageAt(channel, ts)
  if (message === undefined || message.subtype === 'tombstone') throw new Refusal(error)
  return message
}
