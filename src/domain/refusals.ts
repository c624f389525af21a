import type { Moment, UserId } from './ids.ts'
import type { ReminderKind, Role } from './incident.ts'
import type { CustomerRefusal } from './refusals/customers.ts'
import type { RecurrenceRefusal } from './refusals/recurrence.ts'
import type { TriageRefusal } from './refusals/triage.ts'
import type { WatchRefusal } from './refusals/watch.ts'

/**
 * A rule said no. A value, never an exception: `code` is the catalogue key `refusal.<code>`, the rest its facts.
 * Each is worded as why, and what to do instead.
 */
export type Refusal =
  /** Said or clicked where there is no incident (or not one of ours). */
  | { readonly code: 'no-incident-here' }
  | { readonly code: 'already-resolved'; readonly number: number; readonly by: UserId; readonly at: Moment }
  | { readonly code: 'already-cancelled'; readonly number: number; readonly by: UserId; readonly at: Moment }
  /** Reopening what is open. */
  | { readonly code: 'still-open'; readonly number: number }
  /** Publishing, exporting or editing a postmortem before there is one. */
  | { readonly code: 'postmortem-not-started'; readonly number: number }
  | { readonly code: 'postmortem-already-published'; readonly number: number; readonly by: UserId; readonly at: Moment }
  | { readonly code: 'guest-may-only-report' }
  | { readonly code: 'outsider-may-only-read' }
  | { readonly code: 'bot-may-not' }
  /** A role given to somebody who may not hold it: a guest, a bot, a person of another organisation. */
  | { readonly code: 'role-not-for-them'; readonly user: UserId; readonly role: Role }
  /** Taken with a button that was drawn while nobody held it: another was quicker. */
  | { readonly code: 'role-already-held'; readonly role: Role; readonly holder: UserId }
  | { readonly code: 'role-not-held'; readonly role: Role }
  | { readonly code: 'role-changed-since'; readonly role: Role; readonly holder?: UserId }
  | { readonly code: 'title-empty' }
  | { readonly code: 'title-too-long'; readonly length: number; readonly limit: number }
  | { readonly code: 'text-empty' }
  | { readonly code: 'text-too-long'; readonly length: number; readonly limit: number }
  | { readonly code: 'entry-unknown' }
  | { readonly code: 'follow-up-unknown' }
  | { readonly code: 'time-in-future'; readonly at: Moment }
  | { readonly code: 'time-too-far-back'; readonly at: Moment }
  | { readonly code: 'reminder-not-due'; readonly kind: ReminderKind }
  /** An incident merged into itself; also where the other one has gone into it, for that would be a ring. */
  | { readonly code: 'duplicate-of-itself' }
  | CustomerRefusal
  /** A form of the impact that was handed in with nothing in it. */
  | { readonly code: 'impact-empty' }
  | { readonly code: 'impact-since-in-future'; readonly at: Moment }
  | { readonly code: 'impact-until-in-past'; readonly at: Moment }
  | { readonly code: 'too-many-services'; readonly limit: number }
  | { readonly code: 'vendor-name-empty' }
  | { readonly code: 'vendor-line-too-long'; readonly limit: number }
  | { readonly code: 'link-not-web' }
  | { readonly code: 'estimate-in-past'; readonly at: Moment }
  /** Nobody is waited on. */
  | { readonly code: 'vendor-not-awaited'; readonly number: number }
  | { readonly code: 'change-unknown' }
  | { readonly code: 'change-already-undone'; readonly by: UserId; readonly at: Moment }
  | TriageRefusal
  | WatchRefusal
  | RecurrenceRefusal

/** Why a rule said no; a part of a catalogue key. */
export type RefusalCode = Refusal['code']
