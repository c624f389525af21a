import { channelIn, type Customers, publicUpdateOf, type PublicUpdate } from '../../domain/public-updates.ts'
import { languages, type Language } from '../../domain/incident.ts'
import { textIn } from '../../text/text.ts'
import type { MessageView } from '../views/message.ts'
import { publicPost } from '../views/public-post.ts'
import { answer, type Performer } from './parts.ts'
import { post, update as redraw } from './send.ts'

/**
 * A public update in a channel of choice: one message for the incident, edited to the newest update, and each further
 * update in its thread. A deleted one is posted anew.
 */
export const publishInChannel: Performer<'publish'> = async (row, incident, parts) => {
  const { effect } = row
  const channel = channelIn(effect.to)
  const published = publicUpdateOf(incident, effect.update)
  if (channel === undefined || published === undefined || incident.customers === undefined) {
    throw new Error(`outbox ${row.id} publishes ${effect.update} to ${effect.to}, which cannot be`)
  }
  const { customers } = incident
  const reached = {
    ...answer(row, incident, parts),
    type: 'record-publication',
    update: published.id,
    to: effect.to,
  } as const
  const root = customers.roots[effect.to]
  const newest = shownOf(newestOf(customers, published), parts.defaultLanguage)
  if (root === undefined) {
    const { ts } = await post(row, parts, { channel }, newest)
    return { ...reached, ts }
  }
  const shown = shownOf(published, parts.defaultLanguage)
  await post(row, parts, { channel, thread: root }, shown)
  if (await redraw(parts, { channel, ts: root }, newest, effect)) return reached
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
