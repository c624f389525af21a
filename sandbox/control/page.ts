import { z } from 'zod'
import { channelOf, messageOf, personOf } from '../acts/who.ts'
import type { FollowAnswer, MessagesAnswer, PageAnswer, SeenMessage, ThreadAnswer } from '../page/answers.ts'
import type { Parts } from '../parts.ts'
import { app, team } from '../workspace/identity.ts'
import type { Channel, Message, User } from '../workspace/state.ts'
import { messageAt } from '../workspace/workspace.ts'
import { seenChannel, seenMessages, seenUsers, seenWhisper, topLevel } from './page-shapes.ts'
import { verb } from './verb.ts'
import type { Verb } from './verb.ts'

const who = z.object({ user: z.string() })
const where = who.extend({ channel: z.string() })

/** A run of a channel: before a message, after one, around one, or the newest. */
const runOf = (
  all: readonly Message[],
  request: { before?: string | undefined; after?: string | undefined; around?: string | undefined; limit: number },
): { from: number; to: number } => {
  const { before, after, around, limit } = request
  const firstFrom = (ts: string): number => {
    const at = all.findIndex((one) => one.ts >= ts)
    return at === -1 ? all.length : at
  }
  if (before !== undefined) {
    const to = firstFrom(before)
    return { from: Math.max(0, to - limit), to }
  }
  if (after !== undefined) {
    const from = all.findIndex((one) => one.ts > after)
    return from === -1 ? { from: all.length, to: all.length } : { from, to: Math.min(all.length, from + limit) }
  }
  const middle = around === undefined ? all.length : firstFrom(around)
  const to = Math.min(all.length, around === undefined ? all.length : middle + Math.ceil(limit / 2))
  return { from: Math.max(0, to - limit), to }
}

/** What has become of the messages that changed: as they are now, or gone. */
const changedIn = (
  parts: Parts,
  channel: Channel,
  user: User,
  touched: Set<string>,
): { changed: SeenMessage[]; gone: string[] } => {
  const found = [...touched].map((ts) => ({ ts, message: messageAt(channel, ts) }))
  const there = found.flatMap(({ message }) => (message === undefined ? [] : [message]))
  return {
    changed: there.length === 0 ? [] : seenMessages(parts.workspace, channel, there, user.id),
    gone: found.filter(({ message }) => message === undefined).map(({ ts }) => ts),
  }
}

/** What somebody may know of: public channels, unless they are of another organisation, and all that they are in. */
const seenBy = (parts: Parts, user: User): Channel[] =>
  parts.workspace.state.channels.filter(
    (one) => one.members.includes(user.id) || (one.kind === 'channel' && !user.is_stranger),
  )

/** What the page in the browser reads: small pieces, and what has changed since it last looked. */
export const pageVerbs: Verb[] = [
  verb('page', z.unknown(), (parts): PageAnswer => ({
    team: { name: team.name },
    app: { botUser: app.botUser, botName: app.botName },
    commands: parts.manifest.commands.map(({ command, description, usage_hint: usageHint }) => ({
      command,
      description,
      usageHint,
    })),
    shortcuts: parts.manifest.shortcuts.map(({ name, type, description }) => ({ name, type, description })),
  })),
  verb(
    'follow',
    who.extend({
      epoch: z.string().default(''),
      since: z.number().default(0),
      channel: z.string().optional(),
      timeoutMs: z.number().max(60_000).default(25_000),
    }),
    async (parts, request): Promise<FollowAnswer> => {
      const { workspace } = parts
      const { changes } = workspace
      const isSame = request.epoch === changes.epoch
      if (isSame) await changes.after(request.since, request.timeoutMs)
      const user = personOf(parts, request.user)
      const seen = seenBy(parts, user)
      // One that was deleted, or that this person was taken out of, is followed no more; the list says so.
      const channel = seen.find((one) => one.id === request.channel)
      const touched = !isSame || channel === undefined ? undefined : changes.touchedSince(request.since, channel.id)
      return {
        epoch: changes.epoch,
        version: changes.version,
        users: seenUsers(workspace),
        channels: seen.map((one) => seenChannel(workspace, one, user.id)),
        forms: workspace.state.stacks[user.id] ?? [],
        whispers: workspace.state.ephemerals
          .filter((one) => one.user === user.id && one.channel === channel?.id)
          .map((one) => seenWhisper(one, app.botUser)),
        ...(channel === undefined || touched === undefined
          ? { changed: [], gone: [] }
          : changedIn(parts, channel, user, touched)),
        isGap: channel !== undefined && touched === undefined,
      }
    },
  ),
  verb(
    'messages',
    where.extend({
      before: z.string().optional(),
      after: z.string().optional(),
      around: z.string().optional(),
      limit: z.number().int().positive().max(500).default(100),
    }),
    (parts, request): MessagesAnswer => {
      const user = personOf(parts, request.user)
      const channel = channelOf(parts, request.channel, user)
      const all = topLevel(channel)
      const { from, to } = runOf(all, request)
      return {
        messages: seenMessages(parts.workspace, channel, all.slice(from, to), user.id),
        hasOlder: from > 0,
        hasNewer: to < all.length,
      }
    },
  ),
  verb('thread', where.extend({ ts: z.string() }), (parts, request): ThreadAnswer => {
    const user = personOf(parts, request.user)
    const channel = channelOf(parts, request.channel, user)
    const root = messageOf(channel, request.ts)
    const replies = channel.messages.filter((one) => one.thread_ts === root.ts && one !== root)
    return { messages: seenMessages(parts.workspace, channel, [root, ...replies], user.id) }
  }),
  verb('pinned', where, (parts, request): SeenMessage[] => {
    const user = personOf(parts, request.user)
    const channel = channelOf(parts, request.channel, user)
    const pinned = channel.pins.flatMap(({ ts }) => messageAt(channel, ts) ?? [])
    return seenMessages(parts.workspace, channel, pinned, user.id)
  }),
  verb('mark-read', where.extend({ ts: z.string() }), (parts, request) => {
    const user = personOf(parts, request.user)
    const channel = channelOf(parts, request.channel, user)
    const { state, changes } = parts.workspace
    const marks = ((state.read ??= {})[user.id] ??= {})
    if ((marks[channel.id] ?? '0') >= request.ts) return
    marks[channel.id] = request.ts
    changes.bump()
  }),
]
