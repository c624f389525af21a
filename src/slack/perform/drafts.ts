import { setImmediate as turn } from 'node:timers/promises'
import { linkedTimeline, withAbsorbed } from '../../app/linked.ts'
import type { People, Reads } from '../../app/ports.ts'
import type { IncidentId, UserId } from '../../domain/ids.ts'
import type { Incident } from '../../domain/incident.ts'
import { draft, peopleIn, type Draft } from '../../domain/postmortem.ts'
import { shownName } from '../names.ts'
import type { NameOf } from '../views/hand.ts'

/** A draft as the record stands now, and what the people in it are called. */
export type Drafted = { readonly drawn: Draft; readonly nameOf: NameOf }

/** `newest`: the newest event of the incident, and of each that was merged into it. */
type Kept = { readonly newest: string; readonly drafted: Promise<Drafted> }

/** More postmortems than are posted at once. */
const keptAtMost = 10

/**
 * Drafts postmortems, each once per state of its record: a thread has some fifty messages, and folding 2,000 entries
 * for each of them would keep the process from acknowledging anything for most of every second.
 */
export const startDrafting = ({ reads, people }: { readonly reads: Reads; readonly people: People }) => {
  const kept = new Map<IncidentId, Kept>()

  const fold = async (incident: Incident, incidents: readonly Incident[]): Promise<Drafted> => {
    const { facts, entries } = await linkedTimeline(incidents, reads, () => turn())
    // With fifty thousand entries each of the next two takes a tenth of a second.
    await turn()
    const drawn = draft(incident, facts, entries)
    await turn()
    const found = await Promise.all(peopleIn(drawn).map((user) => people.find(user)))
    const names = new Map<UserId, string>(
      found.flatMap((person) => (person === undefined ? [] : [[person.id, shownName(person)]])),
    )
    return { drawn, nameOf: (user) => names.get(user) }
  }

  return async (incident: Incident): Promise<Drafted> => {
    // Asked before the events are read: what comes in between is newer, and makes the next draft.
    const incidents = await withAbsorbed(incident, reads)
    const newest = (await Promise.all(incidents.map(({ id }) => reads.newestShown(id)))).join()
    const last = kept.get(incident.id)
    if (last?.newest === newest) return last.drafted
    const drafted = fold(incident, incidents)
    kept.delete(incident.id)
    kept.set(incident.id, { newest, drafted })
    for (const oldest of [...kept.keys()].slice(0, -keptAtMost)) kept.delete(oldest)
    // One that failed (the database was away) must not be kept.
    drafted.catch(() => kept.delete(incident.id))
    return drafted
  }
}
