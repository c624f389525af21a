import type { Incident } from '../../domain/incident.ts'
import type { T } from '../../text/text.ts'
import { topicText } from '../mrkdwn.ts'
import { incidentName } from './words.ts'

/**
 * The channel's topic, plain, at most 250 characters: the whole title in its own script, for the channel's name is
 * ASCII. Nothing in it that changes with the incident: each change of a topic is a line in the channel, and the card
 * says it all.
 */
export const topicOf = (incident: Incident, t: T): string =>
  topicText(t('topic.text', { incident: incidentName(incident), title: incident.title }))

/** The channel's purpose, plain, at most 250 characters: what the channel is for and where help is. */
export const purposeOf = (incident: Incident, t: T): string =>
  topicText(t('purpose.text', { incident: incidentName(incident), at: t.moment(incident.declaredAt, 'UTC') }))
