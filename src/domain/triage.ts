import type { ChannelId, CommandId, IncidentId, Moment, UserId } from './ids.ts'
import type { Kind, OpenStatus, Severity, Status } from './vocabulary.ts'

/** The four plain questions of a report, each as the answer that tells an incident from routine support. */
export const signs = ['totals-off', 'too-slow', 'by-hand', 'sync-stopped'] as const
/** One of them, answered so. */
export type Sign = (typeof signs)[number]

/** What a reporter said besides what is wrong. */
export type Report = {
  /** Absent where nobody asked: reported in one line. Empty where they were asked and none is so. */
  readonly signs?: readonly Sign[]
  /** Who is affected, in the reporter's words; '' where nothing was said. */
  readonly affected: string
}

/** The incident that is kept when another is merged into it, as it was called then. */
export type Kept = { readonly incident: IncidentId; readonly number: number; readonly channel?: ChannelId }

/** How it was merged into another. `was`: what un-merging gives back. */
export type Merged = Kept & {
  readonly by: UserId
  readonly at: Moment
  readonly why: string
  readonly was: 'triage' | OpenStatus
  /** The day in which it could be un-merged is over, and its channel is archived. */
  readonly settled: boolean
}

/** An incident that was merged into this one. */
export type Absorbed = {
  readonly incident: IncidentId
  readonly number: number
  readonly channel?: ChannelId
  readonly by: UserId
  readonly at: Moment
}

/** What triage knows of an incident; absent where it was declared outright and has to do with no other. */
export type Triage = {
  /** How it was reported; absent where it was declared outright. */
  readonly report?: Report
  readonly accepted?: { readonly by: UserId; readonly at: Moment; readonly with: CommandId }
  /** `pointer`: where it belongs; '' where nobody said. */
  readonly declined?:
    | { readonly by: UserId; readonly at: Moment; readonly why: string; readonly pointer: string }
    | undefined
  readonly merged?: Merged | undefined
  /** What it was un-merged from last, and by whom. */
  readonly parted?: { readonly incident: IncidentId; readonly by: UserId } | undefined
  /** In the order in which they came. */
  readonly absorbed?: readonly Absorbed[]
}

const minute = 60_000
const day = 24 * 60 * minute

/** How long a report may wait for somebody before all are asked about it, in ms. */
export const triageWantedAfter = 10 * minute
/** How long a merge can be undone, in ms: a channel that is archived after it cannot be opened again by a bot. */
export const unmergeWithin = day

/**
 * How bad it sounds. Where records go wrong by themselves (totals, a sync) and something else is the case too, each
 * hour makes more to repair; one of the signs alone stops a part of the day's work; what people can do by hand goes on.
 * Nobody asked: the middle, for the person who decides. Asked, and none is so: it may be routine support.
 */
export const proposedSeverity = (seen: readonly Sign[] | undefined): Severity => {
  if (seen === undefined) return 'sev3'
  const grows = seen.includes('totals-off') || seen.includes('sync-stopped')
  if (grows && seen.length > 1) return 'sev1'
  if (grows || seen.includes('too-slow')) return 'sev2'
  return seen.length > 0 ? 'sev3' : 'sev4'
}

/** What kind of trouble the signs speak of: it chooses the checklist of the watch that follows. */
export const kindBySigns = (seen: readonly Sign[]): Kind => {
  if (seen.includes('totals-off') || seen.includes('sync-stopped')) return 'data'
  return seen.includes('too-slow') ? 'degradation' : 'other'
}

/** What of an incident triage speaks of. */
type Judged = {
  readonly status: Status
  readonly declaredBy: UserId
  readonly declaredByMember: boolean
  readonly declaredAt: Moment
  readonly declaredWith: CommandId
  readonly triage?: Triage
}

/** Which incident this one has gone into; undefined unless it is merged. */
export const mergedInto = ({ status, triage }: Pick<Judged, 'status' | 'triage'>): Merged | undefined =>
  status === 'merged' ? triage?.merged : undefined

/** Whether a merge can still be undone at that time. */
export const canUnmerge = (merged: Merged, at: Moment): boolean => !merged.settled && at < merged.at + unmergeWithin

/** The incidents that are read through this one. */
export const absorbedIn = ({ triage }: Pick<Judged, 'triage'>): readonly Absorbed[] => triage?.absorbed ?? []

/** Whether nobody has said yet that it is an incident: reopened, it waits for that again. */
export const isWaiting = ({ triage }: Pick<Judged, 'triage'>): boolean =>
  triage?.report !== undefined && triage.accepted === undefined

/**
 * Who made an incident of it, by which command: they are answered about its channel. Whoever accepted a report, else
 * whoever declared it.
 */
export const openedBy = ({
  triage,
  declaredBy,
  declaredWith,
}: Pick<Judged, 'triage' | 'declaredBy' | 'declaredWith'>): {
  readonly user: UserId
  readonly command: CommandId
} => {
  const accepted = triage?.accepted
  return accepted === undefined
    ? { user: declaredBy, command: declaredWith }
    : { user: accepted.by, command: accepted.with }
}

/** When it became an incident: declared, or accepted. */
export const openedAt = ({ triage, declaredAt }: Pick<Judged, 'triage' | 'declaredAt'>): Moment =>
  triage?.accepted?.at ?? declaredAt

/** Who answers for it while nobody leads; undefined where only a guest knows of it, who may do nothing about it. */
export const answersFor = (
  incident: Pick<Judged, 'triage' | 'declaredBy' | 'declaredWith' | 'declaredByMember'>,
): UserId | undefined =>
  incident.triage?.accepted !== undefined || incident.declaredByMember ? openedBy(incident).user : undefined
