import { app, otherTeam, team } from './identity.ts'
import type { Channel, Kit, Message, StoredFile, User, View } from './state.ts'
import type { Workspace } from './workspace.ts'

const offsetSeconds = (tz: string, at: number): number => {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: 'longOffset' }).formatToParts(at)
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
  const found = /GMT([+-])(\d\d):(\d\d)/.exec(name)
  if (found === null) return 0
  const size = Number(found[2]) * 3600 + Number(found[3]) * 60
  return found[1] === '-' ? -size : size
}

const tzLabel = (tz: string, at: number): string =>
  new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: 'long' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value ?? tz

/**
 * A user as `users.info` and `users.list` show it. The locale comes only when asked for and never for a stranger,
 * whose zone is missing too (docs.slack.dev/apis/slack-connect).
 */
export const userShape = (user: User, now: number, includeLocale: boolean): Kit => ({
  id: user.id,
  team_id: user.team_id,
  name: user.name,
  deleted: user.deleted,
  color: '9f69e7',
  real_name: user.real_name,
  ...(user.tz === undefined || user.is_stranger
    ? {}
    : { tz: user.tz, tz_label: tzLabel(user.tz, now), tz_offset: offsetSeconds(user.tz, now) }),
  profile: {
    ...(user.id === app.botUser ? { api_app_id: app.id, bot_id: app.botId } : {}),
    real_name: user.real_name,
    real_name_normalized: user.real_name,
    display_name: user.display_name,
    display_name_normalized: user.display_name,
    ...(user.email === undefined ? {} : { email: user.email }),
    team: user.team_id,
  },
  is_admin: user.is_admin,
  is_owner: user.is_owner,
  is_primary_owner: user.is_owner,
  is_restricted: user.is_restricted,
  is_ultra_restricted: user.is_ultra_restricted,
  is_bot: user.is_bot,
  is_app_user: false,
  ...(user.is_stranger ? { is_stranger: true } : {}),
  ...(includeLocale && !user.is_stranger && user.locale !== undefined ? { locale: user.locale } : {}),
  updated: user.updated,
})

/** A channel as conversations.* show it to `viewer`. */
export const channelShape = (workspace: Workspace, channel: Channel, viewer: string): Kit => {
  const base = { id: channel.id, created: channel.created, is_archived: channel.is_archived }
  if (channel.kind === 'im') {
    return { ...base, is_im: true, is_org_shared: false, user: channel.user, is_user_deleted: false, priority: 0 }
  }
  const shared = channel.members.some((id) => workspace.user(id)?.is_stranger === true)
  return {
    ...base,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'channel',
    is_group: channel.kind === 'group',
    is_im: false,
    is_mpim: false,
    is_private: channel.kind === 'group',
    is_general: channel.is_general,
    unlinked: 0,
    is_shared: shared,
    is_ext_shared: shared,
    is_org_shared: false,
    is_pending_ext_shared: false,
    pending_shared: [],
    shared_team_ids: shared ? [team.id, otherTeam.id] : [team.id],
    context_team_id: team.id,
    updated: channel.created * 1000,
    parent_conversation: null,
    creator: channel.creator,
    is_member: channel.members.includes(viewer),
    topic: channel.topic,
    purpose: channel.purpose,
    previous_names: channel.previous_names,
  }
}

/** A file as events and history show it. */
export const fileShape = (file: StoredFile, baseUrl: string): Kit => ({
  id: file.id,
  created: file.created,
  timestamp: file.created,
  name: file.name,
  title: file.title,
  mimetype: file.mimetype,
  filetype: file.name.includes('.') ? file.name.slice(file.name.lastIndexOf('.') + 1) : 'binary',
  pretty_type: file.mimetype,
  user: file.user,
  user_team: team.id,
  editable: false,
  size: file.size,
  mode: 'hosted',
  is_external: false,
  is_public: true,
  url_private: `${baseUrl}/files/${file.id}/${encodeURIComponent(file.name)}`,
  url_private_download: `${baseUrl}/files/${file.id}/download/${encodeURIComponent(file.name)}`,
  permalink: `${baseUrl}/files/${file.id}/${encodeURIComponent(file.name)}`,
})

/** Replies to a thread that are still there, oldest first, without the message that began it. */
export const repliesTo = (channel: Channel, ts: string): Message[] =>
  channel.messages.filter((message) => message.thread_ts === ts && message.ts !== ts)

/** A message as history, events and payloads show it. */
export const messageShape = (workspace: Workspace, channel: Channel, message: Message): Kit =>
  shapeWith(workspace, channel, message, isReply(message) ? [] : repliesTo(channel, message.ts))

/** Many messages as history shows them; the threads of a long channel are gathered once, not once for each message. */
export const messageShapes = (workspace: Workspace, channel: Channel, messages: Message[]): Kit[] => {
  const threads = new Map<string | undefined, Message[]>()
  for (const message of channel.messages.filter(isReply)) {
    const thread = threads.get(message.thread_ts)
    if (thread === undefined) threads.set(message.thread_ts, [message])
    else thread.push(message)
  }
  return messages.map((message) =>
    shapeWith(workspace, channel, message, isReply(message) ? [] : (threads.get(message.ts) ?? [])),
  )
}

const isReply = (message: Message): boolean => message.thread_ts !== undefined && message.thread_ts !== message.ts

const shapeWith = (workspace: Workspace, channel: Channel, message: Message, replies: Message[]): Kit => {
  const { files, chosen: _chosen, ...rest } = message
  const latest = replies.at(-1)
  return {
    ...rest,
    ...(files === undefined
      ? {}
      : {
          files: workspace.state.files
            .filter((file) => files.includes(file.id))
            .map((file) => fileShape(file, workspace.url)),
        }),
    ...(latest === undefined
      ? {}
      : {
          thread_ts: message.ts,
          reply_count: replies.length,
          reply_users: [...new Set(replies.map((reply) => reply.user))],
          reply_users_count: new Set(replies.map((reply) => reply.user)).size,
          latest_reply: latest.ts,
          subscribed: false,
          is_locked: false,
        }),
    ...(channel.pins.some((pin) => pin.ts === message.ts) ? { pinned_to: [channel.id] } : {}),
  }
}

/** A view as views.* answer it and interaction payloads carry it. */
export const viewShape = (view: View): Kit => ({
  id: view.id,
  team_id: team.id,
  type: view.type,
  blocks: view.blocks,
  private_metadata: view.private_metadata,
  callback_id: view.callback_id,
  state: { values: view.values },
  hash: view.hash,
  title: view.title ?? null,
  clear_on_close: view.clear_on_close,
  notify_on_close: view.notify_on_close,
  close: view.close ?? null,
  submit: view.submit ?? null,
  previous_view_id: view.previous_view_id,
  root_view_id: view.root_view_id,
  app_id: app.id,
  external_id: view.external_id,
  app_installed_team_id: team.id,
  bot_id: app.botId,
})
