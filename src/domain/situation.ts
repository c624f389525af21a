import type { RecordedEvent, IncidentEvent } from './events.ts'
import type { Moment } from './ids.ts'
import type { Incident } from './incident.ts'
import type { Earlier } from './earlier.ts'
import type { Refusal } from './refusals.ts'

/** What a decision may look at, read under the incident's lock. */
export type Situation = {
  /** The incident that the command is on; undefined where it begins one, and where there is none. */
  readonly incident: Incident | undefined
  /** What was recorded about the message or entry that the command names, oldest first. */
  readonly about: readonly RecordedEvent[]
  /**
   * The other incident that a `merge` or a `link-recurrence` names, read under its lock too; undefined where there is
   * none of that id.
   */
  readonly other?: Incident | undefined
  /**
   * Where the command names services: the incident of its kind that hurt one of them and was resolved last, within
   * `recursWithin` before this one was declared.
   */
  readonly earlier?: Earlier | undefined
  /** The number that a `declare` or `report` will carry. */
  readonly nextNumber: number
}

/** What the workspace has settled for itself. */
export type Rules = {
  /** `report`: guests declare and speak; `members`: they may do all that members may. */
  readonly guests: 'report' | 'members'
}

/**
 * Something that happened: `at` if not at the command's own time, `about` if it concerns a message or an earlier entry.
 */
export type Happening = { readonly event: IncidentEvent; readonly at?: Moment; readonly about?: string }

/** What `decide` answers. No happenings means: everything is already as wished, nothing to write. */
export type Decision = { readonly happenings: readonly Happening[] } | { readonly refusal: Refusal }
