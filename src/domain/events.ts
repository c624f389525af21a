import type { Actor } from './commands/wish.ts'
import type { CustomerEvent } from './events/customers.ts'
import type { Declaration } from './declaration.ts'
import type { Fact } from './events/fact.ts'
import type { ParticularEvent } from './events/particulars.ts'
import type { RecurrenceEvent } from './events/recurrence.ts'
import type { TriageFact } from './events/triage.ts'
import type { WatchEvent } from './events/watch.ts'
import type { LaterAnswers, Resolution } from './resolution.ts'
import type {
  ChannelId,
  CommandId,
  EntryId,
  EventId,
  FollowUpId,
  IncidentId,
  MessageTs,
  Moment,
  UserId,
} from './ids.ts'
import type {
  EffectType,
  FileRef,
  Language,
  PostmortemPart,
  ProseSection,
  ReminderKind,
  Role,
  Severity,
  Status,
} from './incident.ts'

/** A line of a message that is to stand in the timeline: said so by its speaker, or found by its words alone. */
export type SpokenEntry = { readonly text: string; readonly at: Moment; readonly foundByWords: boolean }

/** What can happen to an incident: a closed list, past tense. Everything else is computed from these. */
export type IncidentEvent =
  | ParticularEvent
  | Fact<'incident-declared', Declaration>
  | TriageFact
  | WatchEvent
  | RecurrenceEvent
  | Fact<'channel-opened', { channel: ChannelId; name: string }>
  | Fact<'channel-name-refused', { name: string; next: string }>
  | Fact<'channel-renamed', { name: string }>
  | Fact<'channel-archived' | 'channel-unarchived' | 'channel-deleted'>
  /** Stanch itself is no longer in the channel, or is back: while it is out it neither hears nor may post there. */
  | Fact<'bot-removed' | 'bot-returned'>
  | Fact<'card-posted', { ts: MessageTs }>
  | Fact<'card-pinned'>
  | Fact<'announcement-posted', { channel: ChannelId; ts: MessageTs }>
  /** Somebody was asked to take or give the lead; redrawn once somebody has it. */
  | Fact<'lead-question-posted', { ts: MessageTs; to: UserId }>
  | Fact<'member-joined', { user: UserId }>
  | Fact<'severity-changed', { from: Severity; to: Severity; nextUpdateDue: Moment }>
  | Fact<'status-changed', { from: Status; to: Status }>
  | Fact<'title-changed', { from: string; to: string }>
  | Fact<'language-changed', { to: Language }>
  /** `heardIn`: claimed in that message rather than by a click or a slash command. */
  | Fact<'role-assigned', { role: Role; to: UserId; from?: UserId; heardIn?: MessageTs }>
  | Fact<'role-released', { role: Role; from: UserId }>
  | Fact<'update-posted', { text: string; nextUpdateDue: Moment }>
  | Fact<'note-added', { text: string }>
  | Fact<'follow-up-added', { followUp: FollowUpId; text: string; owner?: UserId }>
  | Fact<'follow-up-completed', { followUp: FollowUpId; text: string }>
  | Fact<'message-heard', { message: MessageVersion }>
  | Fact<'message-edited', { message: MessageVersion }>
  | Fact<'message-deleted', { ts: MessageTs }>
  | Fact<'message-pinned' | 'message-unpinned', { ts: MessageTs; user: UserId }>
  | Fact<'message-marked', { message: MessageVersion }>
  | Fact<'entry-edited', { entry: EntryId; text: string }>
  | Fact<'entry-backdated', { entry: EntryId; to: Moment }>
  | Fact<'entry-kept' | 'entry-removed', { entry: EntryId }>
  | Fact<'incident-resolved', { resolution: Resolution }>
  | Fact<'resolution-answered', { answers: LaterAnswers }>
  | Fact<'incident-reopened', { why: string; nextUpdateDue: Moment }>
  | Fact<'incident-cancelled', { why: string; duplicateOf?: IncidentId; duplicateNumber?: number }>
  | Fact<'postmortem-part-drawn', { part: PostmortemPart; ts: MessageTs; drawn: string; pages: number }>
  | Fact<'prose-edited', { section: ProseSection; text: string }>
  | Fact<'postmortem-published'>
  | Fact<'postmortem-exported'>
  /** `to` is absent where nobody is named who could act on it: everybody in the channel is asked. */
  | Fact<'reminder-sent', { kind: ReminderKind; to?: UserId; count: number; nextDueAt?: Moment }>
  /** Due, but not in that person's working hours. */
  | Fact<'reminder-put-off', { kind: ReminderKind; until: Moment }>
  | Fact<'reminder-snoozed', { kind: ReminderKind; until: Moment }>
  | Fact<'reminder-stopped', { kind: ReminderKind }>
  /** `channel`: what it was about; `needed`: the scope that the app lacks. */
  | Fact<'slack-refused', { effect: EffectType; error: string; channel?: string; needed?: string }>
  /** What it had refused before is done. */
  | Fact<'slack-took', { effect: EffectType }>
  | Fact<'retry-asked'>
  | CustomerEvent

/** What a message said at one time, with the entries that its own words make. */
export type MessageVersion = {
  readonly ts: MessageTs
  readonly threadTs?: MessageTs
  readonly user?: UserId
  readonly text: string
  readonly files: readonly FileRef[]
  readonly permalink: string
  readonly entries: readonly SpokenEntry[]
}

/**
 * An event as it is written down, with two clocks: `at`, when it happened, and `recordedAt`, when it was written.
 * `about` ties events of one timeline entry together: the message's ts, or the id of the event that made the entry.
 */
export type RecordedEvent = IncidentEvent & {
  readonly id: EventId
  readonly incident: IncidentId
  /** Counts up from 1 within the incident. */
  readonly seq: number
  readonly at: Moment
  readonly recordedAt: Moment
  readonly by: Actor
  readonly command: CommandId
  readonly about: string
}
