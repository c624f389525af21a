import { app, otherTeam, team } from './identity.ts'
import { messageShape, repliesTo } from './shapes.ts'
import type { Channel, Kit, Message } from './state.ts'
import type { Workspace } from './workspace.ts'
import { withBlockIds } from './block-ids.ts'

/** What somebody is about to say; `user` is a person, the bot user, or Slackbot. */
export interface Draft {
  user: string
  text: string
  blocks?: Kit[] | undefined
  metadata?: Kit | undefined
  thread_ts?: string | undefined
  /** Shows a thread reply in the channel as well. */
  broadcast?: boolean
  files?: string[]
  subtype?: string
  extra?: Partial<Message>
}

const channelType: Record<Channel['kind'], string> = { channel: 'channel', group: 'group', im: 'im' }

/** `channel`, `channel_type` and `event_ts` of an event that concerns a message. */
const place = (channel: Channel, ts: string): Kit => ({
  channel: channel.id,
  channel_type: channelType[channel.kind],
  event_ts: ts,
})

const author = (workspace: Workspace, draft: Draft): Partial<Message> => {
  if (draft.user === app.botUser && draft.subtype === undefined) {
    return { user: app.botUser, bot_id: app.botId, app_id: app.id, team: team.id }
  }
  const stranger = workspace.user(draft.user)?.is_stranger === true
  if (stranger) return { user: draft.user, team: otherTeam.id, user_team: otherTeam.id, source_team: otherTeam.id }
  return { user: draft.user, team: team.id }
}

/** Puts a message into a channel and tells the app, if it is in there. Returns what was put in. */
export const post = (workspace: Workspace, channel: Channel, draft: Draft): Message => {
  const ts = workspace.ts()
  const root = draft.thread_ts === undefined ? undefined : channel.messages.find((one) => one.ts === draft.thread_ts)
  const reply = draft.thread_ts !== undefined
  const message: Message = {
    type: 'message',
    ...(draft.subtype === undefined ? {} : { subtype: draft.subtype }),
    ...(reply && draft.broadcast === true ? { subtype: 'thread_broadcast' } : {}),
    ...(draft.files === undefined ? {} : { subtype: 'file_share', files: draft.files }),
    ...author(workspace, draft),
    text: draft.text,
    ts,
    ...(reply ? { thread_ts: draft.thread_ts } : {}),
    ...(root?.user === undefined ? {} : { parent_user_id: root.user }),
    ...(draft.blocks === undefined ? {} : { blocks: withBlockIds(workspace, draft.blocks) }),
    ...(draft.metadata === undefined ? {} : { metadata: draft.metadata }),
    ...draft.extra,
  }
  channel.messages.push(message)
  const shown = messageShape(workspace, channel, message)
  const broadcast = message.subtype === 'thread_broadcast' && root !== undefined
  workspace.emit(
    {
      ...shown,
      type: 'message',
      ...(broadcast ? { root: messageShape(workspace, channel, root) } : {}),
      ...place(channel, ts),
    },
    channel,
  )
  return message
}

/** What an edit changes; a field that is absent stays, `null` takes it away. */
export interface Edit {
  text?: string
  blocks?: Kit[] | null
  metadata?: Kit
}

/** Changes a message in place; the event has no text or user of its own, both versions stand inside it. */
export const edit = (workspace: Workspace, channel: Channel, message: Message, change: Edit, by: string): void => {
  const before = messageShape(workspace, channel, message)
  const ts = workspace.ts()
  if (change.text !== undefined) message.text = change.text
  // New blocks begin anew: what people had chosen in the old ones is gone.
  if (change.blocks !== undefined) message.chosen = undefined
  if (change.blocks === null) message.blocks = undefined
  else if (change.blocks !== undefined) message.blocks = withBlockIds(workspace, change.blocks)
  if (change.metadata !== undefined) message.metadata = change.metadata
  message.edited = { user: by, ts }
  workspace.emit(
    {
      type: 'message',
      subtype: 'message_changed',
      hidden: true,
      message: messageShape(workspace, channel, message),
      previous_message: before,
      ts,
      ...place(channel, ts),
    },
    channel,
  )
}

/**
 * Takes a message away. One with replies leaves a tombstone, which Slack tells as a change; any other is told as a
 * deletion.
 */
export const remove = (workspace: Workspace, channel: Channel, message: Message): void => {
  const before = messageShape(workspace, channel, message)
  const ts = workspace.ts()
  channel.pins = channel.pins.filter((pin) => pin.ts !== message.ts)
  if (repliesTo(channel, message.ts).length > 0) {
    const tombstone: Message = {
      type: 'message',
      subtype: 'tombstone',
      user: 'USLACKBOT',
      text: 'This message was deleted.',
      ts: message.ts,
      thread_ts: message.ts,
    }
    channel.messages.splice(channel.messages.indexOf(message), 1, tombstone)
    const shown = { ...messageShape(workspace, channel, tombstone), hidden: true }
    workspace.emit(
      {
        type: 'message',
        subtype: 'message_changed',
        hidden: true,
        message: shown,
        previous_message: before,
        ts,
        ...place(channel, ts),
      },
      channel,
    )
    return
  }
  channel.messages.splice(channel.messages.indexOf(message), 1)
  workspace.emit(
    {
      type: 'message',
      subtype: 'message_deleted',
      hidden: true,
      deleted_ts: message.ts,
      previous_message: before,
      ts,
      ...place(channel, ts),
    },
    channel,
  )
}
