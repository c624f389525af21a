import type { Actor } from './commands.ts'
import { updateEvery } from './cadence.ts'
import type { IncidentEvent } from './events.ts'
import type { CommandId, IncidentId, Moment, UserId } from './ids.ts'
import { openFor, type Incident, type Role, type Trouble } from './incident.ts'
import { beginsLate, openingReminders, replan } from './reminders.ts'

/** What stands beside an event when it is written: every recorded event has these. */
export type Written = {
  readonly incident: IncidentId
  readonly at: Moment
  readonly by: Actor
  readonly command: CommandId
}

/** The incident after one more event. Folding all events of an incident, oldest first, gives its state. */
export const evolve = (incident: Incident | undefined, event: IncidentEvent, written: Written): Incident => {
  if (event.type === 'incident-declared') return declared(event, written)
  if (incident === undefined) throw new Error(`${event.type} without an incident`)
  return { ...incident, ...changes(incident, event, written), reminders: replan(incident, event, written.at) }
}

const declared = (event: Extract<IncidentEvent, { type: 'incident-declared' }>, written: Written): Incident => {
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

/** The fields that an event changes; nothing for those that only the timeline reads. */
const changes = (incident: Incident, event: IncidentEvent, written: Written): Partial<Incident> => {
  const { at } = written
  switch (event.type) {
    case 'incident-declared':
      throw new Error(`INC-${incident.number} was declared twice`)
    case 'channel-opened':
      return {
        channel: event.channel,
        channelName: event.name,
        troubles: mended(incident, 'open-channel'),
        ...(beginsLate(incident) && { nextUpdateDue: at + updateEvery(incident.severity) }),
      }
    case 'channel-name-refused':
      return { channelName: event.next, channelNameTry: incident.channelNameTry + 1 }
    case 'channel-renamed':
      return { channelName: event.name }
    case 'channel-archived':
      return { channelArchived: true }
    case 'channel-unarchived':
      return { channelArchived: false }
    case 'card-posted':
      return { card: event.ts, troubles: mended(incident, 'show-card') }
    case 'card-pinned':
      return { cardPinned: true, troubles: mended(incident, 'pin-card') }
    case 'announcement-posted':
      return { announcement: { channel: event.channel, ts: event.ts }, troubles: mended(incident, 'show-announcement') }
    case 'member-joined':
      return incident.members.includes(event.user) ? {} : { members: [...incident.members, event.user] }
    case 'severity-changed':
      return { severity: event.to, nextUpdateDue: event.nextUpdateDue }
    case 'status-changed':
      return { status: event.to }
    case 'title-changed':
      return { title: event.to }
    case 'language-changed':
      return { language: event.to }
    case 'role-assigned': {
      const { role, to, from, heardIn } = event
      const roles = { ...incident.roles, [role]: { holder: to, since: at } }
      const heardRoles = stillUndoable(incident, role, to)
      if (heardIn === undefined) return { roles, heardRoles }
      const heard = { role, to, ...(from !== undefined && { from }), heardIn }
      return { roles, heardRoles: [...heardRoles, heard] }
    }
    case 'role-released':
      return {
        roles: withoutRole(incident.roles, event.role),
        heardRoles: stillUndoable(incident, event.role, undefined),
      }
    case 'update-posted':
      return {
        lastUpdate: { text: event.text, by: personIn(written), at },
        nextUpdateDue: event.nextUpdateDue,
        lastHeardAt: Math.max(at, incident.lastHeardAt),
      }
    case 'follow-up-added': {
      const { followUp: id, text, owner } = event
      const added = { id, text, ...(owner !== undefined && { owner }), addedBy: personIn(written), addedAt: at }
      return { followUps: [...incident.followUps, added] }
    }
    case 'follow-up-completed':
      return {
        followUps: incident.followUps.map((one) => (one.id === event.followUp ? { ...one, doneAt: at } : one)),
      }
    case 'message-heard':
      return { lastHeardAt: Math.max(at, incident.lastHeardAt) }
    case 'incident-resolved':
      return { status: 'resolved', resolved: { ...event.resolution, by: personIn(written), at }, ...nothingDue }
    case 'incident-reopened':
      return {
        status: 'investigating',
        ...notEnded,
        opened: { since: at, earlierMs: openFor(incident, (incident.resolved ?? incident.cancelled)?.at ?? at) },
        nextUpdateDue: event.nextUpdateDue,
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
        ...nothingDue,
      }
    case 'postmortem-part-drawn': {
      const messages = { ...incident.postmortem.messages, [event.part]: { ts: event.ts, drawn: event.drawn } }
      const pages = Math.max(event.pages, incident.postmortem.pages)
      return { postmortem: { ...incident.postmortem, messages, pages } }
    }
    case 'prose-edited': {
      const prose = { ...incident.postmortem.prose, [event.section]: { text: event.text, by: personIn(written), at } }
      return { postmortem: { ...incident.postmortem, prose } }
    }
    case 'postmortem-published':
      return { postmortem: { ...incident.postmortem, published: { by: personIn(written), at } } }
    case 'reminder-stopped':
      return event.kind === 'update-overdue' ? nothingDue : {}
    case 'slack-refused':
      return { troubles: [...mended(incident, event.effect), { effect: event.effect, error: event.error, at }] }
    case 'retry-asked':
      return { troubles: [] }
    case 'note-added':
    case 'message-edited':
    case 'message-deleted':
    case 'message-pinned':
    case 'message-unpinned':
    case 'message-marked':
    case 'entry-edited':
    case 'entry-backdated':
    case 'entry-kept':
    case 'entry-removed':
    case 'postmortem-exported':
    case 'reminder-sent':
    case 'reminder-put-off':
    case 'reminder-snoozed':
      return {}
  }
}

/* `undefined` takes the field away when the state is written as JSON; until then readers treat both alike. */
const nothingDue: Partial<Incident> = { nextUpdateDue: undefined }
const notEnded: Partial<Incident> = { resolved: undefined, cancelled: undefined }

const mended = (incident: Incident, effect: string): readonly Trouble[] =>
  incident.troubles.filter((trouble) => trouble.effect !== effect)

/** What was heard about a role is no longer to be undone once somebody else holds it, unless they do because it was undone. */
const stillUndoable = (incident: Incident, role: Role, holder: UserId | undefined): Incident['heardRoles'] =>
  incident.heardRoles.filter((heard) => heard.role !== role || heard.from === holder)

/** What was published did not know how it went on: it is to be published again. */
const unpublished = ({ published: _withdrawn, ...postmortem }: Incident['postmortem']): Incident['postmortem'] =>
  postmortem

const withoutRole = (roles: Incident['roles'], role: Role): Incident['roles'] => {
  const { [role]: _released, ...rest } = roles
  return rest
}

const personIn = (written: Written): UserId => {
  if (written.by.kind !== 'person')
    throw new Error(`An event of ${written.incident} needs a person, not ${written.by.kind}`)
  return written.by.user
}
