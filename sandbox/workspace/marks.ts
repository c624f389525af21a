import { messageShape } from './shapes.ts'
import type { Channel, Kit, Message } from './state.ts'
import type { Workspace } from './workspace.ts'

/** Gives a reaction; false when this person had given it already. */
export const react = (
  workspace: Workspace,
  channel: Channel,
  message: Message,
  name: string,
  user: string,
): boolean => {
  const reactions = (message.reactions ??= [])
  const found = reactions.find((reaction) => reaction.name === name)
  if (found?.users.includes(user) === true) return false
  if (found === undefined) reactions.push({ name, users: [user], count: 1 })
  else {
    found.users.push(user)
    found.count += 1
  }
  workspace.emit(reactionEvent('reaction_added', workspace, channel, message, name, user), channel)
  return true
}

/** Takes a reaction back; false when this person had not given it. */
export const unreact = (
  workspace: Workspace,
  channel: Channel,
  message: Message,
  name: string,
  user: string,
): boolean => {
  const found = message.reactions?.find((reaction) => reaction.name === name)
  if (found === undefined || !found.users.includes(user)) return false
  found.users = found.users.filter((one) => one !== user)
  found.count -= 1
  message.reactions = message.reactions?.filter((reaction) => reaction.count > 0)
  workspace.emit(reactionEvent('reaction_removed', workspace, channel, message, name, user), channel)
  return true
}

const reactionEvent = (
  type: 'reaction_added' | 'reaction_removed',
  workspace: Workspace,
  channel: Channel,
  message: Message,
  name: string,
  user: string,
): Kit & { type: string } => ({
  type,
  user,
  reaction: name,
  item_user: message.user,
  item: { type: 'message', channel: channel.id, ts: message.ts },
  event_ts: workspace.ts(),
})

/** Pins a message; false when it is pinned already. */
export const pin = (workspace: Workspace, channel: Channel, message: Message, user: string): boolean => {
  if (channel.pins.some((one) => one.ts === message.ts)) return false
  channel.pins.push({ ts: message.ts, user, created: workspace.seconds() })
  workspace.emit(pinEvent('pin_added', workspace, channel, message, user), channel)
  return true
}

/** Unpins a message; false when it is not pinned. */
export const unpin = (workspace: Workspace, channel: Channel, message: Message, user: string): boolean => {
  if (!channel.pins.some((one) => one.ts === message.ts)) return false
  const event = pinEvent('pin_removed', workspace, channel, message, user)
  channel.pins = channel.pins.filter((one) => one.ts !== message.ts)
  workspace.emit({ ...event, has_pins: channel.pins.length > 0 }, channel)
  return true
}

/** Pin events name their channel `channel_id`, unlike every other event. */
const pinEvent = (
  type: 'pin_added' | 'pin_removed',
  workspace: Workspace,
  channel: Channel,
  message: Message,
  user: string,
): Kit & { type: string } => ({
  type,
  user,
  channel_id: channel.id,
  item: {
    type: 'message',
    channel: channel.id,
    created: workspace.seconds(),
    created_by: user,
    message: messageShape(workspace, channel, message),
  },
  item_user: message.user,
  pin_count: channel.pins.length,
  pinned_info: { channel: channel.id, pinned_by: user, pinned_ts: workspace.seconds() },
  event_ts: workspace.ts(),
})
