import { z } from 'zod'
import type { IncidentLine } from '../src/app/ports.ts'
import type { Effect } from '../src/domain/effects.ts'
import type { IncidentEvent, RecordedEvent } from '../src/domain/events.ts'
import { commandId, eventId, incidentId } from '../src/domain/ids.ts'
import type { Incident } from '../src/domain/incident.ts'
import { effectRow } from './rows/effect-row.ts'
import { asWrittenToday, eventRow } from './rows/event-row.ts'
import { incidentRow } from './rows/incident-row.ts'
import { actor } from './rows/words.ts'

/*
 * The edge between the database's JSON and the domain. Readers of effects and events throw a ZodError for JSON that the
 * domain could not have written. A state is only what the events come to, so one that cannot be read is no fault: it is
 * folded anew (`refold.ts`).
 */

/**
 * The shape of `incidents.state`, and what its fields mean. Raise it whenever `Incident` changes or `evolve` makes
 * another state of the same events: states of any other number are folded anew from their events. (0: before this was
 * counted.)
 */
export const stateShape = 14

const ofThisShape = z.object({ shape: z.literal(stateShape) })

/** An incident from `incidents.state`; undefined where another version wrote it, or where it does not parse. */
export const readIncident = (state: unknown): Incident | undefined =>
  ofThisShape.safeParse(state).success ? incidentRow.safeParse(state).data : undefined

const line = ofThisShape.extend(
  incidentRow.pick({
    id: true,
    number: true,
    title: true,
    severity: true,
    status: true,
    channel: true,
    declaredAt: true,
    declaredBy: true,
    roles: true,
  }).shape,
)

/** As `readIncident`, for what a list shows. */
export const readLine = (state: unknown): IncidentLine | undefined => {
  const read = line.safeParse(state)
  if (!read.success) return undefined
  const { shape: _shape, ...shown } = read.data
  return shown
}

/** An incident from a state that another version wrote, as far as it says all that this one asks for. */
export const readOlderIncident = (state: unknown): Incident | undefined => incidentRow.safeParse(state).data

/** An incident for `incidents.state`. Its shape stands first, where the column `state_shape` looks for it. */
export const writeIncident = (incident: Incident): string => JSON.stringify({ shape: stateShape, ...incident })

/** An effect from `outbox.effect`. */
export const readEffect = (effect: unknown): Effect => effectRow.parse(effect)

/** The same without throwing, for one that cannot be read must not stop the others. */
export const tryEffect = (effect: unknown): z.ZodSafeParseResult<Effect> => effectRow.safeParse(effect)

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
  eventRow.parse(asWrittenToday({ ...(typeof data === 'object' ? data : {}), type }))

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
