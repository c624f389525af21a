import type { TriageFact } from '../events/triage.ts'
import type { Incident } from '../incident.ts'
import type { IncidentId } from '../ids.ts'
import { absorbedIn, mergedInto } from '../triage.ts'
import { type Written, nothingDue, personIn } from './written.ts'

/** How it stands after triage, and after it went into another incident or took one in. */
export const ofTriage = (
  incident: Incident,
  event: Exclude<TriageFact, { type: 'incident-reported' }>,
  written: Written,
): Partial<Incident> => {
  const { at } = written
  const { triage = {} } = incident
  switch (event.type) {
    case 'report-accepted': {
      const by = personIn(written)
      return {
        status: 'investigating',
        severity: event.severity,
        members: withAll(incident.members, [by]),
        nextUpdateDue: event.nextUpdateDue,
        lastHeardAt: Math.max(at, incident.lastHeardAt),
        triage: { ...triage, accepted: { by, at, with: written.command } },
      }
    }
    case 'report-declined': {
      const { why, pointer } = event
      return { status: 'declined', triage: { ...triage, declined: { by: personIn(written), at, why, pointer } } }
    }
    case 'incident-merged': {
      const { into, number, channel, why } = event
      const kept = { incident: into, number, ...(channel !== undefined && { channel }) }
      const merged = { ...kept, by: personIn(written), at, why, was: statusBefore(incident), settled: false }
      return { status: 'merged', ...nothingDue, triage: { ...triage, merged } }
    }
    case 'incident-unmerged': {
      const { merged, ...rest } = triage
      return {
        status: merged?.was ?? 'investigating',
        nextUpdateDue: event.nextUpdateDue,
        triage: merged === undefined ? rest : { ...rest, parted: { incident: merged.incident, by: personIn(written) } },
      }
    }
    case 'merge-settled': {
      const merged = mergedInto(incident)
      return merged === undefined ? {} : { triage: { ...triage, merged: { ...merged, settled: true } } }
    }
    case 'incident-absorbed': {
      const { from, number, channel, members } = event
      const one = { incident: from, number, ...(channel !== undefined && { channel }), by: personIn(written), at }
      return {
        members: withAll(incident.members, members),
        triage: { ...triage, absorbed: [...without(incident, from), one] },
      }
    }
    case 'members-brought':
      return { members: withAll(incident.members, event.members) }
    case 'kept-channel-learned': {
      const merged = mergedInto(incident)
      return merged === undefined ? {} : { triage: { ...triage, merged: { ...merged, channel: event.channel } } }
    }
    case 'incident-let-go':
      return { triage: { ...triage, absorbed: without(incident, event.from) } }
  }
}

/** Only what waits or is open is ever merged. */
const statusBefore = ({ status }: Incident) => {
  switch (status) {
    case 'resolved':
    case 'declined':
    case 'merged':
    case 'cancelled':
      return 'investigating'
    default:
      return status
  }
}

const without = (incident: Incident, from: IncidentId) => absorbedIn(incident).filter((one) => one.incident !== from)

const withAll = <One>(some: readonly One[], more: readonly One[]): readonly One[] => [...new Set([...some, ...more])]
