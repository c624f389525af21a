import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { messageShapes, repliesTo } from '../workspace/shapes.ts'
import type { Kit, Message } from '../workspace/state.ts'
import type { Parts } from '../parts.ts'
import type { Channel } from '../workspace/state.ts'
import { ownChannel } from './lookup.ts'
import { flag, method, page } from './method.ts'
import type { Method } from './method.ts'
import { pageOf } from './paging.ts'

const scopes = ['channels:history', 'groups:history', 'im:history', 'mpim:history']

const span = z.object({
  ...page,
  channel: z.string().optional(),
  ts: z.string().optional(),
  oldest: z.string().default('0'),
  latest: z.string().optional(),
  inclusive: flag.default(false),
  include_all_metadata: flag.default(false),
})
type Span = z.output<typeof span>

const within = (message: Message, args: Span): boolean => {
  const [at, oldest, latest] = [
    Number(message.ts),
    Number(args.oldest),
    args.latest === undefined ? Infinity : Number(args.latest),
  ]
  return args.inclusive ? at >= oldest && at <= latest : at > oldest && at < latest
}

const shown = (parts: Parts, channel: Channel, messages: Message[], args: Span): Kit[] =>
  messageShapes(parts.workspace, channel, messages).map(({ metadata, ...rest }) =>
    args.include_all_metadata && metadata !== undefined ? { ...rest, metadata } : rest,
  )

const own = (parts: Parts, args: Span): Channel => {
  const channel = ownChannel(parts, args.channel)
  const kind = { channel: 'channels:history', group: 'groups:history', im: 'im:history' } as const
  parts.tokens.need([kind[channel.kind]])
  return channel
}

const inChannel = (message: Message): boolean =>
  message.thread_ts === undefined || message.thread_ts === message.ts || message.subtype === 'thread_broadcast'

/** What was said. */
export const historyMethods: Method[] = [
  method({
    name: 'conversations.history',
    scopes,
    tier: 't3',
    args: span,
    run: (parts, args) => {
      const channel = own(parts, args)
      const found = channel.messages.filter((message) => inChannel(message) && within(message, args)).toReversed()
      const { items, more, response_metadata } = pageOf(
        found,
        { ...args, limit: Math.min(args.limit ?? 100, 999) },
        100,
      )
      return {
        messages: shown(parts, channel, items, args),
        has_more: more,
        pin_count: channel.pins.length,
        ...(more ? { response_metadata } : {}),
      }
    },
  }),
  method({
    name: 'conversations.replies',
    scopes,
    tier: 't3',
    args: span,
    run: (parts, args) => {
      const channel = own(parts, args)
      const named = channel.messages.find((message) => message.ts === args.ts)
      const root = named?.thread_ts === undefined ? named : channel.messages.find((one) => one.ts === named.thread_ts)
      if (root === undefined) throw new Refusal('thread_not_found')
      const found = repliesTo(channel, root.ts).filter((message) => within(message, args))
      const { items, more, response_metadata } = pageOf([root, ...found], args, 1000)
      return {
        messages: shown(parts, channel, items, args),
        has_more: more,
        ...(more ? { response_metadata } : {}),
      }
    },
  }),
]
