import type { Effect } from '../effects.ts'
import type { IncidentEvent } from '../events.ts'
import { proseSections, type Incident, type PostmortemPart } from '../incident.ts'
import { rootPart, type Change } from './asks.ts'

/** All parts of a postmortem, in reading order. */
export const partsOf = (incident: Incident): readonly PostmortemPart[] => [
  'root',
  'summary',
  'impact',
  ...Array.from({ length: incident.postmortem.pages }, (_, index): PostmortemPart => `timeline-${index + 1}`),
  ...proseSections.filter((section) => section !== 'summary' && section !== 'impact'),
  'follow-ups',
]

/** Draws the postmortem (or one part of it) again where there is one; a part that shows the same is not sent. */
export const redraw = (incident: Incident, only?: PostmortemPart): readonly Effect[] => {
  if (incident.postmortem.messages.root === undefined) return []
  return partsOf(incident)
    .filter((part) => only === undefined || part === only)
    .map((part): Effect => (part === 'root' ? rootPart : { type: 'show-postmortem', part }))
}

/** Entries came in and the timeline needs more messages than it had. */
export const newPages = ({ before, after }: Change): readonly Effect[] =>
  before !== undefined && after.postmortem.pages > before.postmortem.pages
    ? redraw(after).filter((effect) => effect.type === 'show-postmortem' && effect.part.startsWith('timeline-'))
    : []

/**
 * Whether a postmortem that is there must be drawn again for its timeline. Most of what is said in a channel stands in
 * none.
 */
export const changesTimeline = (event: IncidentEvent): boolean => {
  switch (event.type) {
    case 'message-heard':
      return event.message.entries.length > 0
    case 'incident-declared':
    case 'incident-reported':
    case 'report-accepted':
    case 'report-declined':
    case 'severity-changed':
    case 'status-changed':
    case 'title-changed':
    case 'role-assigned':
    case 'role-released':
    case 'update-posted':
    case 'note-added':
    case 'follow-up-added':
    case 'follow-up-completed':
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
    case 'watch-started':
    case 'watch-item-ticked':
    case 'watch-item-opened':
    case 'watch-ended':
    case 'recurrence-found':
    case 'recurrence-linked':
    case 'recurrence-unlinked':
    case 'message-edited':
    case 'message-deleted':
    case 'message-pinned':
    case 'message-unpinned':
    case 'message-marked':
    case 'entry-edited':
    case 'entry-backdated':
    case 'entry-kept':
    case 'entry-removed':
    case 'incident-resolved':
    case 'resolution-answered':
    case 'incident-reopened':
    case 'incident-cancelled':
    case 'incident-merged':
    case 'incident-unmerged':
    case 'incident-absorbed':
    case 'incident-let-go':
    case 'public-update-drafted':
    case 'public-update-edited':
    case 'public-update-sent-back':
    case 'public-update-withdrawn':
    case 'public-update-published':
    case 'publication-failed':
      return true
    case 'publication-arrived':
    case 'merge-settled':
    case 'channel-opened':
    case 'channel-name-refused':
    case 'channel-renamed':
    case 'channel-archived':
    case 'channel-unarchived':
    case 'channel-deleted':
    case 'bot-removed':
    case 'bot-returned':
    case 'card-posted':
    case 'card-pinned':
    case 'announcement-posted':
    case 'lead-question-posted':
    case 'members-brought':
    case 'kept-channel-learned':
    case 'approval-asked':
    case 'member-joined':
    case 'language-changed':
    case 'postmortem-part-drawn':
    case 'prose-edited':
    case 'postmortem-published':
    case 'postmortem-exported':
    case 'reminder-sent':
    case 'reminder-put-off':
    case 'reminder-snoozed':
    case 'reminder-stopped':
    case 'slack-refused':
    case 'slack-took':
    case 'retry-asked':
    case 'watch-told':
    case 'watch-put-off':
      return false
    default: {
      const never: never = event
      return never
    }
  }
}
