import type { IncidentEvent } from '../events.ts'
import type { Moment } from '../ids.ts'
import type { Incident } from '../incident.ts'
import { newestUpdate } from '../public-updates.ts'

type Reminders = Incident['reminders']

const minute = 60_000
/** How long before a promise falls due somebody is told, in whole ms; of a short one the last quarter. */
const ahead = (length: number): number => Math.min(10 * minute, Math.floor(length / 4))

/** What customers were promised: a word before it falls due, at once where it has. */
export const promiseDue = (promised: Moment | undefined, at: Moment): Reminders =>
  promised === undefined
    ? {}
    : { 'customers-due': { dueAt: Math.max(at, promised - ahead(Math.max(0, promised - at))), sent: 0 } }

/** What was promised last and not kept yet, planned anew. */
export const promiseAnew = (incident: Incident, at: Moment): Reminders =>
  promiseDue(newestUpdate(incident)?.nextUpdateDue, at)

/**
 * The reminders after an event, with the promise to customers: it stands when the incident ends, opens again or is
 * merged, until they hear more. `planned`: the others.
 */
export const withPromise = (planned: Reminders, incident: Incident, event: IncidentEvent, at: Moment): Reminders => {
  switch (event.type) {
    case 'public-update-published': {
      const { 'customers-due': _kept, ...others } = planned
      return { ...others, ...promiseDue(event.nextUpdateDue, at) }
    }
    case 'incident-resolved':
    case 'incident-reopened':
    case 'incident-cancelled':
    case 'incident-merged':
    case 'report-declined':
    case 'incident-unmerged': {
      const { 'customers-due': due } = incident.reminders
      return due === undefined ? planned : { ...planned, 'customers-due': due }
    }
    default:
      return planned
  }
}
