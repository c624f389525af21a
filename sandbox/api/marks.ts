import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { app } from '../workspace/identity.ts'
import { pin, react, unpin, unreact } from '../workspace/marks.ts'
import { messageShape } from '../workspace/shapes.ts'
import type { Bookmark } from '../workspace/state.ts'
import { messageAt } from '../workspace/workspace.ts'
import { knownMessage, liveChannel, ownChannel } from './lookup.ts'
import { method } from './method.ts'
import type { Method } from './method.ts'

const target = z.object({ channel: z.string().optional(), timestamp: z.string().optional() })
const reaction = target.extend({ name: z.string().optional() })

/** Slack keeps at most this many pins and bookmarks in a channel. */
const most = 100

/** Pins, reactions and bookmarks. */
export const markMethods: Method[] = [
  method({
    name: 'pins.add',
    scopes: ['pins:write'],
    tier: 't2',
    args: target,
    run: (parts, args) => {
      const channel = liveChannel(parts, args.channel)
      const message = knownMessage(channel, args.timestamp)
      if (channel.pins.length >= most) throw new Refusal('too_many_pins')
      if (!pin(parts.workspace, channel, message, app.botUser)) throw new Refusal('already_pinned')
      return {}
    },
  }),
  method({
    name: 'pins.remove',
    scopes: ['pins:write'],
    tier: 't2',
    args: target,
    run: (parts, args) => {
      const channel = ownChannel(parts, args.channel)
      const message = knownMessage(channel, args.timestamp)
      if (!unpin(parts.workspace, channel, message, app.botUser)) throw new Refusal('no_pin')
      return {}
    },
  }),
  method({
    name: 'pins.list',
    scopes: ['pins:read'],
    tier: 't2',
    args: target,
    run: (parts, args) => {
      const channel = ownChannel(parts, args.channel)
      const items = channel.pins.flatMap((one) => {
        const message = messageAt(channel, one.ts)
        if (message === undefined) return []
        const shape = messageShape(parts.workspace, channel, message)
        return [{ type: 'message', channel: channel.id, created: one.created, created_by: one.user, message: shape }]
      })
      return { items }
    },
  }),
  method({
    name: 'reactions.add',
    scopes: ['reactions:write'],
    tier: 't3',
    args: reaction,
    run: (parts, args) => {
      const channel = liveChannel(parts, args.channel)
      const message = knownMessage(channel, args.timestamp)
      if (args.name === undefined || !/^[\w+'-]+(::skin-tone-\d)?$/.test(args.name)) throw new Refusal('invalid_name')
      if (!react(parts.workspace, channel, message, args.name, app.botUser)) throw new Refusal('already_reacted')
      return {}
    },
  }),
  method({
    name: 'reactions.remove',
    scopes: ['reactions:write'],
    tier: 't2',
    args: reaction,
    run: (parts, args) => {
      const channel = ownChannel(parts, args.channel)
      const message = knownMessage(channel, args.timestamp)
      if (!unreact(parts.workspace, channel, message, args.name ?? '', app.botUser)) throw new Refusal('no_reaction')
      return {}
    },
  }),
  method({
    name: 'bookmarks.add',
    scopes: ['bookmarks:write'],
    tier: 't2',
    args: z.object({
      channel_id: z.string().optional(),
      title: z.string().default(''),
      type: z.string().default(''),
      link: z.string().optional(),
      emoji: z.string().default(''),
    }),
    run: (parts, args) => {
      const channel = liveChannel(parts, args.channel_id)
      if (args.type !== 'link') throw new Refusal('invalid_bookmark_type')
      if (args.link === undefined || !/^https?:\/\//.test(args.link)) throw new Refusal('invalid_link')
      if (channel.bookmarks.length >= most) throw new Refusal('too_many_bookmarks')
      const bookmark: Bookmark = {
        id: parts.workspace.id('Bk'),
        channel_id: channel.id,
        title: args.title,
        link: args.link,
        emoji: args.emoji,
        type: 'link',
        date_created: parts.workspace.seconds(),
      }
      channel.bookmarks.push(bookmark)
      parts.workspace.changes.bump()
      return { bookmark }
    },
  }),
]
