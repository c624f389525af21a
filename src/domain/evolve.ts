import type { IncidentEvent } from './events.ts'
import type { Incident } from './incident.ts'
import { inReach, ofChannel } from './evolve/channel.ts'
import { askedAnew, customersAfter } from './evolve/customers.ts'
import { declared } from './evolve/declared.ts'
import { ofEnd } from './evolve/ends.ts'
import { withParticular } from './evolve/particulars.ts'
import { ofPostmortem } from './evolve/postmortem.ts'
import { ofRecurrence } from './evolve/recurrence.ts'
import { ofRoles } from './evolve/roles.ts'
import { ofTriage } from './evolve/triage.ts'
import { taken } from './evolve/troubles.ts'
import { ofWatch } from './evolve/watch.ts'
import { type Written, nothingDue, personIn } from './evolve/written.ts'
import { replan } from './reminders.ts'
import { awaitedAgain } from './troubles.ts'

/** The incident after one more event. Folding all events of an incident, oldest first, gives its state. */
export const evolve = (incident: Incident | undefined, event: IncidentEvent, written: Written): Incident => {
  if (event.type === 'incident-declared' || event.type === 'incident-reported') return declared(event, written)
  if (incident === undefined) throw new Error(`${event.type} without an incident`)
  return { ...incident, ...changes(incident, event, written), reminders: replan(incident, event, written.at) }
}

/** The fields that an event changes; nothing for those that only the timeline reads. */
const changes = (incident: Incident, event: IncidentEvent, written: Written): Partial<Incident> => {
  const { at } = written
  switch (event.type) {
    case 'incident-declared':
    case 'incident-reported':
      throw new Error(`INC-${incident.number} was declared twice`)
    case 'channel-opened':
    case 'channel-name-refused':
    case 'channel-renamed':
    case 'channel-archived':
    case 'channel-deleted':
    case 'bot-removed':
    case 'channel-unarchived':
    case 'bot-returned':
    case 'card-posted':
    case 'card-pinned':
    case 'announcement-posted':
    case 'lead-question-posted':
    case 'message-deleted':
      return ofChannel(incident, event, at)
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
    case 'role-assigned':
    case 'role-released':
      return ofRoles(incident, event, at)
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
    case 'kind-changed':
    case 'impact-stated':
    case 'impact-withdrawn':
    case 'vendor-awaited':
    case 'vendor-described':
    case 'vendor-estimated':
    case 'vendor-estimate-withdrawn':
    case 'vendor-returned':
    case 'change-recorded':
    case 'change-undone':
      return withParticular(incident, event, written)
    case 'watch-started':
    case 'watch-item-ticked':
    case 'watch-item-opened':
    case 'watch-ended':
    case 'watch-told':
    case 'watch-put-off':
      return ofWatch(incident, event, written)
    case 'recurrence-found':
    case 'recurrence-linked':
    case 'recurrence-unlinked':
      return ofRecurrence(event)
    case 'message-heard':
      return { lastHeardAt: Math.max(at, incident.lastHeardAt) }
    case 'incident-resolved':
    case 'resolution-answered':
    case 'incident-reopened':
    case 'incident-cancelled':
      return ofEnd(incident, event, written)
    case 'report-accepted':
    case 'report-declined':
    case 'incident-merged':
    case 'incident-unmerged':
    case 'merge-settled':
    case 'incident-absorbed':
    case 'incident-let-go':
    case 'members-brought':
    case 'kept-channel-learned':
      return ofTriage(incident, event, written)
    case 'postmortem-part-drawn':
    case 'prose-edited':
    case 'postmortem-published':
      return ofPostmortem(incident, event, written)
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
      const retrying = { by, command: written.command, at, effects: awaitedAgain(incident) }
      return { ...inReach(incident, event, at), troubles: [], retrying, ...askedAnew(incident, at) }
    }
    case 'public-update-drafted':
    case 'public-update-edited':
    case 'public-update-sent-back':
    case 'public-update-withdrawn':
    case 'public-update-published':
    case 'publication-arrived':
    case 'approval-asked':
    case 'publication-failed':
      return { customers: customersAfter(incident.customers, event, written) }
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
