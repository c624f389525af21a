import type { ChannelId, IncidentId, Moment, UserId } from '../ids.ts'
import type { Declaration } from '../declaration.ts'
import type { Severity } from '../incident.ts'
import type { Report } from '../triage.ts'
import type { Fact } from './fact.ts'

/** Reports and what came of them, and incidents that turned out to be one. */
export type TriageFact =
  /** As a declaration, but nobody has said yet that it is one; its severity is proposed. */
  | Fact<'incident-reported', Declaration & { report: Report }>
  | Fact<'report-accepted', { severity: Severity; nextUpdateDue: Moment }>
  | Fact<'report-declined', { why: string; pointer: string }>
  /** It goes on as another; what is recorded here is read through that one. */
  | Fact<'incident-merged', { into: IncidentId; number: number; channel?: ChannelId; why: string }>
  | Fact<'incident-unmerged', { nextUpdateDue?: Moment }>
  /** The time for un-merging has passed. */
  | Fact<'merge-settled'>
  /** Another was merged into this one; `members` come along. */
  | Fact<'incident-absorbed', { from: IncidentId; number: number; channel?: ChannelId; members: readonly UserId[] }>
  /** More people of one that was merged into this one: those of a third, which went into that one before. */
  | Fact<'members-brought', { from: IncidentId; members: readonly UserId[] }>
  /** The channel of the incident that is kept, which had none at the merge. */
  | Fact<'kept-channel-learned', { into: IncidentId; channel: ChannelId }>
  | Fact<'incident-let-go', { from: IncidentId; number: number }>
