import { randomUUID } from 'node:crypto'
import type { TransactionSql } from 'postgres'
import type { Claimed, ReplyAddress, Verdict } from '../src/app/ports.ts'
import { nextReminderDue } from '../src/domain/cadence.ts'
import type { Command } from '../src/domain/commands.ts'
import { type Effect, laneOf } from '../src/domain/effects.ts'
import type { IncidentEvent } from '../src/domain/events.ts'
import { entryId, incidentId, type IncidentId, subjectOf } from '../src/domain/ids.ts'
import { type Incident, isOpen } from '../src/domain/incident.ts'
import { writeIncident } from './rows.ts'

type Accepted = Extract<Verdict, { ok: true }>

/** Everything that one command leaves behind. `lastSeq`: of the incident's events so far. */
export type Writing = {
  readonly command: Command
  readonly accepted: Accepted | undefined
  readonly effects: readonly Effect[]
  readonly on: IncidentId | undefined
  readonly lastSeq: number
  readonly reply: ReplyAddress | undefined
  readonly finishing: Claimed | undefined
}

/**
 * Writes it in one statement, so that it costs one parse and no round trip of its own: the caller sends `commit` right
 * behind it. If the outbox row that it finishes was claimed by somebody else meanwhile, the statement fails with
 * `claimLostCode`, and the commit behind it writes nothing. The incident is locked already, or new, and outbox rows are
 * locked after it: that order keeps two writers from waiting for one another.
 */
export const write = async (tx: TransactionSql, writing: Writing): Promise<void> => {
  const { command, accepted, effects, reply, finishing } = writing
  const steps = [
    ...(accepted === undefined ? [] : accept(tx, writing, accepted)),
    ...(effects.length === 0 ? [] : ask(tx, writing)),
    ...(reply === undefined
      ? []
      : [
          tx`replied as (
            insert into replies (command, url, person, channel, expires_at)
            values (${command.id}, ${reply.url}, ${reply.user}, ${reply.channel ?? null}, ${reply.expiresAt})
            on conflict (command) do nothing)`,
        ]),
    ...(finishing === undefined
      ? []
      : [
          tx`finished as (
            update outbox set ${command.type === 'record-failure' ? tx`gave_up_at = now(), last_error = ${command.error}` : tx`done_at = now()`},
              claimed_by = null, claimed_until = null
            where id = ${finishing.id} and claim = ${finishing.claim} and done_at is null and gave_up_at is null
            returning id)`,
        ]),
  ]
  if (steps.length === 0) return
  const joined = steps.reduce((all, step) => tx`${all}, ${step}`)
  const claimed = finishing === undefined ? tx`select 1` : tx`select 1 / count(*) from finished`
  await tx`with ${joined} ${claimed}`
}

/** `division_by_zero`: no row was finished. */
export const claimLostCode = '22012'

const accept = (tx: TransactionSql, { command, lastSeq }: Writing, { incident, events }: Accepted) => {
  const rows = events.map(({ event: { type, ...data }, at, about }) => {
    const id = randomUUID()
    return { id, type, data: JSON.stringify(data), at, about: about === undefined ? id : subjectOf(entryId(about)) }
  })
  const newSeq = lastSeq + rows.length
  const remembered = tx`remembered as (
    insert into commands (id, incident, first_seq, events)
    values (${command.id}, ${incident.id}, ${lastSeq + 1}, ${rows.length}))`
  if (rows.length === 0 && command.type !== 'declare') return [remembered]
  const recorded = tx`recorded as (
    insert into events (incident, seq, id, type, data, at, by, command, about, makes_entry)
    select ${incident.id}, ${lastSeq}::int + e.nth, e.id, e.type, e.data::json, e.at,
      ${JSON.stringify(command.by)}::json, ${command.id}, e.about, e.makes_entry
    from unnest(
      ${list(rows.map(({ id }) => id))}::uuid[], ${list(rows.map(({ type }) => type))}::text[],
      ${list(rows.map(({ data }) => data))}::text[], ${list(rows.map(({ at }) => at))}::bigint[],
      ${list(rows.map(({ about }) => about))}::text[], ${list(events.map(({ event }) => makesEntry(event)))}::boolean[]
    ) with ordinality as e (id, type, data, at, about, makes_entry, nth))`
  return [
    command.type === 'declare' ? begun(tx, incident, newSeq) : changed(tx, incident, newSeq),
    recorded,
    remembered,
  ]
}

const begun = (tx: TransactionSql, incident: Incident, lastSeq: number) => tx`begun as (
  insert into incidents (id, number, state, last_seq, is_open, channel, declared_at, ended_at, next_due_at)
  values (${incident.id}, ${incident.number}, ${writeIncident(incident)}::json, ${lastSeq}, ${isOpen(incident)},
    ${incident.channel ?? null}, ${incident.declaredAt}, ${endOf(incident)}, ${nextReminderDue(incident) ?? null}))`

const changed = (tx: TransactionSql, incident: Incident, lastSeq: number) => tx`changed as (
  update incidents set state = ${writeIncident(incident)}::json, last_seq = ${lastSeq}, is_open = ${isOpen(incident)},
    channel = ${incident.channel ?? null}, ended_at = ${endOf(incident)},
    next_due_at = ${nextReminderDue(incident) ?? null}
  where id = ${incident.id})`

/** Drawn from the newest state when their turn comes: one that waits says all that a second one would. */
const drawnLate: readonly Effect['type'][] = [
  'set-topic',
  'set-purpose',
  'show-card',
  'show-announcement',
  'show-postmortem',
]

/**
 * The waiting rows are locked while they are looked at: a row that somebody claims at this moment will be drawn from
 * the state before this one, and so does not count as waiting.
 */
const ask = (tx: TransactionSql, { command, effects, on }: Writing) => {
  const rows = effects.map((effect) => ({
    effect: JSON.stringify(effect),
    lane: laneOf(effect, on ?? incidentId('none')),
    late: drawnLate.includes(effect.type),
  }))
  const once = rows.filter(
    (row, nth) => !row.late || rows.findIndex(({ effect, lane }) => effect === row.effect && lane === row.lane) === nth,
  )
  const lanes = [...new Set(once.filter(({ late }) => late).map(({ lane }) => lane))]
  return [
    tx`waiting as (
      select lane, effect::text as effect from outbox
      where lane = any (${list(lanes)}::text[]) and done_at is null and gave_up_at is null
        and claimed_until is null and not uncertain
      order by id for update)`,
    tx`asked as (
      insert into outbox (incident, effect, lane, request)
      select ${on ?? null}, e.effect::json, e.lane, ${command.id}
      from unnest(
        ${list(once.map(({ effect }) => effect))}::text[], ${list(once.map(({ lane }) => lane))}::text[],
        ${list(once.map(({ late }) => late))}::boolean[]
      ) with ordinality as e (effect, lane, late, nth)
      where not (e.late and exists (select 1 from waiting w where w.lane = e.lane and w.effect = e.effect))
      order by e.nth)`,
  ]
}

/** PostgreSQL's text form of an array. postgres.js would first have to ask each new connection for the types of arrays. */
export const list = (values: readonly (string | number | boolean)[]): string =>
  `{${values.map((value) => `"${String(value).replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`

/** When it was over; null while it is not. */
export const endOf = ({ resolved, cancelled }: Incident): number | null => resolved?.at ?? cancelled?.at ?? null

/** Does this event put its message into the timeline? Messages that nothing puts there are left out of what is read. */
const makesEntry = (event: IncidentEvent): boolean => {
  switch (event.type) {
    case 'message-heard':
    case 'message-edited':
      return event.message.entries.length > 0
    case 'message-marked':
    case 'message-pinned':
    case 'entry-kept':
    case 'entry-edited':
      return true
    default:
      return false
  }
}
