import type { Sql, TransactionSql } from 'postgres'
import { begins } from '../src/domain/begins.ts'
import type { Beginning, Command } from '../src/domain/commands.ts'
import type { Target } from '../src/domain/commands/wish.ts'
import type { IncidentEvent, RecordedEvent } from '../src/domain/events.ts'
import { type IncidentId, subjectOf } from '../src/domain/ids.ts'
import type { Incident } from '../src/domain/incident.ts'
import type { Situation } from '../src/domain/situation.ts'
import { earlierFrom, earlierThan, earlierThanDeclare, kindIn, servicesIn } from './earlier-trouble.ts'
import { eventColumns } from './event-columns.ts'
import { list } from './list.ts'
import { incidentFrom } from './refold.ts'
import { type EventColumns, readEvent, readFact } from './rows.ts'

/** The trace of a command that was carried out: where, and which of the incident's events it made. */
export type Trace = { readonly incident: string; readonly firstSeq: number; readonly events: number }

/** What is known under the lock: either the command was carried out before, or the situation it is to be judged in. */
export type Look = { readonly before: Trace } | { readonly before?: never; situation: Situation; lastSeq: number }

type LockedRow = { id: string; state: unknown; lastSeq: number } & TraceRow
type TraceRow = { doneIn: string | null; firstSeq: number | null; events: number | null }

/**
 * Locks the command's incident and looks, in one round trip. The trace of a command that is being carried out by
 * another process at this moment may not be seen here: writing it twice then fails as a race, and the loser looks
 * again.
 */
export const look = async (tx: Sql | TransactionSql, command: Command): Promise<Look> => {
  if (begins(command)) return lookForNumber(tx, command)
  if (command.type === 'merge') return lookAtBoth(tx, command, command.into)
  if (command.type === 'link-recurrence') return lookAtBoth(tx, command, command.to)
  const [column, value] = standsAt(command.on)
  const locking = tx<LockedRow[]>`
    select i.id, i.state, i.last_seq as "lastSeq", c.incident as "doneIn", c.first_seq as "firstSeq", c.events
    from incidents i left join commands c on c.id = ${command.id}
    where i.${tx(column)} = ${value} for update of i`
  const subject = subjectOfCommand(command)
  // A statement of its own, sent together with the first: it begins when the lock is held, and so sees what the holder
  // before us has written.
  const asking =
    subject === undefined
      ? []
      : tx<EventColumns[]>`
          select ${eventColumns(tx)} from events
          where incident = (select id from incidents where ${tx(column)} = ${value}) and about = ${subject}
          order by seq`
  const services = servicesIn(command)
  const searching = services.length === 0 ? [] : earlierThan(tx, column, value, services, kindIn(command))
  const [[row], about, [found]] = await Promise.all([locking, asking, searching])
  const before = traceOf(row)
  if (before !== undefined) return { before }
  const earlier = earlierFrom(found?.earlier)
  return {
    situation: {
      incident: row && (await incidentFrom(tx, row)),
      about: about.map(readEvent),
      nextNumber: 0,
      ...(earlier !== undefined && { earlier }),
    },
    lastSeq: row?.lastSeq ?? 0,
  }
}

/**
 * Locks the two incidents of a merge or a link, always the lower id first, so that two merges of the same two wait for one
 * another instead of for ever. Whoever locks one incident alone waits for no other while it is held.
 */
const lookAtBoth = async (
  tx: Sql | TransactionSql,
  command: Extract<Command, { type: 'merge' | 'link-recurrence' }>,
  otherId: IncidentId,
): Promise<Look> => {
  const [column, value] = standsAt(command.on)
  const rows = await tx<(LockedRow & { isMeant: boolean })[]>`
    select i.id, i.state, i.last_seq as "lastSeq", i.${tx(column)} = ${value} as "isMeant",
      c.incident as "doneIn", c.first_seq as "firstSeq", c.events
    from incidents i left join commands c on c.id = ${command.id}
    where i.${tx(column)} = ${value} or i.id = ${otherId} order by i.id for update of i`
  const row = rows.find(({ isMeant }) => isMeant)
  const before = traceOf(row)
  if (before !== undefined) return { before }
  const otherRow = rows.find(({ id }) => id === otherId)
  const [incident, other] = await Promise.all([row && incidentFrom(tx, row), otherRow && incidentFrom(tx, otherRow)])
  return { situation: { incident, other, about: [], nextNumber: 0 }, lastSeq: row?.lastSeq ?? 0 }
}

const standsAt = (on: Target): readonly ['id' | 'channel', string] =>
  'incident' in on ? ['id', on.incident] : ['channel', on.channel]

/**
 * What was recorded about the message or entry of this command. Where no lock is held it is whole as long as nothing is
 * written after the state beside it, which the write finds out.
 */
export const lookAbout = async (
  sql: Sql,
  incident: IncidentId,
  command: Command,
): Promise<readonly RecordedEvent[]> => {
  const subject = subjectOfCommand(command)
  if (subject === undefined) return []
  const rows = await sql<EventColumns[]>`
    select ${eventColumns(sql)} from events where incident = ${incident} and about = ${subject} order by seq`
  return rows.map(readEvent)
}

/** The same for several commands on one incident, by message or entry. */
export const lookAboutAll = async (
  sql: Sql,
  incident: IncidentId,
  commands: readonly Command[],
): Promise<(command: Command) => readonly RecordedEvent[]> => {
  const subjects = commands.flatMap((command) => subjectOfCommand(command) ?? [])
  const rows = await sql<EventColumns[]>`
    select ${eventColumns(sql)} from events
    where incident = ${incident} and about = any (${list(subjects)}::text[]) order by seq`
  const events = rows.map(readEvent)
  return (command) => events.filter(({ about }) => about === subjectOfCommand(command))
}

const lookForNumber = async (tx: Sql | TransactionSql, command: Beginning): Promise<Look> => {
  const services = servicesIn(command)
  const earlier =
    command.type === 'declare' && services.length > 0 ? earlierThanDeclare(tx, command, services) : tx`null::json`
  const [row] = await tx<(TraceRow & { number: number; earlier: unknown })[]>`
    select c.incident as "doneIn", c.first_seq as "firstSeq", c.events,
      case when c.id is null then nextval('incident_numbers')::int end as number,
      ${earlier} as earlier
    from (values (${command.id})) as wanted (id) left join commands c on c.id = wanted.id`
  const before = traceOf(row)
  if (before !== undefined) return { before }
  const found = earlierFrom(row?.earlier)
  const situation = { incident: undefined, about: [], nextNumber: row?.number ?? 0 }
  return { situation: { ...situation, ...(found !== undefined && { earlier: found }) }, lastSeq: 0 }
}

/** What came of a command that was carried out before: the incident as it stands now, and the events it made then. */
export const lookBack = async (
  sql: Sql | TransactionSql,
  { incident, firstSeq, events }: Trace,
): Promise<{ incident: Incident; events: IncidentEvent[] }> => {
  const [[row], facts] = await Promise.all([
    sql<{ id: string; state: unknown }[]>`select id, state from incidents where id = ${incident}`,
    sql<Pick<EventColumns, 'type' | 'data'>[]>`
      select type, data from events
      where incident = ${incident} and seq >= ${firstSeq} and seq < ${firstSeq + events} order by seq`,
  ])
  if (row === undefined) throw new Error(`A command was carried out on incident ${incident}, which is not there`)
  return { incident: await incidentFrom(sql, row), events: facts.map(readFact) }
}

/**
 * Looks for the trace of a command that the rules refuse. The same one may have been carried out by another replica
 * while this one waited for the lock, and then it is refused only because it was carried out: "already resolved", by
 * yourself.
 */
export const lookForTrace = async (tx: TransactionSql, command: Command): Promise<Trace | undefined> => {
  const [row] = await tx<TraceRow[]>`
    select incident as "doneIn", first_seq as "firstSeq", events from commands where id = ${command.id}`
  return traceOf(row)
}

const traceOf = (row: TraceRow | undefined): Trace | undefined =>
  row === undefined || row.doneIn === null || row.firstSeq === null || row.events === null
    ? undefined
    : { incident: row.doneIn, firstSeq: row.firstSeq, events: row.events }

/** The message or entry that a command is about, whose history its decision looks at. */
export const subjectOfCommand = (command: Command): string | undefined => {
  switch (command.type) {
    case 'hear-message':
    case 'hear-edit':
    case 'mark-message':
      return command.message.ts
    case 'hear-deletion':
    case 'pin-message':
    case 'unpin-message':
      return command.ts
    case 'undo-role':
      return command.heardIn
    case 'edit-entry':
    case 'backdate-entry':
    case 'keep-entry':
    case 'remove-entry':
      return subjectOf(command.entry)
    default:
      return undefined
  }
}
