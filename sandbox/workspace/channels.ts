import { app, team } from './identity.ts'
import { post } from './messages.ts'
import type { Channel } from './state.ts'
import type { Workspace } from './workspace.ts'

const eventPrefix = (channel: Channel): string => (channel.kind === 'group' ? 'group' : 'channel')

/** A channel in which nobody is and nothing was said. */
export const emptyChannel = (made: Pick<Channel, 'id' | 'name' | 'kind' | 'creator' | 'created'>): Channel => ({
  ...made,
  is_archived: false,
  is_general: false,
  members: [],
  topic: { value: '', creator: '', last_set: 0 },
  purpose: { value: '', creator: '', last_set: 0 },
  previous_names: [],
  pins: [],
  bookmarks: [],
  messages: [],
})

/** Makes a channel with its creator in it. */
export const create = (
  workspace: Workspace,
  request: { name: string; isPrivate: boolean; creator: string },
): Channel => {
  const channel = emptyChannel({
    id: workspace.id('C'),
    name: request.name,
    kind: request.isPrivate ? 'group' : 'channel',
    creator: request.creator,
    created: workspace.seconds(),
  })
  workspace.state.channels.push(channel)
  if (!request.isPrivate) {
    workspace.emit({
      type: 'channel_created',
      channel: { id: channel.id, name: channel.name, created: channel.created, creator: channel.creator },
      event_ts: workspace.ts(),
    })
  }
  join(workspace, channel, request.creator, undefined)
  return channel
}

/** Brings somebody in. The app hears of it as soon as it is a member itself, its own arrival included. */
export const join = (workspace: Workspace, channel: Channel, user: string, inviter: string | undefined): void => {
  if (channel.members.includes(user)) return
  channel.members.push(user)
  workspace.emit(
    {
      type: 'member_joined_channel',
      user,
      channel: channel.id,
      channel_type: channel.kind === 'group' ? 'G' : 'C',
      team: workspace.user(user)?.team_id ?? team.id,
      ...(inviter === undefined ? {} : { inviter }),
      event_ts: workspace.ts(),
    },
    channel,
  )
  const text = `<@${user}> has joined the ${channel.kind === 'group' ? 'group' : 'channel'}`
  const extra = inviter === undefined ? {} : { inviter }
  post(workspace, channel, { user, text, subtype: `${eventPrefix(channel)}_join`, extra })
}

/** Takes somebody out. The app hears of it, its own leaving included, and of nothing afterwards. */
export const leave = (workspace: Workspace, channel: Channel, user: string): void => {
  workspace.emit(
    {
      type: 'member_left_channel',
      user,
      channel: channel.id,
      channel_type: channel.kind === 'group' ? 'G' : 'C',
      team: workspace.user(user)?.team_id ?? team.id,
      event_ts: workspace.ts(),
    },
    channel,
  )
  channel.members = channel.members.filter((member) => member !== user)
  workspace.changes.bump()
}

/** Gives a channel another name; its id stays. */
export const rename = (workspace: Workspace, channel: Channel, name: string, by: string): void => {
  const old = channel.name
  channel.previous_names.unshift(old)
  channel.name = name
  workspace.emit(
    {
      type: `${eventPrefix(channel)}_rename`,
      channel: { id: channel.id, name, created: channel.created },
      event_ts: workspace.ts(),
    },
    channel,
  )
  const text = `has renamed the channel from "${old}" to "${name}"`
  post(workspace, channel, { user: by, text, subtype: `${eventPrefix(channel)}_name`, extra: { name, old_name: old } })
}

/** Sets the topic or the purpose. */
export const setHeading = (
  workspace: Workspace,
  channel: Channel,
  which: 'topic' | 'purpose',
  value: string,
  by: string,
): void => {
  channel[which] = { value, creator: by, last_set: workspace.seconds() }
  const text = value === '' ? `cleared the channel ${which}` : `set the channel ${which}: ${value}`
  post(workspace, channel, { user: by, text, subtype: `${eventPrefix(channel)}_${which}`, extra: { [which]: value } })
}

/** Closes a channel to everybody; the bot loses its membership, as it does in Slack. */
export const archive = (workspace: Workspace, channel: Channel, by: string): void => {
  post(workspace, channel, { user: by, text: 'archived the channel', subtype: `${eventPrefix(channel)}_archive` })
  workspace.emit(
    { type: `${eventPrefix(channel)}_archive`, channel: channel.id, user: by, event_ts: workspace.ts() },
    channel,
  )
  channel.is_archived = true
  channel.members = channel.members.filter((member) => member !== app.botUser)
  workspace.changes.bump()
}

/** Opens an archived channel again; `by` is a member afterwards. */
export const unarchive = (workspace: Workspace, channel: Channel, by: string): void => {
  channel.is_archived = false
  if (!channel.members.includes(by)) channel.members.push(by)
  workspace.emit(
    { type: `${eventPrefix(channel)}_unarchive`, channel: channel.id, user: by, event_ts: workspace.ts() },
    channel,
  )
}

/**
 * Makes a public channel private. Its id stays, and no event tells apps of it (none is in
 * docs.slack.dev/reference/events).
 */
export const makePrivate = (channel: Channel): void => {
  channel.kind = 'group'
}

/** Deletes a channel with everything in it. */
export const destroy = (workspace: Workspace, channel: Channel, by: string): void => {
  workspace.emit(
    { type: `${eventPrefix(channel)}_deleted`, channel: channel.id, actor_id: by, event_ts: workspace.ts() },
    channel,
  )
  workspace.state.channels = workspace.state.channels.filter((one) => one !== channel)
  workspace.changes.bump()
}

/** The direct message between a person and the bot, made when there is none yet. */
export const direct = (workspace: Workspace, user: string): Channel => {
  const found = workspace.state.channels.find((channel) => channel.kind === 'im' && channel.user === user)
  if (found !== undefined) return found
  const channel: Channel = {
    id: workspace.id('D'),
    name: '',
    kind: 'im',
    creator: app.botUser,
    created: workspace.seconds(),
    is_archived: false,
    is_general: false,
    members: [user, app.botUser],
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    previous_names: [],
    pins: [],
    bookmarks: [],
    messages: [],
    user,
  }
  workspace.state.channels.push(channel)
  workspace.changes.bump()
  return channel
}
