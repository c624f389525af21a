import { updateEvery } from '../cadence.ts'
import type { IncidentEvent } from '../events.ts'
import type { Incident } from '../incident.ts'
import { openingReminders } from '../reminders.ts'
import { type Written, personIn } from './written.ts'

/** The first state of an incident that begins with its declaration. */
export const declared = (event: Extract<IncidentEvent, { type: 'incident-declared' }>, written: Written): Incident => {
  const by = personIn(written)
  return {
    id: written.incident,
    number: event.number,
    title: event.title,
    severity: event.severity,
    status: 'investigating',
    kind: event.kind,
    description: event.description,
    language: event.language,
    declaredBy: by,
    declaredByMember: written.by.kind === 'person' && written.by.standing === 'member',
    declaredAt: written.at,
    opened: { since: written.at, earlierMs: 0 },
    declaredWith: written.command,
    ...(event.source !== undefined && { source: event.source }),
    channelName: event.channelName,
    channelNameTry: 1,
    channelArchived: false,
    cardPinned: false,
    roles: {},
    heardRoles: [],
    members: [by],
    nextUpdateDue: written.at + updateEvery(event.severity),
    followUps: [],
    lastHeardAt: written.at,
    reminders: openingReminders({ severity: event.severity, roles: {} }, written.at),
    postmortem: { pages: 0, messages: {}, prose: {} },
    troubles: [],
  }
}
