import type { IncidentEvent } from '../events.ts'
import { endedAt, openFor, type Incident } from '../incident.ts'
import { isWaiting } from '../triage.ts'
import { brokenOff } from './watch.ts'
import { type Written, nothingDue, personIn } from './written.ts'

/** How it stands once it is over, or goes on after all. */
export const ofEnd = (
  incident: Incident,
  event: Extract<
    IncidentEvent,
    { type: 'incident-resolved' | 'resolution-answered' | 'incident-reopened' | 'incident-cancelled' }
  >,
  written: Written,
): Partial<Incident> => {
  const { at } = written
  switch (event.type) {
    case 'incident-resolved':
      return { status: 'resolved', resolved: { ...event.resolution, by: personIn(written), at }, ...nothingAwaited }
    case 'resolution-answered':
      return incident.resolved === undefined ? {} : { resolved: { ...incident.resolved, ...event.answers } }
    case 'incident-reopened':
      return {
        status: isWaiting(incident) ? 'triage' : 'investigating',
        ...notEnded,
        ...brokenOff(incident, written),
        ...(incident.triage !== undefined && { triage: { ...incident.triage, declined: undefined } }),
        opened: { since: at, earlierMs: openFor(incident, endedAt(incident) ?? at) },
        nextUpdateDue: isWaiting(incident) ? undefined : event.nextUpdateDue,
        postmortem: unpublished(incident.postmortem),
      }
    case 'incident-cancelled':
      return {
        status: 'cancelled',
        cancelled: {
          by: personIn(written),
          at,
          why: event.why,
          ...(event.duplicateOf !== undefined && { duplicateOf: event.duplicateOf }),
          ...(event.duplicateNumber !== undefined && { duplicateNumber: event.duplicateNumber }),
        },
        ...nothingAwaited,
      }
  }
}

/** Neither an update nor a vendor: whatever was waited for, the wait is over. */
const nothingAwaited: Partial<Incident> = { ...nothingDue, vendor: undefined }

const notEnded: Partial<Incident> = { resolved: undefined, cancelled: undefined }

/** What was published did not know how it went on: it is to be published again. */
const unpublished = ({ published: _withdrawn, ...postmortem }: Incident['postmortem']): Incident['postmortem'] =>
  postmortem
