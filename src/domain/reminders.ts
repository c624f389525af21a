import { nextAfter, silenceAfter, leadWantedAfter, postmortemDays, updateEvery } from './cadence.ts'
import type { IncidentEvent } from './events.ts'
import type { Moment } from './ids.ts'
import type { Incident } from './incident.ts'

type Reminders = Incident['reminders']

const day = 24 * 60 * 60_000

/** What waits when an incident opens (or opens again): the next update, a lead, a sign of life. */
export const openingReminders = (incident: Pick<Incident, 'severity' | 'roles'>, at: Moment): Reminders => ({
  'update-overdue': { dueAt: at + updateEvery(incident.severity), sent: 0 },
  ...(incident.roles.lead === undefined && { 'no-lead': { dueAt: at + leadWantedAfter, sent: 0 } }),
  silence: { dueAt: at + silenceAfter(incident.severity), sent: 0 },
})

/** How the reminders stand after an event. `incident` is the state before it; the card's due time is kept by `evolve`. */
export const replan = (incident: Incident, event: IncidentEvent, at: Moment): Reminders => {
  const now = incident.reminders
  switch (event.type) {
    case 'severity-changed':
      return {
        ...now,
        'update-overdue': { dueAt: event.nextUpdateDue, sent: 0 },
        silence: { dueAt: Math.max(at, incident.lastHeardAt + silenceAfter(event.to)), sent: 0 },
      }
    case 'update-posted':
      return {
        ...now,
        'update-overdue': { dueAt: event.nextUpdateDue, sent: 0 },
        silence: { dueAt: at + silenceAfter(incident.severity), sent: 0 },
      }
    case 'message-heard':
      return isEnded(incident) ? now : { ...now, silence: { dueAt: at + silenceAfter(incident.severity), sent: 0 } }
    case 'role-assigned':
      return event.role === 'lead' ? without(now, 'no-lead') : now
    case 'role-released':
      return event.role === 'lead' && !isEnded(incident)
        ? { ...now, 'no-lead': { dueAt: at + leadWantedAfter, sent: 0 } }
        : now
    case 'incident-resolved':
      return { 'postmortem-unpublished': { dueAt: at + postmortemDays * day, sent: 0 } }
    case 'incident-reopened':
      return openingReminders(incident, at)
    case 'incident-cancelled':
      return {}
    case 'postmortem-published':
      return without(now, 'postmortem-unpublished')
    case 'reminder-sent':
      return event.nextDueAt === undefined
        ? without(now, event.kind)
        : { ...now, [event.kind]: { dueAt: event.nextDueAt, sent: event.count } }
    case 'reminder-put-off':
    case 'reminder-snoozed':
      return { ...now, [event.kind]: { dueAt: event.until, sent: now[event.kind]?.sent ?? 0 } }
    case 'reminder-stopped':
      return without(now, event.kind)
    default:
      return now
  }
}

/** When the reminder after this one is due; undefined after the last of a row. */
export const dueAfter = (incident: Incident, kind: keyof Reminders, count: number, at: Moment): Moment | undefined => {
  const wait = nextAfter(kind, incident.severity, count)
  return wait === undefined ? undefined : at + wait
}

const isEnded = (incident: Incident): boolean => incident.status === 'resolved' || incident.status === 'cancelled'

const without = (reminders: Reminders, kind: keyof Reminders): Reminders => {
  const { [kind]: _gone, ...rest } = reminders
  return rest
}
