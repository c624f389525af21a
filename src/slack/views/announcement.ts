import type { Moment } from '../../domain/ids.ts'
import { openFor, type Incident } from '../../domain/incident.ts'
import type { T } from '../../text/text.ts'
import { limits } from '../limits.ts'
import { channelLink, escape } from '../mrkdwn.ts'
import { heading, roleLine } from './card-facts.ts'
import { bold, button, message, type MessageView, section } from './message.ts'
import { when } from './moments.ts'
import { declinedPost, mergedPost, triagePost } from './triage.ts'
import { incidentName, severityMark, statusWord } from './words.ts'

/** *Join*: the incident's id is its value. */
export const joinAction = 'join'

/** One line on a wide screen, two on a phone. */
const updateLength = 120

/**
 * The one message that tells everyone else: a report that waits for somebody's judgement, then edited as the incident
 * goes on, one line without *Join* once it is over.
 * Where Slack refused the channel it says so, and *Join* still puts people on the list.
 */
export const announcement = (incident: Incident, now: Moment, t: T): MessageView => {
  const triaged =
    incident.status === 'triage'
      ? triagePost(incident, now, t)
      : (declinedPost(incident, t) ?? mergedPost(incident, now, t))
  if (triaged !== undefined) return triaged
  const over = endedLine(incident, t)
  if (over !== undefined) return message([over], [section([over])])
  const title = heading(incident, t)
  const lines = [openLine(incident, now, t), roleLine('lead', incident, t), updateLine(incident, now, t)]
  return message(
    [title, ...lines],
    [
      section(
        [`${severityMark(incident.severity)} ${bold(title)}`, ...lines],
        button(t('announcement.join-button'), joinAction, incident.id),
      ),
    ],
  )
}

const openLine = (incident: Incident, now: Moment, t: T): string => {
  const { channel, declaredAt } = incident
  const facts = { status: statusWord(incident.status, t), since: when(declaredAt, now, t) }
  return channel === undefined
    ? t('announcement.open-without-channel', facts)
    : t('announcement.open', { ...facts, channel: channelLink(channel) })
}

const updateLine = ({ lastUpdate }: Incident, now: Moment, t: T): string | undefined =>
  lastUpdate &&
  t('announcement.last-update', { at: when(lastUpdate.at, now, t), text: escape(lastUpdate.text, updateLength) })

const endedLine = (incident: Incident, t: T): string | undefined => {
  const { status, resolved, cancelled, channel } = incident
  const facts = { incident: incidentName(incident), title: escape(incident.title, limits.titleShown) }
  if (status === 'resolved' && resolved !== undefined) {
    const after = { ...facts, duration: t.duration(openFor(incident, resolved.at)) }
    return channel === undefined
      ? t('announcement.resolved-without-channel', after)
      : t('announcement.resolved', { ...after, channel: channelLink(channel) })
  }
  if (status === 'cancelled' && cancelled !== undefined) {
    return cancelled.duplicateNumber === undefined
      ? t('announcement.cancelled', facts)
      : t('announcement.duplicate', { ...facts, original: incidentName(cancelled.duplicateNumber) })
  }
  return undefined
}
