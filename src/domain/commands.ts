import type { AffectedService, ImpactPart, ImpactStatement } from './impact.ts'
import type { ChangeId, ChannelId, EntryId, FollowUpId, IncidentId, MessageTs, Moment, UserId } from './ids.ts'
import type {
  DueKind,
  EffectType,
  FileRef,
  Kind,
  Language,
  OpenStatus,
  PostmortemPart,
  ProseSection,
  ReminderKind,
  Role,
  Severity,
  SourceMessage,
} from './incident.ts'
import type { WorkCalendar } from './cadence.ts'
import type { LinkCommand, ReportCommand, TriageWish } from './commands/triage.ts'
import type { Effect } from './effects.ts'
import type { CustomerCommand, RecordApprovalAsked, RecordPublication } from './commands/customers.ts'
import type { RecurrenceWish } from './commands/recurrence.ts'
import type { LaterAnswers, Resolution } from './resolution.ts'
import type { Vendor } from './vendor.ts'
import type { WatchWish } from './commands/watch.ts'
import type { On, Standing, Wish } from './commands/wish.ts'

/** Somebody says that something is broken. `incident` and the command's `id` are made before it is sent. */
export type Declare = Wish<
  'declare',
  {
    /** Chosen by whoever builds the command, so that a repeated one names the same incident. */
    readonly incident: IncidentId
    readonly title: string
    readonly severity: Severity
    readonly kind: Kind
    readonly description: string
    readonly language: Language
    readonly source?: SourceMessage
    /** Which services it hurts, where the declarer knows. */
    readonly services?: readonly AffectedService[]
    /** As `Declaration.trial`. */
    readonly trial?: true
  }
>

/** What people wish. */
export type PersonCommand =
  | Declare
  | TriageWish
  | WatchWish
  | RecurrenceWish
  | Wish<'join', On>
  | Wish<'set-severity', On<{ severity: Severity }>>
  | Wish<'set-status', On<{ status: OpenStatus }>>
  | Wish<'rename', On<{ title: string }>>
  | Wish<'post-update', On<{ text: string; nextInMs?: number }>>
  | Wish<'add-note', On<{ text: string; happenedAt?: Moment }>>
  | Wish<'add-follow-up', On<{ followUp: FollowUpId; text: string; owner?: UserId }>>
  | Wish<'complete-follow-up', On<{ followUp: FollowUpId }>>
  /** `ifVacant`: wished with a button that stands where nobody holds the role; it takes the role from nobody. */
  | Wish<'assign-role', On<{ role: Role; to: UserId; toStanding: Standing; ifVacant?: true }>>
  | Wish<'release-role', On<{ role: Role }>>
  /** The Undo button under a role that was heard in a message: gives it back if nothing changed since. */
  | Wish<'undo-role', On<{ role: Role; heardIn: MessageTs; thread: MessageTs }>>
  | Wish<'resolve', On<{ resolution: Resolution }>>
  /** What the resolve form asked and nobody answered then. */
  | Wish<'answer-resolution', On<{ answers: LaterAnswers }>>
  | Wish<'reopen', On<{ why: string }>>
  | Wish<'cancel', On<{ why: string }>>
  | Wish<'set-language', On<{ language: Language }>>
  /** The message shortcut "Add to timeline"; carries the message, for it may be older than the incident's channel. */
  | Wish<'mark-message', On<{ message: Spoken }>>
  | Wish<'edit-entry', On<{ entry: EntryId; text: string }>>
  | Wish<'backdate-entry', On<{ entry: EntryId; happenedAt: Moment }>>
  | Wish<'keep-entry', On<{ entry: EntryId }>>
  | Wish<'remove-entry', On<{ entry: EntryId }>>
  | Wish<'edit-prose', On<{ section: ProseSection; text: string }>>
  | Wish<'publish-postmortem', On>
  | Wish<'export-postmortem', On>
  /** Says parts of whom it hurts, and takes others back; parts that are named in neither stay as they are. */
  | Wish<
      'state-impact',
      On<{
        statements: readonly ImpactStatement[]
        withdrawn: readonly ImpactPart[]
        /** It is of another kind. `services`: those that are known to be hurt, to look for earlier trouble of that kind. */
        reclassified?: { readonly kind: Kind; readonly services: readonly AffectedService[] }
      }>
    >
  /** It waits on this vendor, or on the same one with other particulars. `estimate`: null takes the last one back. */
  | Wish<'await-vendor', On<{ vendor: Vendor; estimate?: Moment | null }>>
  /** The vendor whom it waits on promises another time. */
  | Wish<'record-estimate', On<{ estimate: Moment }>>
  | Wish<'end-vendor-wait', On>
  /** `madeBy`, `madeAt`: where it was somebody else, or earlier. */
  | Wish<'record-change', On<{ change: ChangeId; text: string; undo: string; madeBy?: UserId; madeAt?: Moment }>>
  | Wish<'undo-change', On<{ change: ChangeId }>>
  | Wish<'snooze-reminder', On<{ kind: ReminderKind; forMs: number }>>
  | Wish<'stop-reminder', On<{ kind: ReminderKind }>>
  /** *Try again* under something that Slack had refused. */
  | Wish<'retry', On>
  | CustomerCommand

/** Somebody whom a message names: what they are called, and how they stand. */
export type Mentioned = { readonly name: string; readonly standing: Standing }

/**
 * A message as Slack delivered it, decoded to plain text. On its way in, mentions are `<@U1>` tokens; it is recorded
 * with names.
 */
export type Spoken = {
  readonly ts: MessageTs
  readonly threadTs?: MessageTs
  readonly user?: UserId
  readonly text: string
  readonly files: readonly FileRef[]
  readonly permalink: string
}

/** What is said and done with messages in an incident channel. `timeZone`: the speaker's IANA zone. */
export type MessageCommand =
  | Wish<'hear-message', On<{ message: Spoken; timeZone: string; mentioned: Readonly<Record<string, Mentioned>> }>>
  | Wish<'hear-edit', On<{ message: Spoken; timeZone: string; mentioned: Readonly<Record<string, Mentioned>> }>>
  | Wish<'hear-deletion', On<{ ts: MessageTs }>>
  | Wish<'pin-message', On<{ ts: MessageTs }>>
  | Wish<'unpin-message', On<{ ts: MessageTs }>>

/** What Slack answered to an effect, and what it tells of channels. */
export type SlackCommand =
  | Wish<'record-channel', On<{ channel: ChannelId; name: string }>>
  | Wish<'record-name-taken', On<{ name: string }>>
  | Wish<'record-card', On<{ ts: MessageTs }>>
  | Wish<'record-pin', On>
  | Wish<'record-announcement', On<{ channel: ChannelId; ts: MessageTs }>>
  | Wish<'record-postmortem-part', On<{ part: PostmortemPart; ts: MessageTs; drawn: string; pages: number }>>
  | Wish<'record-lead-question', On<{ ts: MessageTs; to: UserId }>>
  /**
   * Slack refused for good: `error` is Slack's own code, `channel` what it was about (a name or an id), `needed` the
   * scope that is missing.
   */
  | Wish<'record-failure', On<{ effect: Effect; error: string; channel?: string; needed?: string }>>
  /** What it refused before, it has taken now. */
  | Wish<'record-mended', On<{ effect: EffectType }>>
  | Wish<'record-rename', On<{ name: string }>>
  | Wish<'record-archive', On<{ archived: boolean }>>
  | Wish<'record-deletion', On>
  /** Our own bot was taken out of the channel, or let in again. */
  | Wish<'record-presence', On<{ present: boolean }>>
  | RecordPublication
  | RecordApprovalAsked

/**
 * A due time has passed. `to` and `calendar`: whom to remind, and when that person works. Without `to` nobody is known
 * who could act on it, and everybody in the channel is reminded.
 */
export type ClockCommand = Wish<'remind', On<{ kind: DueKind; to?: UserId; calendar: WorkCalendar }>>

/** Everything that can come through the one door. */
export type Command = PersonCommand | MessageCommand | SlackCommand | LinkCommand | ClockCommand

/** A command that begins an incident: it names the incident to be, where every other is on one. */
export type Beginning = Declare | ReportCommand
