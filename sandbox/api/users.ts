import { z } from 'zod'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { app } from '../workspace/identity.ts'
import { channelShape, userShape } from '../workspace/shapes.ts'
import type { Channel } from '../workspace/state.ts'
import { knownUser } from './lookup.ts'
import { flag, list, method, page } from './method.ts'
import type { Method } from './method.ts'
import { pageOf } from './paging.ts'

const typeOf: Record<Channel['kind'], string> = { channel: 'public_channel', group: 'private_channel', im: 'im' }

const readScope: Record<string, string> = {
  public_channel: 'channels:read',
  private_channel: 'groups:read',
  im: 'im:read',
  mpim: 'mpim:read',
}

/** Arguments of the two methods that list channels. */
export const listing = z.object({
  ...page,
  types: list.default(['public_channel']),
  exclude_archived: flag.default(false),
  user: z.string().optional(),
})

/** Lists channels for users.conversations and conversations.list. Each type asked for needs its own scope. */
export const listChannels = (
  parts: Parts,
  args: z.output<typeof listing>,
  member: string | undefined,
): Record<string, unknown> => {
  for (const type of args.types) {
    const scope = readScope[type]
    if (scope === undefined) throw new Refusal('invalid_types')
    parts.tokens.need([scope])
  }
  const shown = parts.workspace.state.channels.filter(
    (channel) =>
      args.types.includes(typeOf[channel.kind]) &&
      (!args.exclude_archived || !channel.is_archived) &&
      (channel.kind === 'channel' || channel.members.includes(app.botUser)) &&
      (member === undefined || channel.members.includes(member)),
  )
  const { items, response_metadata } = pageOf(shown, args, 100)
  return { channels: items.map((channel) => channelShape(parts.workspace, channel, app.botUser)), response_metadata }
}

/** The people of the workspace. */
export const userMethods: Method[] = [
  method({
    name: 'users.list',
    scopes: ['users:read'],
    tier: 't2',
    args: z.object({ ...page, include_locale: flag.default(false) }),
    run: (parts, args) => {
      const own = parts.workspace.state.users.filter((user) => !user.is_stranger)
      const { items, response_metadata } = pageOf(own, args, 1000)
      const now = parts.workspace.now()
      return {
        members: items.map((user) => userShape(user, now, args.include_locale)),
        cache_ts: parts.workspace.seconds(),
        response_metadata,
      }
    },
  }),
  method({
    name: 'users.info',
    scopes: ['users:read'],
    tier: 't4',
    args: z.object({ user: z.string().optional(), include_locale: flag.default(false) }),
    run: (parts, args) => ({
      user: userShape(knownUser(parts, args.user), parts.workspace.now(), args.include_locale),
    }),
  }),
  method({
    name: 'users.conversations',
    scopes: ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
    tier: 't3',
    args: listing,
    run: (parts, args) => listChannels(parts, args, args.user ?? app.botUser),
  }),
]
