import type { RecurrenceEvent } from '../../domain/events/recurrence.ts'
import type { Moment } from '../../domain/ids.ts'
import { hasEnded, type Incident } from '../../domain/incident.ts'
import type { Earlier } from '../../domain/earlier.ts'
import type { T } from '../../text/text.ts'
import { channelLink, escape, link } from '../mrkdwn.ts'
import { recorded } from './moments.ts'
import type { Hand } from './hand.ts'
import { incidentName } from './words.ts'

const day = 24 * 60 * 60_000
/** Two lines on a phone. */
const briefLength = 200

const named = ({ number, channel }: Earlier, t: T): string =>
  channel === undefined
    ? incidentName(number)
    : t('card.absorbed-item', { incident: incidentName(number), channel: channelLink(channel) })

/** On the card: which resolved incident has come back, and what fixed it then; undefined where none has. */
export const recurrenceLine = (incident: Incident, t: T): string | undefined => {
  const earlier = incident.recurrence?.of
  if (earlier === undefined || (hasEnded(incident) && incident.status !== 'resolved')) return undefined
  const { resolvedAt, fix } = earlier
  return t('card.recurrence', {
    earlier: named(earlier, t),
    at: recorded(resolvedAt, t),
    fix: escape(fix, briefLength),
  })
}

/**
 * The same for whoever has just declared it or named its services, as one line or two. `postmortem`: the address of the
 * earlier one's, where it has one.
 */
export const recurrenceWords = (earlier: Earlier, now: Moment, postmortem: string | undefined, t: T): string => {
  const facts = {
    earlier: named(earlier, t),
    days: Math.max(0, Math.floor((now - earlier.resolvedAt) / day)),
    fix: escape(earlier.fix, briefLength),
  }
  const line = t('answer.recurrence', facts)
  return postmortem === undefined ? line : `${line}\n${link(postmortem, t('answer.recurrence-link'))}`
}

/** In the postmortem, beside the figures, for the thread in Slack and the exported file alike. */
export const recurrenceFact = (incident: Incident, t: T, moment: (at: Moment) => string): string | undefined => {
  const earlier = incident.recurrence?.of
  return (
    earlier && t('postmortem.recurrence', { earlier: incidentName(earlier.number), at: moment(earlier.resolvedAt) })
  )
}

/** What was found or said of earlier trouble, as a line of the timeline. */
export const recurrenceHead = (event: RecurrenceEvent, who: string, t: T, hand: Hand): string => {
  switch (event.type) {
    case 'recurrence-found':
    case 'recurrence-linked': {
      const { number, resolvedAt } = event.earlier
      return t(`timeline.${event.type}`, { who, earlier: incidentName(number), at: hand.moment(resolvedAt, t) })
    }
    case 'recurrence-unlinked':
      return t('timeline.recurrence-unlinked', { who, earlier: incidentName(event.number) })
  }
}
