import type { RecurrenceEvent } from '../events/recurrence.ts'
import type { Incident } from '../incident.ts'

/** Of which earlier trouble it is, after one more word on that. */
export const ofRecurrence = (event: RecurrenceEvent): Pick<Incident, 'recurrence'> => {
  switch (event.type) {
    case 'recurrence-found':
    case 'recurrence-linked':
      return { recurrence: { of: event.earlier } }
    case 'recurrence-unlinked':
      return { recurrence: {} }
  }
}
