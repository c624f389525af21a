import { updateEvery } from '../cadence.ts'
import type { RecordedEvent } from '../events.ts'
import type { EventId } from '../ids.ts'

/** An update (or the end, which is the last of them) that came after it was due. */
export type LateUpdate = { readonly event: EventId; readonly lateMs: number }

/** How many updates were posted, and which came late: each against the time that the one before it had promised. */
export const updatesIn = (
  events: readonly RecordedEvent[],
): { readonly posted: number; readonly late: readonly LateUpdate[] } => {
  const late: LateUpdate[] = []
  let posted = 0
  let due = Number.POSITIVE_INFINITY
  const met = (event: RecordedEvent) => {
    if (event.at > due) late.push({ event: event.id, lateMs: event.at - due })
  }
  for (const event of events.toSorted((a, b) => a.seq - b.seq)) {
    switch (event.type) {
      case 'incident-declared':
        due = event.at + updateEvery(event.severity)
        break
      case 'severity-changed':
      case 'incident-reopened':
        due = event.nextUpdateDue
        break
      case 'update-posted':
        met(event)
        posted++
        due = event.nextUpdateDue
        break
      case 'incident-resolved':
        met(event)
        due = Number.POSITIVE_INFINITY
        break
      default:
    }
  }
  return { posted, late }
}
