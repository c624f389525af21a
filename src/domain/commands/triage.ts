import type { On, Wish } from './wish.ts'
import type { ChannelId, IncidentId, UserId } from '../ids.ts'
import type { Kind, Language, Severity, SourceMessage } from '../incident.ts'
import type { Report } from '../triage.ts'

/** Somebody says that something may be broken. `incident` and the command's `id` are made before it is sent. */
export type ReportCommand = Wish<
  'report',
  {
    readonly incident: IncidentId
    readonly title: string
    readonly kind: Kind
    readonly description: string
    readonly language: Language
    readonly report: Report
    readonly source?: SourceMessage
  }
>

/** What people wish of a report, and of two incidents that are one. */
export type TriageWish =
  | ReportCommand
  | Wish<'accept-report', On<{ severity: Severity }>>
  | Wish<'decline-report', On<{ why: string; pointer: string }>>
  /** `into`: the one that is kept. */
  | Wish<'merge', On<{ into: IncidentId; why: string }>>
  | Wish<'unmerge', On>

/** What one incident tells another, once it is committed: facts, never refused. The person is who wished the first. */
export type LinkCommand =
  /** `asksChannel`: when it was merged the kept one had no channel yet, and its people want to know it. */
  | Wish<
      'absorb',
      On<{
        from: IncidentId
        number: number
        channel?: ChannelId
        members: readonly UserId[]
        asksChannel?: true
      }>
    >
  | Wish<'let-go', On<{ from: IncidentId; number: number }>>
  /** The channel of the incident that is kept, which had none when this one went into it. */
  | Wish<'learn-channel', On<{ from: IncidentId; channel: ChannelId }>>
