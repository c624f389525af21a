import type { Effect } from '../src/domain/effects.ts'
import type { IncidentEvent, RecordedEvent } from '../src/domain/events.ts'
import { commandId, eventId, incidentId } from '../src/domain/ids.ts'
import type { Incident } from '../src/domain/incident.ts'
import { effectRow } from './rows/effect-row.ts'
import { eventRow } from './rows/event-row.ts'
import { incidentRow } from './rows/incident-row.ts'
import { actor } from './rows/words.ts'

/*
 * The edge between the database's JSON and the domain. Each reader throws a ZodError for JSON that the domain could not
 * have written: a fault, not something to work around.
 */

/** An incident from `incidents.state`. */
export const readIncident = (state: unknown): Incident => incidentRow.parse(state)

/** An effect from `outbox.effect`. */
export const readEffect = (effect: unknown): Effect => effectRow.parse(effect)

/** The columns of `events` under the names that drizzle and the domain use. */
export type EventColumns = {
  readonly incident: string
  readonly seq: number
  readonly id: string
  readonly type: string
  readonly data: unknown
  readonly at: number
  readonly recordedAt: number
  readonly by: unknown
  readonly command: string
  readonly about: string
}

/** What happened, without when and by whom. */
export const readFact = ({ type, data }: Pick<EventColumns, 'type' | 'data'>): IncidentEvent =>
  eventRow.parse({ ...(typeof data === 'object' ? data : {}), type })

/** An event as it was recorded. */
export const readEvent = (row: EventColumns): RecordedEvent => ({
  ...readFact(row),
  id: eventId(row.id),
  incident: incidentId(row.incident),
  seq: row.seq,
  at: row.at,
  recordedAt: row.recordedAt,
  by: actor.parse(row.by),
  command: commandId(row.command),
  about: row.about,
})
