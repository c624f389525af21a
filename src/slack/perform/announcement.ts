import { channelId } from '../../domain/ids.ts'
import { Failure } from '../../app/failure.ts'
import type { Incident } from '../../domain/incident.ts'
import { channelLossIn } from '../../domain/troubles.ts'
import { textIn } from '../../text/text.ts'
import { announcement } from '../views/announcement.ts'
import type { MessageView } from '../views/message.ts'
import { channelsOfBot } from './channel.ts'
import { answer, type Performer, type PerformParts, type Row } from './parts.ts'
import { post, update } from './send.ts'

/**
 * The one announcement, edited as the incident goes on. If somebody deleted it, it is posted anew; and where its
 * channel is out of reach and ANNOUNCE_CHANNEL is another one by now, it is posted there.
 */
export const showAnnouncement: Performer<'show-announcement'> = async (row, incident, parts) => {
  const shown = announcement(incident, parts.clock.now(), textIn(incident.language))
  const there = incident.announcement
  if (there !== undefined && (await updated(there, shown, row, parts))) return undefined
  const channel = await announceChannel(parts)
  try {
    const { ts } = await post(row, parts, { channel }, shown)
    return { ...answer(row, incident, parts), type: 'record-announcement', channel: channelId(channel), ts }
  } catch (error) {
    forgetId(error, parts)
    throw error
  }
}

const updated = async (
  there: NonNullable<Incident['announcement']>,
  shown: MessageView,
  row: Row<'show-announcement'>,
  parts: PerformParts,
): Promise<boolean> => {
  try {
    return await update(parts, there, shown, row.effect)
  } catch (error) {
    if (!(error instanceof Failure) || channelLossIn(error.code) === undefined) throw error
    forgetId(error, parts)
    const now = await announceChannel(parts).catch((missing: unknown) => {
      // What became of the channel says more than that there is none of its name.
      throw missing instanceof Failure && missing.how.kind === 'never' ? error : missing
    })
    if (now === there.channel) throw error
    return false
  }
}

/** A name may belong to another channel by now, made in the place of one that is gone: it is looked up anew. */
const forgetId = (error: unknown, { bot, announceChannel: name }: PerformParts): void => {
  forgetChannel(error, name, bot)
}

/** The same for any channel that a setting names. */
export const forgetChannel = (error: unknown, name: string, bot: PerformParts['bot']): void => {
  if (error instanceof Failure && channelLossIn(error.code) === 'bot-removed') idsByName.get(bot)?.delete(name)
}

/* An id says so itself: capitals and digits, which no channel's name may have. */
const isId = /^[CG][A-Z0-9]{6,}$/

const idsByName = new WeakMap<PerformParts['bot'], Map<string, string>>()

/** The id of ANNOUNCE_CHANNEL. */
export const announceChannel = async (parts: Pick<PerformParts, 'call' | 'announceChannel' | 'bot'>): Promise<string> =>
  channelSet(parts.announceChannel, parts)

/**
 * The id of a channel that a setting gives by id or name. A name is looked up among the channels that the bot is in (it
 * could not post elsewhere) and remembered; one that is missing is looked up anew each time, for somebody may be
 * mending it.
 */
export const channelSet = async (wanted: string, parts: Pick<PerformParts, 'call' | 'bot'>): Promise<string> => {
  if (isId.test(wanted)) return wanted
  const known = idsByName.get(parts.bot) ?? new Map<string, string>()
  idsByName.set(parts.bot, known)
  if (!known.has(wanted)) for await (const { name, id } of channelsOfBot(parts)) known.set(name, id)
  const id = known.get(wanted)
  if (id === undefined) throw new Failure('channel_not_found', { kind: 'never', about: wanted })
  return id
}
