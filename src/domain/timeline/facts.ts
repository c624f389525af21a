import type { RecordedEvent } from '../events.ts'
import { entryId, momentOf } from '../ids.ts'

import { isCustomerFact } from './customers.ts'
import { hasEnded } from '../incident.ts'
import { type Entry, basis, fact, standing } from './entry.ts'

/** How an incident entered the record: declared, or reported. */
export type Beginning = Extract<RecordedEvent, { type: 'incident-declared' | 'incident-reported' }>
/** Is this how it entered the record? */
export const isBeginning = (event: RecordedEvent): event is Beginning =>
  event.type === 'incident-declared' || event.type === 'incident-reported'

/** The message it was declared from has an entry of its own; marking that message again must not show it twice. */
export const sourceLink = (events: readonly RecordedEvent[]): string | undefined =>
  events.find(isBeginning)?.source?.permalink

const sourceSuffix = '/source'
/** Is this the entry of that message? */
export const isSource = (entry: Entry): boolean => entry.id.endsWith(sourceSuffix)

/**
 * The entries of a fact: none for what concerns only Slack's channels and posts, reminders and the postmortem's own
 * text.
 */
export const factEntries = (event: RecordedEvent): Entry[] => {
  if (isCustomerFact(event)) return [fact(event)]
  switch (event.type) {
    case 'incident-declared':
    case 'incident-reported':
      return [fact(event), ...sourceEntries(event)]
    case 'status-changed':
      // Resolved, cancelled and reopened have events of their own, which say more.
      return hasEnded({ status: event.from }) || hasEnded({ status: event.to }) ? [] : [fact(event)]
    case 'note-added':
      return [{ ...basis(event), what: { is: 'said', text: event.text } }]
    case 'severity-changed':
    case 'title-changed':
    case 'role-assigned':
    case 'role-released':
    case 'update-posted':
    case 'follow-up-added':
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
    case 'follow-up-completed':
    case 'incident-resolved':
    case 'resolution-answered':
    case 'incident-reopened':
    case 'incident-cancelled':
    case 'report-accepted':
    case 'report-declined':
    case 'incident-merged':
    case 'incident-unmerged':
    case 'incident-absorbed':
    case 'incident-let-go':
      return [fact(event)]
    case 'merge-settled':
    case 'members-brought':
    case 'kept-channel-learned':
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
    case 'member-joined':
    case 'language-changed':
    case 'message-heard':
    case 'message-edited':
    case 'message-deleted':
    case 'message-pinned':
    case 'message-unpinned':
    case 'message-marked':
    case 'entry-edited':
    case 'entry-backdated':
    case 'entry-kept':
    case 'entry-removed':
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
    case 'publication-arrived':
    case 'approval-asked':
      return []
    default: {
      const never: never = event
      return never
    }
  }
}

const sourceEntries = (event: Beginning): Entry[] => {
  const { source } = event
  if (source === undefined) return []
  return [
    {
      ...standing,
      id: entryId(event.id + sourceSuffix),
      at: momentOf(source.ts),
      recordedAt: event.recordedAt,
      ...(source.user !== undefined && { by: source.user }),
      files: source.files,
      permalink: source.permalink,
      what: { is: 'said', text: source.text },
    },
  ]
}
