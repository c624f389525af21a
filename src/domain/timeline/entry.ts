import type { RecordedEvent } from '../events.ts'
import type { CustomerFact } from './customers.ts'
import type { ParticularEvent } from '../events/particulars.ts'
import type { RecurrenceEvent } from '../events/recurrence.ts'
import type { TriageFact } from '../events/triage.ts'
import type { WatchFact } from '../events/watch.ts'
import { type EntryId, type MessageTs, type Moment, type UserId, entryId } from '../ids.ts'
import type { FileRef } from '../incident.ts'

/** Something done to the incident that reads as a line of its timeline. */
export type FactEvent = Extract<
  RecordedEvent,
  {
    type:
      | 'incident-declared'
      | 'severity-changed'
      | 'status-changed'
      | 'title-changed'
      | 'role-assigned'
      | 'role-released'
      | 'update-posted'
      | 'follow-up-added'
      | 'follow-up-completed'
      | ParticularEvent['type']
      | 'incident-resolved'
      | 'resolution-answered'
      | 'incident-reopened'
      | 'incident-cancelled'
      | CustomerFact['type']
      | Exclude<TriageFact['type'], 'merge-settled' | 'members-brought' | 'kept-channel-learned'>
      | WatchFact['type']
      | RecurrenceEvent['type']
  }
>

/** A line of the timeline: what happened, when it happened and when that was written down (both ms UTC). */
export type Entry = {
  readonly id: EntryId
  readonly at: Moment
  readonly recordedAt: Moment
  readonly by?: UserId
  /** Found by its words alone, and nobody has kept it yet. */
  readonly suggestion: boolean
  /** Its words are not the first ones: changed by hand, or by its speaker in Slack. */
  readonly edited: boolean
  /** Taken out by hand or un-pinned; it can be brought back. */
  readonly removed: boolean
  readonly files: readonly FileRef[]
  readonly permalink?: string
  readonly threadTs?: MessageTs
  /** The number of the merged incident that it is read from; absent for the incident's own. */
  readonly from?: number
  /** Words of a person, or something done; `text` of a fact is what somebody wrote in its place. */
  readonly what:
    | { readonly is: 'said'; readonly text: string }
    | { readonly is: 'fact'; readonly event: FactEvent; readonly text?: string }
}

/** What an entry has that nobody has touched yet. */
export const standing = { suggestion: false, edited: false, removed: false }

/** An entry for something done, worded by the view. */
export const fact = (event: FactEvent): Entry => ({ ...basis(event), what: { is: 'fact', event } })

/** What every entry has of the event that made it. */
export const basis = (event: RecordedEvent) => ({
  id: entryId(event.id),
  at: event.at,
  recordedAt: event.recordedAt,
  ...(event.by.kind === 'person' && { by: event.by.user }),
  ...standing,
  files: [],
})
