import type { RecordedEvent } from '../domain/events.ts'
import type { Incident } from '../domain/incident.ts'
import { isMessageEvent } from '../domain/message-history.ts'
import { type Entry, timelineInTurns } from '../domain/timeline.ts'
import { absorbedIn } from '../domain/triage.ts'
import type { Reads } from './ports.ts'

/** An incident with those that were merged into it, and into them: itself first, each once. */
export const withAbsorbed = async (
  incident: Incident,
  reads: Pick<Reads, 'incident'>,
): Promise<readonly Incident[]> => {
  const found = new Map([[incident.id, incident]])
  for (const one of found.values()) {
    for (const { incident: id } of absorbedIn(one)) {
      // What retention has taken is read no more.
      const absorbed = found.has(id) ? undefined : await reads.incident(id)
      if (absorbed !== undefined) found.set(id, absorbed)
    }
  }
  return [...found.values()]
}

/**
 * The timeline of an incident, with the entries of those that were merged into it: read where they were recorded, each
 * once and in the order of time. `facts` are its own events without the messages, which are in the entries. `pause` lets
 * others go first in between.
 */
export const linkedTimeline = async (
  incidents: readonly Incident[],
  reads: Pick<Reads, 'timelineEvents'>,
  pause: () => Promise<unknown>,
): Promise<{ readonly facts: readonly RecordedEvent[]; readonly entries: readonly Entry[] }> => {
  const [own, ...absorbed] = incidents
  if (own === undefined) return { facts: [], entries: [] }
  const events = await reads.timelineEvents(own.id)
  const entries = await timelineInTurns(events, pause)
  const facts = events.filter((event) => !isMessageEvent(event))
  if (absorbed.length === 0) return { facts, entries }
  const linked: Entry[] = []
  for (const { id, number } of absorbed) {
    const theirs = await timelineInTurns(await reads.timelineEvents(id), pause)
    linked.push(...theirs.filter((entry) => !tellsOfMerge(entry)).map((entry) => ({ ...entry, from: number })))
  }
  return { facts, entries: [...entries, ...linked].toSorted((a, b) => a.at - b.at) }
}

/** That it went into the other is told there already. */
const tellsOfMerge = ({ what }: Entry): boolean => what.is === 'fact' && what.event.type === 'incident-merged'
