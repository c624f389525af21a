import type { SeenChannel, SeenFile, SeenMessage, SeenUser } from '../page/answers.ts'
import type { Language } from '../page/seen.ts'
import { playable } from '../workspace/people.ts'
import { messageShapes } from '../workspace/shapes.ts'
import type { Channel, Ephemeral, Message, User } from '../workspace/state.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** Counting further back would be no use: the page says 99+. */
const countedTo = 100

/** Joining and leaving, topics and names: Slack's client shows them, and marks no channel as unread for them. */
const quiet = /_(join|leave|topic|purpose|name|archive|unarchive)$/

/** What a person speaks: said by themselves, or what Slack's interface is set to. */
export const languageOf = ({ speaks, locale }: User): Language =>
  speaks ?? (locale?.startsWith('ja') === true ? 'ja' : 'en')

/** Everybody, for names, faces and the switch of people. */
export const seenUsers = (workspace: Workspace): SeenUser[] => {
  const can = new Set(playable(workspace.state.users).map(({ id }) => id))
  return workspace.state.users.map((user) => ({
    id: user.id,
    name: user.display_name,
    realName: user.real_name,
    language: languageOf(user),
    timeZone: user.tz ?? 'UTC',
    isBot: user.is_bot,
    isPlayable: can.has(user.id) && !user.deleted,
    isGuest: user.is_restricted || user.is_ultra_restricted,
    isStranger: user.is_stranger,
    isAdmin: user.is_admin,
  }))
}

const isTopLevel = ({ ts, thread_ts: thread, subtype }: Message): boolean =>
  thread === undefined || thread === ts || subtype === 'thread_broadcast'

/** What stands in the channel itself, oldest first. */
export const topLevel = (channel: Channel): Message[] => channel.messages.filter(isTopLevel)

const unreadIn = (channel: Channel, user: string, readTo: string): { unread: number; mentions: number } => {
  let unread = 0
  let mentions = 0
  for (let at = channel.messages.length - 1; at >= 0 && unread < countedTo; at -= 1) {
    const message = channel.messages[at]
    if (message === undefined || message.ts <= readTo) break
    if (message.user === user || !isTopLevel(message) || quiet.test(message.subtype ?? '')) continue
    unread += 1
    if (channel.kind === 'im' || message.text.includes(`<@${user}`) || /<!(channel|here|everyone)/.test(message.text)) {
      mentions += 1
    }
  }
  return { unread, mentions }
}

/** A channel as it stands in somebody's list. */
export const seenChannel = (workspace: Workspace, channel: Channel, user: string): SeenChannel => {
  const readTo = workspace.state.read?.[user]?.[channel.id] ?? '0'
  const isMember = channel.members.includes(user)
  return {
    id: channel.id,
    name: channel.name,
    kind: channel.kind,
    isArchived: channel.is_archived,
    isMember,
    topic: channel.topic.value,
    purpose: channel.purpose.value,
    members: channel.members,
    pins: channel.pins.length,
    bookmarks: channel.bookmarks.map(({ id, title, link }) => ({ id, title, link })),
    ...(isMember ? unreadIn(channel, user, readTo) : { unread: 0, mentions: 0 }),
    readTo,
  }
}

/** Messages as `user` sees them. */
export const seenMessages = (
  workspace: Workspace,
  channel: Channel,
  messages: readonly Message[],
  user: string,
): SeenMessage[] => {
  const pinned = new Set(channel.pins.map(({ ts }) => ts))
  const shapes = messageShapes(workspace, channel, [...messages])
  return messages.map((message, at) => {
    const files = message.files === undefined ? {} : { files: seenFiles(workspace, message.files) }
    const chosen = message.chosen?.[user]
    const { metadata: _metadata, ...shape } = shapes[at] ?? {}
    return {
      // The shape spreads the message and adds what `SeenMessage` calls by Slack's names; its type says only `Kit`.
      ...(shape as Pick<SeenMessage, 'reply_count' | 'reply_users' | 'latest_reply'> &
        Omit<Message, 'files' | 'chosen'>),
      ...files,
      ...(chosen === undefined ? {} : { chosen }),
      isPinned: pinned.has(message.ts),
    }
  })
}

const seenFiles = (workspace: Workspace, ids: readonly string[]): SeenFile[] =>
  workspace.state.files
    .filter(({ id }) => ids.includes(id))
    .map(({ id, name, mimetype, size }) => ({
      id,
      name,
      mimetype,
      size,
      path: `/files/${id}/${encodeURIComponent(name)}`,
    }))

/** What one person alone sees, as a message among the others. Slackbot says what Slack itself has to say. */
export const seenWhisper = (one: Ephemeral, bot: string): SeenMessage => ({
  ts: one.ts,
  user: one.from === 'slackbot' ? 'USLACKBOT' : bot,
  text: one.text,
  ...(one.blocks === undefined ? {} : { blocks: one.blocks }),
  ...(one.thread_ts === undefined ? {} : { thread_ts: one.thread_ts }),
  ...(one.chosen?.[one.user] === undefined ? {} : { chosen: one.chosen[one.user] }),
  isPinned: false,
  isPrivate: true,
})
