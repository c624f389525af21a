import type { Moment } from '../../domain/ids.ts'
import { type FollowUp, type Incident, isOpen, openFor, type Role } from '../../domain/incident.ts'
import type { T } from '../../text/text.ts'
import { limits } from '../limits.ts'
import { escape, mention } from '../mrkdwn.ts'
import { mergedLine, mergeWhyLine } from './card-merged.ts'
import { recorded, when } from './moments.ts'
import { incidentName, roleWord, severityWord, statusWord } from './words.ts'

/*
 * Lines about an incident as it stands, in mrkdwn, for the card and for whoever takes over a role.
 */

/** Two lines on a phone. */
const briefLength = 200
const followUpLength = 80
const followUpsShown = 3

/** "sev1 · INC-42 · Checkout is down". */
export const heading = (incident: Incident, t: T): string =>
  t('card.heading', {
    severity: severityWord(incident.severity, t),
    incident: incidentName(incident),
    title: escape(incident.title, limits.titleShown),
  })

/** The status, and since when; how long only once it is over, for a running clock would need an edit at each tick. */
export const statusLine = (incident: Incident, now: Moment, t: T): string => {
  const { resolved, cancelled } = incident
  if (resolved !== undefined && incident.status === 'resolved') {
    const duration = t.duration(openFor(incident, resolved.at))
    return t('card.resolved', { at: recorded(resolved.at, t), by: mention(resolved.by), duration })
  }
  if (cancelled !== undefined && incident.status === 'cancelled') {
    const facts = { at: recorded(cancelled.at, t), by: mention(cancelled.by) }
    return cancelled.duplicateNumber === undefined
      ? t('card.cancelled', facts)
      : t('card.duplicate', { ...facts, original: incidentName(cancelled.duplicateNumber) })
  }
  const merged = mergedLine(incident, t)
  if (merged !== undefined) return merged
  return t('card.open-since', { status: statusWord(incident.status, t), since: when(incident.declaredAt, now, t) })
}

/** "Comms: @noa", or that nobody does it yet. */
export const roleLine = (role: Role, incident: Incident, t: T): string => {
  const holder = incident.roles[role]?.holder
  return holder === undefined
    ? t('card.role-empty', { role: roleWord(role, t) })
    : t('card.role-held', { role: roleWord(role, t), holder: mention(holder) })
}

/** The last update in short; undefined before the first. */
export const lastUpdateLine = ({ lastUpdate }: Incident, now: Moment, t: T): string | undefined =>
  lastUpdate === undefined
    ? undefined
    : t('card.last-update', {
        at: when(lastUpdate.at, now, t),
        by: mention(lastUpdate.by),
        text: escape(lastUpdate.text, briefLength),
      })

/** When the next update is due, or since when it is overdue; undefined once the incident has ended. */
export const dueLine = (incident: Incident, now: Moment, t: T): string | undefined => {
  const { nextUpdateDue } = incident
  if (nextUpdateDue === undefined || !isOpen(incident)) return undefined
  const due = when(nextUpdateDue, now, t)
  if (now > nextUpdateDue) return t('card.update-overdue', { due })
  return t(incident.lastUpdate === undefined ? 'card.first-update-due' : 'card.next-update-due', { due })
}

/** The follow-ups that are not done: the first few, and how many more; undefined when there are none. */
export const followUpsLine = (incident: Incident, t: T): string | undefined => {
  const open = incident.followUps.filter(({ doneAt }) => doneAt === undefined)
  if (open.length === 0) return undefined
  const items = t.list(open.slice(0, followUpsShown).map((followUp) => followUpItem(followUp, t)))
  const more = open.length - followUpsShown
  return more > 0
    ? t('card.follow-ups-more', { count: open.length, items, more })
    : t('card.follow-ups', { count: open.length, items })
}

const followUpItem = ({ text, owner }: FollowUp, t: T): string => {
  const short = escape(text, followUpLength)
  return owner === undefined ? short : t('card.follow-up-owned', { text: short, owner: mention(owner) })
}

/** Why it ended, or what fixed it; undefined while it is open and where nobody said. */
export const endingLine = (incident: Incident, t: T): string | undefined => {
  const fix = incident.status === 'resolved' ? (incident.resolved?.fix ?? '') : ''
  if (fix !== '') return t('card.fix', { fix: escape(fix, briefLength) })
  const why = incident.status === 'cancelled' ? (incident.cancelled?.why ?? '') : ''
  return why === '' ? mergeWhyLine(incident, t) : t('card.why', { why: escape(why, briefLength) })
}

/** What was said to be happening when it was declared; undefined where nobody said. */
export const descriptionLine = ({ description }: Incident, t: T): string | undefined =>
  description === '' ? undefined : t('card.description', { text: escape(description, briefLength) })
