import type { Sql, TransactionSql } from 'postgres'
import type { Log } from '../src/app/ports.ts'
import { nextReminderDue } from '../src/domain/cadence.ts'
import { evolve } from '../src/domain/evolve.ts'
import { doneAtOnce } from '../src/domain/in-turns.ts'
import { hasEnded, type Incident } from '../src/domain/incident.ts'
import { troubleKeysOf } from './earlier-trouble.ts'
import { endOf } from './ledger-write.ts'
import { list } from './list.ts'
import { eventColumns } from './event-columns.ts'
import { type EventColumns, readEvent, readIncident, readOlderIncident, stateShape, writeIncident } from './rows.ts'
import { transaction } from './transaction.ts'

/** The columns of `incidents` that an incident is read from. */
export type IncidentColumns = { readonly id: string; readonly state: unknown }

/**
 * Neither an incident's stored state nor its events can be read: a fault of ours or damage in the database. What was
 * asked of this incident fails; nothing else does.
 */
export class IncidentUnreadable extends Error {
  override name = 'IncidentUnreadable'
  readonly incident: string

  constructor(incident: string, cause: unknown) {
    super(`Incident ${incident} cannot be read, neither from its state nor from its events`, { cause })
    this.incident = incident
  }
}

/**
 * An incident as its row holds it; where another version wrote the row, or it does not parse, as its events tell it.
 * Nothing is written back here: the next change does that, or `refoldStates`. Throws `IncidentUnreadable`.
 */
export const incidentFrom = async (sql: Sql | TransactionSql, { id, state }: IncidentColumns): Promise<Incident> => {
  const read = readIncident(state)
  if (read !== undefined) return read
  try {
    return await foldEvents(sql, id)
  } catch (error) {
    if (!(error instanceof IncidentUnreadable)) throw error
    // Its events may have been let go; what an older version made of them is better than nothing.
    const older = readOlderIncident(state)
    if (older === undefined) throw error
    return older
  }
}

const foldEvents = async (sql: Sql | TransactionSql, id: string): Promise<Incident> => {
  let incident: Incident | undefined
  for (let seq = 0; ;) {
    const rows = await sql<EventColumns[]>`
      select ${eventColumns(sql)} from events where incident = ${id} and seq > ${seq} order by seq limit ${doneAtOnce}`
    try {
      incident = rows.map(readEvent).reduce<Incident | undefined>((so, event) => evolve(so, event, event), incident)
    } catch (error) {
      throw new IncidentUnreadable(id, error)
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < doneAtOnce) break
    seq = last.seq
  }
  if (incident === undefined) throw new IncidentUnreadable(id, 'it has no events')
  return incident
}

/** So few at once that a stop never waits for them. */
const refoldedAtOnce = 100

/**
 * `refoldStates` writes back some of the states that another version wrote, each in a transaction of its own, so that
 * nobody waits for the whole; it resolves with how many. `onUnreadable` tells the log of an incident that cannot be
 * read, once; its row stays as it is.
 */
export const refolding = (sql: Sql, log: Log) => {
  const unreadable = new Set<string>()
  const onUnreadable = (error: IncidentUnreadable): void => {
    if (unreadable.has(error.incident)) return
    unreadable.add(error.incident)
    const facts = { event: 'incident-unreadable', incident: error.incident, error: String(error.cause) }
    log.error(facts, 'An incident cannot be read and is left out; docs/backup.md says what to do')
  }

  const refold = (id: string): Promise<number> =>
    transaction(sql, async (tx) => {
      const [row] = await tx<IncidentColumns[]>`
        select id, state from incidents where id = ${id} and state_shape is distinct from ${stateShape} for update skip locked`
      if (row === undefined) return 0
      const incident = await incidentFrom(tx, row)
      await tx`
        update incidents set state = ${writeIncident(incident)}::json, is_open = ${!hasEnded(incident)},
          channel = ${incident.channel ?? null}, ended_at = ${endOf(incident)},
          next_due_at = ${nextReminderDue(incident) ?? null}, trouble_keys = ${troubleKeysOf(incident)}::text[]
        where id = ${id}`
      return 1
    })

  /** In parts that each are a stretch of the index: looked for in one, every state would be read, of any version. */
  const findStale = () => {
    const readable = sql`id <> all (${list([...unreadable])}::text[])`
    return sql<{ id: string }[]>`
      (select id from incidents where state_shape is null and ${readable} limit ${refoldedAtOnce})
      union all (
        select id from incidents where state_shape < ${stateShape} and ${readable}
        order by state_shape limit ${refoldedAtOnce})
      union all (
        select id from incidents where state_shape > ${stateShape} and ${readable}
        order by state_shape desc limit ${refoldedAtOnce})
      limit ${refoldedAtOnce}`
  }

  const refoldStates = async (): Promise<number> => {
    const found = await findStale()
    let written = 0
    for (const { id } of found) {
      try {
        written += await refold(id)
      } catch (error) {
        if (!(error instanceof IncidentUnreadable)) throw error
        onUnreadable(error)
      }
    }
    return written
  }
  return { onUnreadable, refoldStates }
}
