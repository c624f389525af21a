import { z } from 'zod'
import { Failure } from '../../app/failure.ts'
import { channelId, type Moment } from '../../domain/ids.ts'
import type { Incident } from '../../domain/incident.ts'
import { textIn } from '../../text/text.ts'
import { isRefusal } from '../failures.ts'
import { purposeOf, topicOf } from '../views/topic.ts'
import { tellHeld } from './tell-held.ts'
import { graceMs, markOf } from './look.ts'
import { answer, type Performer, type PerformParts, type Row } from './parts.ts'

const created = z.object({ channel: z.object({ id: z.string(), name: z.string() }) })
const nothing = z.object({})
const ownChannels = z.object({
  channels: z.array(
    z.object({ id: z.string(), name: z.string(), creator: z.string().optional(), created: z.number().optional() }),
  ),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
})

/**
 * Opens the incident's channel under the exact name that was stored before. After an uncertain try Slack says
 * `name_taken` to our own channel; it is adopted only if it is provably ours. Otherwise the next name is taken.
 */
export const openChannel: Performer<'open-channel'> = async (row, incident, parts) => {
  const base = answer(row, incident, parts)
  if (incident.channel !== undefined) return undefined
  const { name } = row.effect
  parts.ifLate({ type: 'discard-channel', mark: markOf(row), name, since: row.createdAt })
  try {
    const { channel } = await parts.call('conversations.create', { name, is_private: false }, created)
    return { ...base, type: 'record-channel', channel: channelId(channel.id), name: channel.name }
  } catch (error) {
    if (error instanceof Failure && error.how.kind === 'held') await tellHeld(error, incident, parts)
    if (!isRefusal(error, 'name_taken')) throw error
    const ours = row.uncertain ? await findOwn(row, name, parts) : undefined
    return ours === undefined
      ? { ...base, type: 'record-name-taken', name }
      : { ...base, type: 'record-channel', channel: channelId(ours), name }
  }
}

const findOwn = async (row: Row<'open-channel'>, name: string, parts: PerformParts): Promise<string | undefined> => {
  for await (const { id } of heldByNobody((channel) => channel.name === name, row.createdAt, parts)) return id
  return undefined
}

type OwnChannel = z.infer<typeof ownChannels>['channels'][number]

/**
 * The channels of that name which our own bot created, not before the intent was stored, and which no incident holds.
 * `conversations.list` is never needed: a bot is a member of what it creates.
 */
export async function* heldByNobody(isNamed: (channel: OwnChannel) => boolean, since: Moment, parts: PerformParts) {
  for await (const channel of channelsOfBot(parts)) {
    const createdMs = (channel.created ?? 0) * 1000
    const isOurs = isNamed(channel) && channel.creator === parts.bot.user && createdMs >= since - graceMs
    if (isOurs && !(await parts.reads.isIncidentChannel(channelId(channel.id)))) yield channel
  }
}

/**
 * The channels that the bot is in, archived ones left out unless they are asked for; pages of 200
 * (docs.slack.dev/reference/methods/users.conversations).
 */
export async function* channelsOfBot({ call }: Pick<PerformParts, 'call'>, { archivedToo = false } = {}) {
  let cursor = ''
  do {
    const page = await call(
      'users.conversations',
      {
        types: 'public_channel,private_channel',
        exclude_archived: !archivedToo,
        limit: 200,
        ...(cursor !== '' && { cursor }),
      },
      ownChannels,
    )
    yield* page.channels
    cursor = page.response_metadata?.next_cursor ?? ''
  } while (cursor !== '')
}

/** Lets one person into the channel. */
export const invite: Performer<'invite'> = async (row, incident, parts) => {
  try {
    const channel = mustHaveChannel(incident)
    await parts.call('conversations.invite', { channel, users: row.effect.user }, nothing)
  } catch (error) {
    if (!isRefusal(error, 'already_in_channel', 'cant_invite_self')) throw error
  }
  return undefined
}

/** Sets the topic as the incident stands now. */
export const setTopic: Performer<'set-topic'> = async (row, incident, parts) => {
  const channel = mustHaveChannel(incident)
  parts.ifLate(row.effect)
  const topic = topicOf(incident, textIn(incident.language))
  await parts.call('conversations.setTopic', { channel, topic }, nothing)
  return undefined
}

/** Sets the purpose as the incident stands now. */
export const setPurpose: Performer<'set-purpose'> = async (row, incident, parts) => {
  const channel = mustHaveChannel(incident)
  parts.ifLate(row.effect)
  const purpose = purposeOf(incident, textIn(incident.language))
  await parts.call('conversations.setPurpose', { channel, purpose }, nothing)
  return undefined
}

/** The incident's channel; while there is none yet, the effect waits for it. */
export const mustHaveChannel = (incident: Incident): string => {
  if (incident.channel !== undefined) return incident.channel
  // Refused for good: it may be mended in an hour, and nothing is gained by asking twice a second until then.
  const isRefused = incident.troubles.some(({ effect }) => effect === 'open-channel')
  throw new Failure('channel_not_open_yet', { kind: 'wait', inMs: isRefused ? 60_000 : 500 })
}
