import { channelId } from '../../domain/ids.ts'
import { Failure } from '../../app/failure.ts'
import { textIn } from '../../text/text.ts'
import { announcement } from '../views/announcement.ts'
import { channelsOfBot } from './channel.ts'
import { answer, type Performer, type PerformParts } from './parts.ts'
import { post, update } from './send.ts'

/** The one announcement, edited as the incident goes on. */
export const showAnnouncement: Performer<'show-announcement'> = async (row, incident, parts) => {
  const shown = announcement(incident, parts.clock.now(), textIn(incident.language))
  if (incident.announcement !== undefined && (await update(parts, incident.announcement, shown, row.effect)))
    return undefined
  const channel = await announceChannel(parts)
  const { ts } = await post(row, parts, { channel }, shown)
  return { ...answer(row, incident, parts), type: 'record-announcement', channel: channelId(channel), ts }
}

/* An id says so itself: capitals and digits, which no channel's name may have. */
const isId = /^[CG][A-Z0-9]{6,}$/

const idsByName = new WeakMap<PerformParts['bot'], Map<string, string>>()

/**
 * The id of ANNOUNCE_CHANNEL. A name is looked up among the channels that the bot is in (it could not post elsewhere)
 * and remembered; one that is missing is looked up anew each time, for somebody may be mending it.
 */
export const announceChannel = async (
  parts: Pick<PerformParts, 'call' | 'announceChannel' | 'bot'>,
): Promise<string> => {
  const wanted = parts.announceChannel
  if (isId.test(wanted)) return wanted
  const known = idsByName.get(parts.bot) ?? new Map<string, string>()
  idsByName.set(parts.bot, known)
  if (!known.has(wanted)) for await (const { name, id } of channelsOfBot(parts)) known.set(name, id)
  const id = known.get(wanted)
  if (id === undefined) throw new Failure('channel_not_found', { kind: 'never', about: wanted })
  return id
}
