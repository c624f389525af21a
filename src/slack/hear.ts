import { z } from 'zod'
import type { Person } from '../app/ports.ts'
import type { Command, Mentioned, Spoken } from '../domain/commands.ts'
import { channelId, commandId, messageTs, momentOf, userId, type UserId } from '../domain/ids.ts'
import { decode } from './mrkdwn.ts'
import { standingOf } from './handlers/handler.ts'
import { type Home, slackUser } from './profiles.ts'

const file = z.object({
  name: z.string().nullish(),
  title: z.string().nullish(),
  mimetype: z.string().nullish(),
  permalink: z.string().nullish(),
})

const message = z.object({
  ts: z.string(),
  subtype: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  team: z.string().optional(),
  user_team: z.string().optional(),
  text: z.string().nullish(),
  thread_ts: z.string().optional(),
  files: z.array(file).optional(),
})

const isIn = { channel: z.string(), event_ts: z.string() }
const reaction = {
  user: z.string(),
  reaction: z.string(),
  item: z.object({ type: z.string(), channel: z.string().optional(), ts: z.string().optional() }),
  event_ts: z.string(),
}

const messageEvent = message.extend({
  type: z.literal('message'),
  ...isIn,
  deleted_ts: z.string().optional(),
  message: message.optional(),
  previous_message: message.partial().optional(),
})

const movement = z.object({
  type: z.enum(['member_joined_channel', 'member_left_channel']),
  user: z.string(),
  channel: z.string(),
})

/** The Slack events that Stanch works on; everything else it subscribes to nothing of, or lets pass. */
export const slackEvent = z.discriminatedUnion('type', [
  messageEvent,
  z.object({ type: z.literal('reaction_added'), ...reaction }),
  z.object({ type: z.literal('reaction_removed'), ...reaction }),
  z.object({
    type: z.enum(['channel_rename', 'group_rename']),
    channel: z.object({ id: z.string(), name: z.string() }),
  }),
  z.object({
    type: z.enum([
      'channel_archive',
      'group_archive',
      'channel_deleted',
      'group_deleted',
      'channel_unarchive',
      'group_unarchive',
    ]),
    channel: z.string(),
  }),
  movement,
  z.object({ type: z.enum(['team_join', 'user_change']), user: slackUser }),
])
/** One of them, read. */
export type SlackEvent = z.infer<typeof slackEvent>

/** The outer payload. `event` is parsed apart: an event of a kind we do not know is let pass, not refused. */
export const delivered = z.object({
  event_id: z.string(),
  event_time: z.number(),
  event: z.looseObject({ type: z.string() }),
})

/** What hearing needs to know of the house. */
export type Ears = {
  readonly team: Home & { readonly domain: string }
  readonly bot: { readonly user: UserId; readonly id: string }
  readonly find: (user: UserId) => Promise<Person | undefined>
}

/** The reaction that puts a message into the timeline. */
const pin = 'pushpin'

/** The channel that an event is about, for the question whether it is an incident's. */
export const channelOf = (event: SlackEvent): string | undefined => {
  switch (event.type) {
    case 'message':
      return event.channel
    case 'reaction_added':
    case 'reaction_removed':
      return event.item.channel
    case 'channel_rename':
    case 'group_rename':
      return event.channel.id
    case 'channel_archive':
    case 'group_archive':
    case 'channel_deleted':
    case 'group_deleted':
    case 'channel_unarchive':
    case 'group_unarchive':
    case 'member_joined_channel':
    case 'member_left_channel':
      return event.channel
    case 'team_join':
    case 'user_change':
      return undefined
  }
}

/**
 * An event in an incident's channel as a command; undefined if it says nothing to us. `id` is Slack's event_id: a
 * repeated delivery is carried out once. The time is Slack's own (event_ts), so that events which overtook each other
 * still find their order.
 */
export const commandFrom = async (
  event: SlackEvent,
  id: string,
  receivedAt: number,
  ears: Ears,
): Promise<Command | undefined> => {
  const command = { id: commandId(id), at: receivedAt }
  switch (event.type) {
    case 'message':
      return fromMessage(event, id, ears)
    case 'reaction_added':
    case 'reaction_removed': {
      const { item, user } = event
      if (event.reaction !== pin || item.channel === undefined || item.ts === undefined) return undefined
      const by = await personBy(user, undefined, ears)
      const type = event.type === 'reaction_added' ? 'pin-message' : 'unpin-message'
      const at = momentOf(messageTs(event.event_ts))
      return { type, id: command.id, at, by, on: { channel: channelId(item.channel) }, ts: messageTs(item.ts) }
    }
    case 'channel_rename':
    case 'group_rename': {
      const on = { channel: channelId(event.channel.id) }
      return { ...command, type: 'record-rename', by: slack, on, name: event.channel.name }
    }
    case 'channel_archive':
    case 'group_archive':
    case 'channel_unarchive':
    case 'group_unarchive': {
      const archived = !event.type.endsWith('unarchive')
      return { ...command, type: 'record-archive', by: slack, on: { channel: channelId(event.channel) }, archived }
    }
    case 'channel_deleted':
    case 'group_deleted':
      return { ...command, type: 'record-deletion', by: slack, on: { channel: channelId(event.channel) } }
    case 'member_joined_channel':
    case 'member_left_channel': {
      // Whether people are in the channel is theirs; without us in it nothing is heard and nothing can be posted.
      if (event.user !== ears.bot.user) return undefined
      const present = event.type === 'member_joined_channel'
      return { ...command, type: 'record-presence', by: slack, on: { channel: channelId(event.channel) }, present }
    }
    case 'team_join':
    case 'user_change':
      return undefined
  }
}

const slack = { kind: 'slack' } as const

type MessageEvent = Extract<SlackEvent, { type: 'message' }>

/*
 * `message_changed` has no user and text of its own but in `message`; a deleted parent of a thread arrives as a change
 * to a "tombstone"; joins, topics and the like are subtypes that nobody said (docs.slack.dev/reference/events/message).
 */
const fromMessage = async (event: MessageEvent, id: string, ears: Ears): Promise<Command | undefined> => {
  const at = momentOf(messageTs(event.event_ts))
  const on = { channel: channelId(event.channel) }
  const base = { id: commandId(id), at, on }
  switch (event.subtype) {
    case undefined:
    case 'file_share':
    case 'thread_broadcast':
    case 'me_message':
    case 'bot_message': {
      if (isOwn(event, ears)) return undefined
      return { ...base, type: 'hear-message', ...(await heard(event, event.channel, ears)) }
    }
    case 'message_changed': {
      const changed = event.message
      if (changed === undefined || isOwn(changed, ears)) return undefined
      if (changed.subtype === 'tombstone')
        return { ...base, type: 'hear-deletion', by: slack, ts: messageTs(changed.ts) }
      // Slack unfolding a link changes the message too, but not what was said.
      const before = event.previous_message
      const same = before?.text === changed.text && (before?.files?.length ?? 0) === (changed.files?.length ?? 0)
      return same ? undefined : { ...base, type: 'hear-edit', ...(await heard(changed, event.channel, ears)) }
    }
    case 'message_deleted':
      return event.deleted_ts === undefined
        ? undefined
        : { ...base, type: 'hear-deletion', by: slack, ts: messageTs(event.deleted_ts) }
    default:
      return undefined
  }
}

/**
 * Is this a message of our own, a change of one, what Slack itself says in a channel (joins, topics), or somebody's
 * coming and going? Most events are: each declare makes ten. `commandFrom` makes nothing of them, so they need not be
 * kept either.
 */
export const isEcho = (event: unknown, bot: Ears['bot']): boolean => {
  const moved = movement.safeParse(event)
  if (moved.success) return moved.data.user !== bot.user
  const parsed = messageEvent.safeParse(event)
  if (!parsed.success) return false
  const { subtype, message: changed } = parsed.data
  if (subtype === 'message_deleted') return false
  if (subtype === 'message_changed') return changed !== undefined && isOwn(changed, { bot })
  return (subtype !== undefined && !spokenSubtypes.has(subtype)) || isOwn(parsed.data, { bot })
}

/** The subtypes of what somebody says. */
const spokenSubtypes = new Set(['file_share', 'thread_broadcast', 'me_message', 'bot_message'])

/** ignoreSelf does not cover changes of our own messages, which come back as events; the bot's id is in both. */
const isOwn = (said: z.infer<typeof message>, { bot }: Pick<Ears, 'bot'>): boolean =>
  said.bot_id === bot.id || said.user === bot.user

const heard = async (said: z.infer<typeof message>, channel: string, ears: Ears) => {
  const { user } = said
  const isBot = said.bot_id !== undefined || user === undefined
  const by = isBot ? slack : await personBy(user, said.user_team ?? said.team, ears)
  const speaker = isBot ? undefined : await ears.find(userId(user))
  const raw = said.text ?? ''
  const spoken: Spoken = {
    ts: messageTs(said.ts),
    ...(said.thread_ts !== undefined && said.thread_ts !== said.ts && { threadTs: messageTs(said.thread_ts) }),
    ...(!isBot && { user: userId(user) }),
    text: decodeKeepingMentions(raw),
    files: (said.files ?? []).map((one) => ({
      name: one.name ?? one.title ?? 'file',
      mimetype: one.mimetype ?? 'application/octet-stream',
      permalink: one.permalink ?? '',
    })),
    permalink: permalinkOf(ears.team.domain, channel, said.ts),
  }
  return { by, message: spoken, timeZone: speaker?.timeZone ?? 'UTC', mentioned: await mentionedIn(raw, ears) }
}

/** `https://acme.slack.com/archives/C1/p1700000000000100`: the form of Slack's own links; needs no call. */
export const permalinkOf = (domain: string, channel: string, ts: string): string =>
  `https://${domain}.slack.com/archives/${channel}/p${ts.replace('.', '')}`

const mentions = /<@(\w+)(?:\|[^<>]*)?>/g

/** Plain text for the record, with `<@U1>` left in place of people: the core says who they are. */
export const decodeKeepingMentions = (raw: string): string =>
  raw
    .split(/(<@\w+(?:\|[^<>]*)?>)/)
    .map((part) => (part.startsWith('<@') ? part.replace(mentions, '<@$1>') : decode(part)))
    .join('')

const mentionedIn = async (raw: string, ears: Ears): Promise<Record<string, Mentioned>> => {
  const users = new Set([...raw.matchAll(mentions)].map((match) => match[1] ?? ''))
  const found: Record<string, Mentioned> = {}
  for (const user of users) {
    const person = await ears.find(userId(user))
    if (person !== undefined) found[user] = { name: person.name, standing: person.standing }
  }
  return found
}

const personBy = async (user: string, team: string | undefined, ears: Ears) => {
  const person = await ears.find(userId(user))
  return {
    kind: 'person',
    user: userId(user),
    standing: standingOf(person?.standing, team ?? ears.team.id, ears.team),
  } as const
}
