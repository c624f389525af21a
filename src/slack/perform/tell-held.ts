import { Failure } from '../../app/failure.ts'
import type { Incident } from '../../domain/incident.ts'
import { textIn } from '../../text/text.ts'
import { escape } from '../mrkdwn.ts'
import { isSlackUrl } from '../reply-url.ts'
import { message, section } from '../views/message.ts'
import type { PerformParts } from './parts.ts'

/**
 * Whoever declared while it was not yet known that Slack refuses our token has read "Opening its channel": tells them
 * what holds it up, through the response_url, which needs no token. Those who come later read it with their answer.
 * Once: if the address is gone there is no other way, and the rest of the delivery must not wait for it.
 */
export const tellHeld = async (failure: Failure, incident: Incident, parts: PerformParts): Promise<void> => {
  const address = await parts.outbox.replyAddress(incident.declaredWith)
  if (address === undefined || !isSlackUrl(address.url, parts.slackApiUrl)) return
  const reader = await parts.people.find(incident.declaredBy)
  const t = textIn(reader?.language ?? parts.defaultLanguage)
  try {
    const line = t('answer.held', { error: escape(failure.code) })
    await parts.respond(address.url, message([line], [section([line])]))
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    parts.log.warn({ event: 'hold-not-told', incident: incident.id, error: error.code }, 'The declarer was not reached')
  }
}
