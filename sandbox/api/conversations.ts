import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { archive, create, direct, join, leave, rename, setHeading, unarchive } from '../workspace/channels.ts'
import { app } from '../workspace/identity.ts'
import { channelShape } from '../workspace/shapes.ts'
import { checkName } from './channel-names.ts'
import { knownUser, liveChannel, ownChannel, seenChannel } from './lookup.ts'
import { flag, list, method } from './method.ts'
import type { Method } from './method.ts'
import { listChannels, listing } from './users.ts'

/** Scopes that allow changes to channels, by kind of channel; one is enough to come through the door. */
const manage = ['channels:manage', 'groups:write', 'im:write', 'mpim:write']
const read = ['channels:read', 'groups:read', 'im:read', 'mpim:read']
const target = z.object({ channel: z.string().optional() })

const heading = (which: 'topic' | 'purpose', name: string): Method =>
  method({
    name,
    scopes: [...manage, 'channels:write.topic'],
    tier: 't2',
    args: target.extend({ topic: z.string().default(''), purpose: z.string().default('') }),
    run: (parts, args) => {
      const channel = liveChannel(parts, args.channel)
      if ([...args[which]].length > 250) throw new Refusal('too_long')
      setHeading(parts.workspace, channel, which, args[which], app.botUser)
      return { channel: channelShape(parts.workspace, channel, app.botUser), [which]: args[which] }
    },
  })

/** Making and changing channels. Members and messages are in files of their own. */
export const conversationMethods: Method[] = [
  method({
    name: 'conversations.create',
    scopes: manage,
    tier: 't2',
    args: z.object({ name: z.string().optional(), is_private: flag.default(false) }),
    run: (parts, args) => {
      parts.tokens.need([args.is_private ? 'groups:write' : 'channels:manage'])
      const name = checkName(parts, args.name)
      const channel = create(parts.workspace, { name, isPrivate: args.is_private, creator: app.botUser })
      return { channel: channelShape(parts.workspace, channel, app.botUser) }
    },
  }),
  method({
    name: 'conversations.info',
    scopes: read,
    tier: 't3',
    args: target.extend({ include_num_members: flag.default(false) }),
    run: (parts, args) => {
      const channel = seenChannel(parts, args.channel)
      const count = args.include_num_members ? { num_members: channel.members.length } : {}
      return { channel: { ...channelShape(parts.workspace, channel, app.botUser), ...count } }
    },
  }),
  method({
    name: 'conversations.list',
    scopes: read,
    tier: 't2',
    args: listing,
    run: (parts, args) => listChannels(parts, args, undefined),
  }),
  heading('topic', 'conversations.setTopic'),
  heading('purpose', 'conversations.setPurpose'),
  method({
    name: 'conversations.rename',
    scopes: manage,
    tier: 't2',
    args: target.extend({ name: z.string().optional() }),
    run: (parts, args) => {
      const channel = liveChannel(parts, args.channel)
      if (channel.creator !== app.botUser) throw new Refusal('not_authorized')
      rename(parts.workspace, channel, checkName(parts, args.name), app.botUser)
      return { channel: channelShape(parts.workspace, channel, app.botUser) }
    },
  }),
  method({
    name: 'conversations.archive',
    scopes: manage,
    tier: 't2',
    args: target,
    run: (parts, args) => {
      const channel = seenChannel(parts, args.channel)
      if (channel.kind === 'im') throw new Refusal('method_not_supported_for_channel_type')
      if (channel.is_archived) throw new Refusal('already_archived')
      if (channel.is_general) throw new Refusal('cant_archive_general')
      archive(parts.workspace, ownChannel(parts, args.channel), app.botUser)
      return {}
    },
  }),
  method({
    name: 'conversations.unarchive',
    scopes: manage,
    tier: 't2',
    args: target,
    run: (parts, args) => {
      const channel = seenChannel(parts, args.channel)
      if (!channel.is_archived) throw new Refusal('not_archived')
      // Archiving took the bot out, so that it may not open the channel again by itself.
      if (!channel.members.includes(app.botUser)) throw new Refusal('not_in_channel')
      unarchive(parts.workspace, channel, app.botUser)
      return {}
    },
  }),
  method({
    name: 'conversations.open',
    scopes: ['im:write', 'mpim:write', 'channels:manage', 'groups:write'],
    tier: 't3',
    args: z.object({ users: list.optional(), channel: z.string().optional(), return_im: flag.default(false) }),
    run: (parts, args) => {
      const [id, ...others] = args.users ?? []
      if (id === undefined && args.channel === undefined) throw new Refusal('users_list_not_supplied')
      if (others.length > 0) throw new Refusal('method_not_supported_for_channel_type')
      // No bot has a conversation with itself; the page of this method names no code, chat.postMessage's names this one.
      if (id === app.botUser) throw new Refusal('cannot_dm_bot')
      const channel =
        id === undefined ? seenChannel(parts, args.channel) : direct(parts.workspace, knownUser(parts, id).id)
      const shape = args.return_im ? channelShape(parts.workspace, channel, app.botUser) : { id: channel.id }
      return { no_op: false, already_open: channel.messages.length > 0, channel: shape }
    },
  }),
  method({
    name: 'conversations.join',
    scopes: ['channels:join'],
    tier: 't3',
    args: target,
    run: (parts, args) => {
      const channel = seenChannel(parts, args.channel)
      if (channel.is_archived) throw new Refusal('is_archived')
      if (channel.kind !== 'channel') throw new Refusal('method_not_supported_for_channel_type')
      const already = channel.members.includes(app.botUser)
      join(parts.workspace, channel, app.botUser, undefined)
      const shape = channelShape(parts.workspace, channel, app.botUser)
      return already
        ? { channel: shape, warning: 'already_in_channel', response_metadata: { warnings: ['already_in_channel'] } }
        : { channel: shape }
    },
  }),
  method({
    name: 'conversations.leave',
    scopes: manage,
    tier: 't3',
    args: target,
    run: (parts, args) => {
      const channel = seenChannel(parts, args.channel)
      if (channel.is_general) throw new Refusal('cant_leave_general')
      if (!channel.members.includes(app.botUser)) return { not_in_channel: true }
      leave(parts.workspace, channel, app.botUser)
      return {}
    },
  }),
]
