import { channelIn, type Customers, publicUpdateOf, type PublicUpdate } from '../../domain/public-updates.ts'
import { type Incident, type Language, languages } from '../../domain/incident.ts'
import { textIn } from '../../text/text.ts'
import type { MessageView } from '../views/message.ts'
import { publicPost } from '../views/public-post.ts'
import { channelSet, forgetChannel } from './announcement.ts'
import { answer, type Performer, type PerformParts, type Row } from './parts.ts'
import { post, update as redraw } from './send.ts'

/**
 * A public update in a channel of choice: one message for the incident, edited to the newest update, and each further
 * update in its thread. A deleted one is posted anew.
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
  if (root !== undefined) {
    await post(row, parts, { channel, thread: root }, shownOf(update, parts.defaultLanguage))
    if (await redraw(parts, { channel, ts: root }, newest, effect)) return reached
  }
  const { ts } = await post(row, parts, { channel }, newest)
  return { ...reached, ts }
}

const newestOf = ({ updates }: Customers, otherwise: PublicUpdate): PublicUpdate => updates.at(-1) ?? otherwise

/** Colleagues read it there: in the workspace's language, or the first that it was written in. */
const shownOf = (update: PublicUpdate, preferred: Language): MessageView => {
  const language = [preferred, ...languages].find((one) => update.texts[one] !== undefined)
  const text = language && update.texts[language]
  if (language === undefined || text === undefined) throw new Error(`public update ${update.id} says nothing`)
  return publicPost(update, text, update.publishedAt, textIn(language))
}
