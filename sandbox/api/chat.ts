import { z } from 'zod'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { direct } from '../workspace/channels.ts'
import { app, team } from '../workspace/identity.ts'
import { edit, post, remove } from '../workspace/messages.ts'
import { messageShape } from '../workspace/shapes.ts'
import type { Channel, Ephemeral, Message } from '../workspace/state.ts'
import { withBlockIds } from '../workspace/block-ids.ts'
import { messageAt } from '../workspace/workspace.ts'
import { knownMessage, knownUser, ownChannel, seenChannel } from './lookup.ts'
import { checkSize } from './message-size.ts'
import { flag, json, kit, method } from './method.ts'
import type { Method } from './method.ts'

const said = z.object({
  channel: z.string().optional(),
  text: z.string().optional(),
  blocks: json(z.array(kit)).optional(),
  metadata: json(z.object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) })).optional(),
  thread_ts: z.string().optional(),
})

/** Where chat.postMessage may post: a user's id opens the direct message; a public channel's name will do. */
const postable = (parts: Parts, id: string | undefined): Channel => {
  const user = id === undefined ? undefined : parts.workspace.user(id)
  if (user !== undefined) return direct(parts.workspace, user.id)
  const channel = seenChannel(parts, id === undefined ? undefined : (parts.workspace.channelByName(id)?.id ?? id))
  if (channel.is_archived) throw new Refusal('is_archived')
  const open = channel.kind === 'channel' && parts.tokens.granted.has('chat:write.public')
  if (!channel.members.includes(app.botUser) && !open) throw new Refusal('not_in_channel')
  return channel
}

const ownMessage = (channel: Channel, ts: string | undefined, error: string): Message => {
  const message = knownMessage(channel, ts)
  if (message.bot_id !== app.botId) throw new Refusal(error)
  return message
}

/** Says something that one person alone sees; it is in no history. */
export const whisper = (parts: Parts, draft: Omit<Ephemeral, 'ts'>): Ephemeral => {
  const { workspace } = parts
  const blocks = draft.blocks === undefined ? {} : { blocks: withBlockIds(workspace, draft.blocks) }
  const ephemeral: Ephemeral = { ...draft, ...blocks, ts: workspace.ts() }
  workspace.state.ephemerals.push(ephemeral)
  workspace.changes.bump()
  return ephemeral
}

/** Messages of the bot's own. */
export const chatMethods: Method[] = [
  method({
    name: 'chat.postMessage',
    scopes: ['chat:write'],
    tier: 'post',
    args: said.extend({ reply_broadcast: flag.default(false) }),
    run: (parts, args) => {
      const channel = postable(parts, args.channel)
      checkSize(args, 40_000)
      const message = post(parts.workspace, channel, {
        user: app.botUser,
        text: args.text ?? '',
        blocks: args.blocks,
        metadata: args.metadata,
        thread_ts: args.thread_ts,
        broadcast: args.reply_broadcast,
      })
      return { channel: channel.id, ts: message.ts, message: messageShape(parts.workspace, channel, message) }
    },
  }),
  method({
    name: 'chat.update',
    scopes: ['chat:write'],
    tier: 't3',
    args: said.extend({ ts: z.string().optional() }),
    run: (parts, args) => {
      const channel = seenChannel(parts, args.channel)
      if (channel.is_archived) throw new Refusal('is_inactive')
      const message = ownMessage(channel, args.ts, 'cant_update_message')
      checkSize(args, 4000)
      edit(
        parts.workspace,
        channel,
        message,
        {
          text: args.text ?? '',
          // Text without blocks takes the blocks away (docs.slack.dev/messaging/modifying-messages).
          blocks: args.blocks ?? null,
          ...(args.metadata === undefined ? {} : { metadata: args.metadata }),
        },
        app.botUser,
      )
      const shape = messageShape(parts.workspace, channel, message)
      return { channel: channel.id, ts: message.ts, text: message.text, message: shape }
    },
  }),
  method({
    name: 'chat.delete',
    scopes: ['chat:write'],
    tier: 't3',
    args: z.object({ channel: z.string().optional(), ts: z.string().optional() }),
    run: (parts, args) => {
      const channel = seenChannel(parts, args.channel)
      const message = ownMessage(channel, args.ts, 'cant_delete_message')
      remove(parts.workspace, channel, message)
      return { channel: channel.id, ts: message.ts }
    },
  }),
  method({
    name: 'chat.postEphemeral',
    scopes: ['chat:write'],
    tier: 't4',
    args: said.extend({ user: z.string().optional() }),
    run: (parts, args) => {
      const channel = ownChannel(parts, args.channel)
      if (channel.is_archived) throw new Refusal('is_archived')
      const user = knownUser(parts, args.user)
      if (!channel.members.includes(user.id)) throw new Refusal('user_not_in_channel')
      checkSize(args, 40_000)
      const { ts } = whisper(parts, {
        channel: channel.id,
        user: user.id,
        text: args.text ?? '',
        blocks: args.blocks,
        thread_ts: args.thread_ts,
        from: 'postEphemeral',
      })
      return { message_ts: ts }
    },
  }),
  method({
    name: 'chat.getPermalink',
    tier: 'free',
    args: z.object({ channel: z.string().optional(), message_ts: z.string().optional() }),
    run: (parts, args) => {
      const channel = seenChannel(parts, args.channel)
      const message = args.message_ts === undefined ? undefined : messageAt(channel, args.message_ts)
      if (message === undefined) throw new Refusal('message_not_found')
      const thread =
        message.thread_ts === undefined || message.thread_ts === message.ts
          ? ''
          : `?thread_ts=${message.thread_ts}&cid=${channel.id}`
      const permalink = `https://${team.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}${thread}`
      return { channel: channel.id, permalink }
    },
  }),
]
