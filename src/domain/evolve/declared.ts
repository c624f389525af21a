import { updateEvery } from '../cadence.ts'
import type { IncidentEvent } from '../events.ts'
import type { Incident } from '../incident.ts'
import { openingReminders, triageReminder } from '../reminders.ts'
import { type Written, personIn } from './written.ts'

/** The first state of an incident: declared, and so open; or reported, and so waiting for somebody's judgement. */
export const declared = (
  event: Extract<IncidentEvent, { type: 'incident-declared' | 'incident-reported' }>,
  written: Written,
): Incident => {
  const by = personIn(written)
  const isOpen = event.type === 'incident-declared'
  return {
    id: written.incident,
    number: event.number,
    title: event.title,
    severity: event.severity,
    status: isOpen ? 'investigating' : 'triage',
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
    ...(isOpen && { nextUpdateDue: written.at + updateEvery(event.severity) }),
    followUps: [],
    lastHeardAt: written.at,
    ...(!isOpen && { triage: { report: event.report } }),
    reminders: isOpen
      ? openingReminders({ severity: event.severity, roles: {} }, written.at)
      : triageReminder(written.at),
    postmortem: { pages: 0, messages: {}, prose: {} },
    troubles: [],
  }
}
