import type { Actor } from './commands.ts'
import { updateEvery } from './cadence.ts'
import type { IncidentEvent } from './events.ts'
import type { CommandId, IncidentId, MessageTs, Moment, UserId } from './ids.ts'
import { type EffectType, isOpen, openFor, type Incident, type Role } from './incident.ts'
import { beginsLate, comesIntoReach, openingReminders, replan } from './reminders.ts'
import { askedAgain } from './troubles.ts'

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
        ...taken(incident, 'open-channel'),
        ...(beginsLate(incident) && { nextUpdateDue: at + updateEvery(incident.severity) }),
      }
    case 'channel-name-refused':
      return { channelName: event.next, channelNameTry: incident.channelNameTry + 1 }
    case 'channel-renamed':
      return { channelName: event.name }
    case 'channel-archived':
      return { channelArchived: true }
    case 'channel-deleted':
      return { unreachable: 'deleted' }
    case 'bot-removed':
      return { unreachable: 'bot-removed' }
    case 'channel-unarchived':
      return { channelArchived: false, ...inReach(incident, event, at) }
    case 'bot-returned':
      return inReach(incident, event, at)
    case 'card-posted':
      return { card: event.ts, cardPinned: false, ...taken(incident, 'show-card') }
    case 'card-pinned':
      return { cardPinned: true, ...taken(incident, 'pin-card') }
    case 'announcement-posted':
      return { announcement: { channel: event.channel, ts: event.ts }, ...taken(incident, 'show-announcement') }
    case 'lead-question-posted':
      return { leadQuestion: { ts: event.ts, to: event.to } }
    case 'message-deleted':
      return withoutMessage(incident, event.ts)
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
      const known = incident.postmortem.messages
      // Another root is another thread: what stood in the old one is posted anew in it.
      const isNewThread = event.part === 'root' && known.root !== undefined && known.root.ts !== event.ts
      const messages = { ...(isNewThread ? {} : known), [event.part]: { ts: event.ts, drawn: event.drawn } }
      const pages = Math.max(event.pages, incident.postmortem.pages)
      return { postmortem: { ...incident.postmortem, messages, pages }, ...taken(incident, 'show-postmortem') }
    }
    case 'prose-edited': {
      const prose = { ...incident.postmortem.prose, [event.section]: { text: event.text, by: personIn(written), at } }
      return { postmortem: { ...incident.postmortem, prose } }
    }
    case 'postmortem-published':
      return { postmortem: { ...incident.postmortem, published: { by: personIn(written), at } } }
    case 'reminder-stopped':
      return event.kind === 'update-overdue' ? nothingDue : {}
    case 'slack-refused': {
      const { effect, error, needed } = event
      const { troubles, retrying } = taken(incident, effect)
      return { troubles: [...troubles, { effect, error, ...(needed !== undefined && { needed }), at }], retrying }
    }
    case 'slack-took':
      return taken(incident, event.effect)
    case 'retry-asked': {
      const by = personIn(written)
      const effects = askedAgain.filter((one) => incident.troubles.some(({ effect }) => effect === one))
      return { ...inReach(incident, event, at), troubles: [], retrying: { by, command: written.command, at, effects } }
    }
    case 'note-added':
    case 'message-edited':
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

/** Slack has answered to this effect: it is no trouble any more, and nobody waits for the answer. */
const taken = ({ troubles, retrying }: Incident, effect: EffectType) => ({
  troubles: troubles.filter((trouble): boolean => trouble.effect !== effect),
  retrying: retrying && { ...retrying, effects: retrying.effects.filter((one) => one !== effect) },
})

/**
 * The channel is taken to be in reach: if it was not, all that stands in it is asked for anew, and no old trouble is
 * one.
 */
const inReach = (incident: Incident, event: IncidentEvent, at: Moment): Partial<Incident> => {
  if (!comesIntoReach(incident, event)) return {}
  const due = isOpen(incident) && { nextUpdateDue: at + updateEvery(incident.severity) }
  return { channelArchived: false, unreachable: undefined, troubles: [], ...due }
}

/** Somebody deleted one of our messages: what is to stand is posted anew, below a deleted root all of the thread. */
const withoutMessage = (incident: Incident, ts: MessageTs): Partial<Incident> => {
  if (incident.card === ts) return { card: undefined, cardPinned: false }
  const { messages } = incident.postmortem
  const isRoot = messages.root?.ts === ts
  const left = Object.entries(messages).filter(([, message]) => !isRoot && message?.ts !== ts)
  return left.length === Object.keys(messages).length
    ? {}
    : { postmortem: { ...incident.postmortem, messages: Object.fromEntries(left) } }
}

/**
 * What was heard about a role is no longer to be undone once somebody else holds it, unless they do because it was
 * undone.
 */
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
