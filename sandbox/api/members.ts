import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { join, leave } from '../workspace/channels.ts'
import { app } from '../workspace/identity.ts'
import { channelShape } from '../workspace/shapes.ts'
import type { Channel } from '../workspace/state.ts'
import type { Parts } from '../parts.ts'
import { knownUser, liveChannel, seenChannel } from './lookup.ts'
import { flag, list, method, page } from './method.ts'
import type { Method } from './method.ts'
import { pageOf } from './paging.ts'

const whyNot = (parts: Parts, channel: Channel, id: string): string | undefined => {
  const user = parts.workspace.user(id)
  if (id === app.botUser) return 'cant_invite_self'
  if (user === undefined || user.deleted) return 'user_not_found'
  if (channel.members.includes(id)) return 'already_in_channel'
  if (user.is_stranger) return 'no_external_invite_permission'
  return undefined
}

/** Who is in a channel. */
export const memberMethods: Method[] = [
  method({
    name: 'conversations.members',
    scopes: ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
    tier: 't4',
    args: z.object({ ...page, channel: z.string().optional() }),
    run: (parts, args) => {
      const { items, response_metadata } = pageOf(seenChannel(parts, args.channel).members, args, 100)
      return { members: items, response_metadata }
    },
  }),
  method({
    name: 'conversations.invite',
    scopes: ['channels:manage', 'groups:write', 'channels:write.invites'],
    tier: 't3',
    args: z.object({ channel: z.string().optional(), users: list.optional(), force: flag.default(false) }),
    run: (parts, args) => {
      const channel = liveChannel(parts, args.channel)
      const ids = args.users ?? []
      if (ids.length === 0) throw new Refusal('no_user')
      // The argument's own text says 100; older pages say 1000 (methods/conversations.invite). The lower holds.
      if (ids.length > 100) throw new Refusal('too_many_users')
      const errors = ids.flatMap((id) => {
        const error = whyNot(parts, channel, id)
        return error === undefined ? [] : [{ user: id, ok: false, error }]
      })
      const first = errors[0]
      // Without force one wrong id fails all; with it, only a list that leaves nobody does.
      if (first !== undefined && (!args.force || errors.length === ids.length))
        throw new Refusal(first.error, { errors })
      for (const id of ids)
        if (whyNot(parts, channel, id) === undefined) join(parts.workspace, channel, id, app.botUser)
      const shape = channelShape(parts.workspace, channel, app.botUser)
      return errors.length === 0 ? { channel: shape } : { channel: shape, errors }
    },
  }),
  method({
    name: 'conversations.kick',
    scopes: ['channels:manage', 'groups:write'],
    tier: 't3',
    args: z.object({ channel: z.string().optional(), user: z.string().optional() }),
    run: (parts, args) => {
      const channel = liveChannel(parts, args.channel)
      const user = knownUser(parts, args.user)
      if (user.id === app.botUser) throw new Refusal('cant_kick_self')
      if (channel.is_general) throw new Refusal('cant_kick_from_general')
      if (!channel.members.includes(user.id)) throw new Refusal('not_in_channel')
      leave(parts.workspace, channel, user.id)
      return { errors: {} }
    },
  }),
]
