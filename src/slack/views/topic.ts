import { type Incident, isOpen } from '../../domain/incident.ts'
import type { T } from '../../text/text.ts'
import { topicText } from '../mrkdwn.ts'
import { incidentName, severityWord, statusWord } from './words.ts'

/**
 * The channel's topic, plain, at most 250 characters: the whole title in its own script (the channel's name is ASCII), and the
 * severity while it is open. The open statuses stay out: each change of a topic is a line in the channel.
 */
export const topicOf = (incident: Incident, t: T): string => {
  const facts = { incident: incidentName(incident), title: incident.title }
  return topicText(
    isOpen(incident)
      ? t('topic.open', { ...facts, severity: severityWord(incident.severity, t) })
      : t('topic.ended', { ...facts, status: statusWord(incident.status, t) }),
  )
}

/** The channel's purpose, plain, at most 250 characters: what the channel is for and where help is. */
export const purposeOf = (incident: Incident, t: T): string =>
  topicText(t('purpose.text', { incident: incidentName(incident), at: t.moment(incident.declaredAt, 'UTC') }))
