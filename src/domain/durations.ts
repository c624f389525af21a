import type { RecordedEvent } from './events.ts'
import { type Moment, momentOf, subjectOf } from './ids.ts'
import type { OpenStatus } from './incident.ts'
import { isBeginning } from './timeline/facts.ts'

/** How long things took, in ms. What has not happened is absent. */
export type Durations = {
  /** First sign − declared: the message it was declared from, where that is older than the declaration. */
  readonly toDeclare?: number
  /** First sign (that message, or the declaration) − impact since, as it is stated at last. */
  readonly toDetect?: number
  /** First lead − declared, or accepted: what waits in triage has no lead yet. */
  readonly toLead?: number
  /** First `identified` − declared. */
  readonly toIdentify?: number
  /** First `contained` − impact since, as it is stated at last; − declared where nobody said since when. */
  readonly toContain?: number
  /** First `monitoring` − declared. */
  readonly toMonitor?: number
  /**
   * The sum of the times it was open: declared → resolved, and each reopened → resolved. The time between a resolution
   * and the reopening does not count: people had gone home. Absent while it is open, and for what was cancelled.
   */
  readonly toResolve?: number
}

/**
 * Computed from the events, in the order in which they were recorded. A time that somebody corrected in the timeline
 * counts as corrected. No length is negative: a step that was backdated to before the declaration took no time.
 */
export const durations = (events: readonly RecordedEvent[]): Durations => {
  const inOrder = events.toSorted((a, b) => a.seq - b.seq)
  const corrected = corrections(inOrder)
  const when = (event: RecordedEvent): Moment => corrected.get(event.id) ?? event.at
  const declared = inOrder.find(isBeginning)
  if (declared === undefined) return {}
  const since = (event: RecordedEvent | undefined, from: RecordedEvent = declared) =>
    event === undefined ? undefined : Math.max(0, when(event) - when(from))
  const first = (status: OpenStatus) => inOrder.find((event) => event.type === 'status-changed' && event.to === status)
  const began = impactSince(inOrder)
  const firstSign = declared.source === undefined ? undefined : momentOf(declared.source.ts)
  const contained = first('contained')
  const sign = Math.min(when(declared), firstSign ?? Infinity)
  return present({
    toDeclare: firstSign !== undefined && firstSign < when(declared) ? when(declared) - firstSign : undefined,
    toDetect: began === undefined ? undefined : Math.max(0, sign - began),
    toLead: since(
      inOrder.find((event) => event.type === 'role-assigned' && event.role === 'lead'),
      inOrder.find((event) => event.type === 'report-accepted'),
    ),
    toIdentify: since(first('identified')),
    toContain: contained === undefined ? undefined : Math.max(0, when(contained) - (began ?? when(declared))),
    toMonitor: since(first('monitoring')),
    toResolve: timeOpen(inOrder, when),
  })
}

/** When it began for those whom it hurts, as it was said last; undefined where nobody said so, or took it back. */
const impactSince = (events: readonly RecordedEvent[]): Moment | undefined =>
  events.reduce<Moment | undefined>((since, event) => {
    if (event.type === 'impact-stated' && event.statement.part === 'since') return event.statement.to
    return event.type === 'impact-withdrawn' && event.part === 'since' ? undefined : since
  }, undefined)

const timeOpen = (events: readonly RecordedEvent[], when: (event: RecordedEvent) => Moment): number | undefined => {
  let openSince: Moment | undefined
  let sum = 0
  let resolved = false
  for (const event of events) {
    if (isBeginning(event) || event.type === 'incident-reopened') {
      openSince = when(event)
      resolved = false
    } else if (event.type === 'incident-resolved') {
      sum += Math.max(0, when(event) - (openSince ?? when(event)))
      resolved = true
    } else if (event.type === 'incident-cancelled') {
      resolved = false
    }
  }
  return resolved ? sum : undefined
}

const corrections = (events: readonly RecordedEvent[]): ReadonlyMap<string, Moment> => {
  const corrected = new Map<string, Moment>()
  for (const event of events) {
    // Only a fact's own time: `id/source` is the message it was declared from.
    if (event.type === 'entry-backdated' && subjectOf(event.entry) === event.entry) corrected.set(event.entry, event.to)
  }
  return corrected
}

const present = (lengths: { readonly [K in keyof Durations]: number | undefined }): Durations =>
  Object.fromEntries(Object.entries(lengths).filter(([, length]) => length !== undefined))
