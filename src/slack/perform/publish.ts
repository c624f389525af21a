import { channelIn, type Customers, publicUpdateOf, type PublicUpdate } from '../../domain/public-updates.ts'
import { type Incident, type Language, languages } from '../../domain/incident.ts'
import { textIn } from '../../text/text.ts'
import type { MessageTs } from '../../domain/ids.ts'
import type { MessageView } from '../views/message.ts'
import { publicPost } from '../views/public-post.ts'
import { channelSet, forgetChannel } from './announcement.ts'
import { copiesOf, payloadOf, type Place } from './look.ts'
import { answer, type Performer, type PerformParts, type Row } from './parts.ts'
import { post, update as redraw } from './send.ts'

/**
 * A public update in a channel of choice: one message for the incident, edited to the newest update, and each further
 * update in its thread. A deleted one is posted anew. The post comes last: what is tried again after it, or asked for
 * anew by *Try again*, finds it there.
 */
export const publishInChannel: Performer<'publish'> = async (row, incident, parts) => {
  const wanted = channelIn(row.effect.to)
  if (wanted === undefined) throw new Error(`outbox ${row.id} publishes to ${row.effect.to} in Slack`)
  const channel = await channelSet(wanted, parts)
  try {
    return { ...answer(row, incident, parts), ...(await published(row, channel, incident, parts)) }
  } catch (error) {
    forgetChannel(error, wanted, parts.bot)
    throw error
  }
}

const published = async (row: Row<'publish'>, channel: string, incident: Incident, parts: PerformParts) => {
  const { effect } = row
  const { customers } = incident
  const update = publicUpdateOf(incident, effect.update)
  if (update === undefined || customers === undefined) {
    throw new Error(`outbox ${row.id} publishes ${effect.update}, which was never approved`)
  }
  const reached = { type: 'record-publication', update: update.id, to: effect.to } as const
  const root = customers.roots[effect.to]
  const newest = shownOf(newestOf(customers, update), parts.defaultLanguage)
  if (root !== undefined && (await redraw(parts, { channel, ts: root }, newest, effect))) {
    await postOnce(row, parts, { channel, thread: root }, update, shownOf(update, parts.defaultLanguage))
    return reached
  }
  const ts = await postOnce(row, parts, { channel }, update, newest)
  return { ...reached, ts }
}

/** Posts it, unless another row of the same publication has: each has a mark of its own, and the same single name. */
const postOnce = async (
  row: Row<'publish'>,
  parts: PerformParts,
  place: Place,
  { publishedAt }: PublicUpdate,
  shown: MessageView,
): Promise<MessageTs> => {
  const [there] = await copiesOf(payloadOf(row), place, publishedAt, parts.call)
  return there ?? (await post(row, parts, place, shown)).ts
}

const newestOf = ({ updates }: Customers, otherwise: PublicUpdate): PublicUpdate => updates.at(-1) ?? otherwise

/** Colleagues read it there: in the workspace's language, or the first that it was written in. */
const shownOf = (update: PublicUpdate, preferred: Language): MessageView => {
  const language = [preferred, ...languages].find((one) => update.texts[one] !== undefined)
  const text = language && update.texts[language]
  if (language === undefined || text === undefined) throw new Error(`public update ${update.id} says nothing`)
  return publicPost(update, text, update.publishedAt, textIn(language))
}
