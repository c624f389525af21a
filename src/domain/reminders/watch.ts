import type { IncidentEvent } from '../events.ts'
import type { Moment } from '../ids.ts'
import type { Incident } from '../incident.ts'
import { runningWatch, watchToldEvery } from '../watch.ts'

type Reminders = Incident['reminders']

/** The daily word of a watch that goes on, planned anew once its channel can be reached again. */
export const watchAnew = (incident: Incident, at: Moment): Reminders =>
  runningWatch(incident) === undefined ? {} : dueAt(at)

/**
 * The reminders after an event, with the daily word of a watch: it goes on when the incident is resolved, and ends when
 * it is reopened. `planned`: the others.
 */
export const withWatch = (planned: Reminders, incident: Incident, event: IncidentEvent, at: Moment): Reminders => {
  switch (event.type) {
    case 'watch-started':
      return { ...planned, ...dueAt(at + watchToldEvery) }
    case 'watch-told':
      return { ...planned, ...dueAt(event.nextDueAt) }
    case 'watch-put-off':
      return { ...planned, ...dueAt(event.until) }
    case 'watch-ended':
    case 'incident-reopened': {
      const { 'watch-day': _ended, ...others } = planned
      return others
    }
    case 'incident-resolved': {
      const { 'watch-day': due } = incident.reminders
      return due === undefined ? planned : { ...planned, 'watch-day': due }
    }
    case 'incident-unmerged':
      return incident.watch === undefined || incident.watch.ended !== undefined ? planned : { ...planned, ...dueAt(at) }
    default:
      return planned
  }
}

const dueAt = (due: Moment): Reminders => ({ 'watch-day': { dueAt: due, sent: 0 } })
