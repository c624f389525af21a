import type { RecordedEvent } from '../events.ts'
import type { EntryId, Moment } from '../ids.ts'

type ByHand = { readonly text?: string; readonly at?: Moment; readonly stands?: boolean }

/** What people did to entries in the postmortem; the last word counts, in the order in which it was recorded. */
export const handsOn = (events: readonly RecordedEvent[]): ReadonlyMap<EntryId, ByHand> => {
  const hands = new Map<EntryId, ByHand>()
  const note = (entry: EntryId, more: ByHand) => hands.set(entry, { ...hands.get(entry), ...more })
  for (const event of events) {
    if (event.type === 'entry-edited') note(event.entry, { text: event.text })
    else if (event.type === 'entry-backdated') note(event.entry, { at: event.to })
    else if (event.type === 'entry-kept') note(event.entry, { stands: true })
    else if (event.type === 'entry-removed') note(event.entry, { stands: false })
  }
  return hands
}
