import { randomUUID } from 'node:crypto'
import type { Sql, TransactionSql } from 'postgres'
import type { Begun, Claimed, ReplyAddress, Verdict } from '../src/app/ports.ts'
import { nextReminderDue } from '../src/domain/cadence.ts'
import { begins } from '../src/domain/begins.ts'
import type { Command } from '../src/domain/commands.ts'
import type { Effect } from '../src/domain/effects.ts'
import { laneOf, makesFirst } from '../src/domain/lanes.ts'
import type { IncidentEvent } from '../src/domain/events.ts'
import { entryId, incidentId, type IncidentId, subjectOf } from '../src/domain/ids.ts'
import { endedAt, hasEnded, type Incident } from '../src/domain/incident.ts'
import { troubleKeysOf } from './earlier-trouble.ts'
import { callsWithinMs, leaseSeconds } from './lease.ts'
import { list } from './list.ts'
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
  /** The holder who may begin what is first in its lane, claimed in the same write. */
  readonly beginner: string | undefined
  /**
   * Where no lock is held: written only if `lastSeq` is the incident's last one still, else it fails with `staleCode`.
   */
  readonly unlocked: boolean
}

/** A row that was claimed as it was written. */
type BegunRow = { readonly id: number; readonly lane: string; readonly createdAt: number }

/**
 * Writes it in one statement, so that it costs one parse and no round trip of its own: the caller sends `commit` right
 * behind it. If the outbox row that it finishes was claimed by somebody else meanwhile, the statement fails with
 * `claimLostCode`, and the commit behind it writes nothing. The incident is locked already, or new, and outbox rows are
 * locked after it: that order keeps two writers from waiting for one another. Resolves with what was begun.
 */
export const write = async (tx: Sql | TransactionSql, writing: Writing): Promise<Begun> => {
  const { command, accepted, effects, reply, finishing } = writing
  const steps = [
    ...(accepted === undefined ? [] : accept(tx, writing, accepted)),
    ...(effects.length === 0 ? [] : ask(tx, writing)),
    ...(reply === undefined ? [] : [replied(tx, command, reply)]),
    ...(finishing === undefined ? [] : [finished(tx, writing, finishing)]),
  ]
  if (command.type === 'record-channel') steps.push(hearAgain(tx, command.channel))
  if (steps.length === 0) return { rows: [], waits: false }
  const joined = steps.reduce((all, step) => tx`${all}, ${step}`)
  // In this order: the incident is locked before the rows of the outbox.
  const fresh = writing.unlocked ? tx`sqrt((select count(*) from changed) - 1)` : tx`0`
  const held = finishing === undefined ? tx`1` : tx`1 / (select count(*) from finished)`
  const begun =
    effects.length === 0
      ? tx`null::json as begun, false`
      : tx`
        (select json_agg(json_build_object('id', id, 'lane', lane, 'createdAt', at)) from asked where claim = 1) as begun,
        exists (select from asked where claim = 0)`
  // Before the question: the lease begins when the database hears it.
  const callsUntil = performance.now() + callsWithinMs
  const [row] = await tx<{ begun: readonly BegunRow[] | null; waits: boolean }[]>`
    with ${joined} select ${fresh} as fresh, ${held} as held, ${begun} or ${next(tx, finishing)} as waits`
  return { rows: claimedIn(row?.begun ?? [], writing, callsUntil), waits: row?.waits ?? true }
}

/** Whether something waits behind the row that is finished here, in its lane. */
const next = (tx: Sql | TransactionSql, finishing: Claimed | undefined) =>
  finishing === undefined
    ? tx`false`
    : tx`exists (
      select from outbox o
      where o.lane = ${finishing.lane} and o.id <> ${finishing.id} and o.done_at is null and o.gave_up_at is null)`

const replied = (tx: Sql | TransactionSql, { id }: Command, { url, user, channel, expiresAt }: ReplyAddress) => tx`
  replied as (
    insert into replies (command, url, person, channel, expires_at)
    values (${id}, ${url}, ${user}, ${channel ?? null}, ${expiresAt}) on conflict (command) do nothing)`

/** The outbox row that this command answers is done; or given up, if its answer is that it never will be. */
const finished = (tx: Sql | TransactionSql, { command, unlocked }: Writing, { id, claim }: Claimed) => {
  const end =
    command.type === 'record-failure'
      ? tx`gave_up_at = now(), last_error = ${command.error}, needed = ${command.needed ?? null}`
      : tx`done_at = now()`
  return tx`finished as (
    update outbox set ${end}, claimed_by = null, claimed_until = null
    where ${unlocked ? tx`(select count(*) from changed) = 1 and` : tx``} id = ${id} and claim = ${claim}
      and done_at is null and gave_up_at is null
    returning id)`
}

const untried = { claim: 1, attempts: 0, uncertain: false }

const claimedIn = (begun: readonly BegunRow[], { command, effects, on }: Writing, callsUntil: number): Claimed[] =>
  begun.flatMap(({ id, lane, createdAt }) => {
    // Only the first of a lane is begun.
    const effect = effects.find((one) => laneOf(one, on ?? incidentId('none')) === lane)
    return effect === undefined
      ? []
      : [{ id, incident: on, effect, lane, request: command.id, ...untried, createdAt, callsUntil }]
  })

/**
 * What was said in a channel before it was known to be an incident's was let pass: it is worked on once more. A command
 * is carried out once per event, so it does no harm to hear one twice. The claim of whoever has one in hand is ended,
 * for they may have looked before this. Only what was let pass in these minutes, for a channel is recorded soon after
 * it was made.
 */
const hearAgain = (tx: Sql | TransactionSql, channel: string) => tx`heard_again as (
  update inbox set done_at = null, due_at = now(), claim = claim + 1, claimed_by = null, claimed_until = null
  where lane = ${channel} and gave_up_at is null
    and (done_at is null or done_at > now() - interval '10 minutes'))`

/** `division_by_zero`: no row was finished. */
export const claimLostCode = '22012'
/** `invalid_argument_for_power_function`: the square root of -1; somebody else has changed the incident meanwhile. */
export const staleCode = '2201F'

const accept = (tx: Sql | TransactionSql, { command, lastSeq, unlocked }: Writing, { incident, events }: Accepted) => {
  const newSeq = lastSeq + events.length
  const remembered = tx`remembered as (
    insert into commands (id, incident, first_seq, events)
    values (${command.id}, ${incident.id}, ${lastSeq + 1}, ${events.length}))`
  if (events.length === 0 && !begins(command)) return [remembered]
  return [
    begins(command) ? declared(tx, incident, newSeq) : changed(tx, incident, newSeq, unlocked ? lastSeq : undefined),
    recorded(tx, incident.id, lastSeq, [{ command, events }]),
    remembered,
  ]
}

/** The events of commands that follow one another, behind the incident's last one. */
export const recorded = (
  tx: Sql | TransactionSql,
  incident: IncidentId,
  lastSeq: number,
  carriedOut: readonly { readonly command: Command; readonly events: Accepted['events'] }[],
) => {
  const rows = carriedOut.flatMap(({ command, events }) =>
    events.map(({ event, at, about }) => {
      const { type, ...data } = event
      const id = randomUUID()
      return {
        id,
        type,
        at,
        data: JSON.stringify(data),
        command: command.id,
        by: JSON.stringify(command.by),
        about: about === undefined ? id : subjectOf(entryId(about)),
        makesEntry: makesEntry(event),
      }
    }),
  )
  return tx`recorded as (
    insert into events (incident, seq, id, type, data, at, by, command, about, makes_entry)
    select ${incident}, ${lastSeq}::int + e.nth, e.id, e.type, e.data::json, e.at, e.by::json, e.command, e.about,
      e.makes_entry
    from unnest(
      ${list(rows.map(({ id }) => id))}::uuid[], ${list(rows.map(({ type }) => type))}::text[],
      ${list(rows.map(({ data }) => data))}::text[], ${list(rows.map(({ at }) => at))}::bigint[],
      ${list(rows.map(({ by }) => by))}::text[], ${list(rows.map(({ command }) => command))}::text[],
      ${list(rows.map(({ about }) => about))}::text[], ${list(rows.map((row) => row.makesEntry))}::boolean[]
    ) with ordinality as e (id, type, data, at, by, command, about, makes_entry, nth))`
}

const declared = (tx: Sql | TransactionSql, incident: Incident, lastSeq: number) => tx`declared as (
  insert into incidents (id, number, state, last_seq, is_open, channel, declared_at, ended_at, next_due_at)
  values (${incident.id}, ${incident.number}, ${writeIncident(incident)}::json, ${lastSeq}, ${!hasEnded(incident)},
    ${incident.channel ?? null}, ${incident.declaredAt}, ${endOf(incident)}, ${nextReminderDue(incident) ?? null}))`

/** `after`: only if that is the incident's last event still. */
export const changed = (
  tx: Sql | TransactionSql,
  incident: Incident,
  lastSeq: number,
  after?: number,
) => tx`changed as (
  update incidents set state = ${writeIncident(incident)}::json, last_seq = ${lastSeq}, is_open = ${!hasEnded(incident)},
    channel = ${incident.channel ?? null}, ended_at = ${endOf(incident)},
    next_due_at = ${nextReminderDue(incident) ?? null}, trouble_keys = ${troubleKeysOf(incident)}::text[]
  where id = ${incident.id} ${after === undefined ? tx`` : tx`and last_seq = ${after}`} returning id)`

/** Drawn from the newest state when their turn comes: one that waits says all that a second one would. */
const drawnLate: readonly Effect['type'][] = [
  'set-topic',
  'set-purpose',
  'show-card',
  'show-announcement',
  'show-lead-question',
  'show-postmortem',
]

/**
 * The waiting rows are locked while they are looked at: a row that somebody claims at this moment will be drawn from
 * the state before this one, and so does not count as waiting.
 */
const ask = (tx: Sql | TransactionSql, { command, effects, on, accepted, beginner, finishing }: Writing) => {
  const rows = effects.map((effect) => ({
    effect: JSON.stringify(effect),
    lane: laneOf(effect, on ?? incidentId('none')),
    late: drawnLate.includes(effect.type),
    first: accepted !== undefined && makesFirst(effect, accepted.incident),
  }))
  const once = rows.filter(
    (row, nth) => !row.late || rows.findIndex(({ effect, lane }) => effect === row.effect && lane === row.lane) === nth,
  )
  const mayBegin = (lane: string, nth: number): boolean =>
    beginner !== undefined && once.findIndex((row) => row.lane === lane) === nth && !lane.startsWith(crossing)
  const lanes = [...new Set(once.filter(({ late }) => late).map(({ lane }) => lane))]
  return [
    tx`waiting as (
      select lane, effect::text as effect from outbox
      where lane = any (${list(lanes)}::text[]) and done_at is null and gave_up_at is null
        and claimed_until is null and not uncertain
      order by id for update)`,
    tx`asked as (
      insert into outbox (
        incident, effect, lane, request, claim, claimed_by, claimed_until, uncertain, maybe_since
      )
      select ${on ?? null}, e.effect::json, e.lane, ${command.id}, begins::int, case when begins then ${beginner ?? ''} end,
        case when begins then now() + make_interval(secs => ${leaseSeconds}) end, lost.since is not null, lost.since
      from unnest(
        ${list(once.map(({ effect }) => effect))}::text[], ${list(once.map(({ lane }) => lane))}::text[],
        ${list(once.map(({ late }) => late))}::boolean[], ${list(once.map(({ first }) => first))}::boolean[],
        ${list(once.map(({ lane }, nth) => mayBegin(lane, nth)))}::boolean[]
      ) with ordinality as e (effect, lane, late, first, may_begin, nth)
      left join (${lostTime(tx, on)}) lost on e.first and lost.since is not null,
      lateral (
        select e.may_begin and lost.since is null and not exists (
          select 1 from outbox o
          where o.lane = e.lane and o.done_at is null and o.gave_up_at is null and o.id <> ${finishing?.id ?? 0}
        ) as begins
      ) as head
      where not (e.late and exists (select 1 from waiting w where w.lane = e.lane and w.effect = e.effect))
      order by e.nth
      returning id, lane, claim, (extract(epoch from created_at) * 1000)::bigint as at)`,
  ]
}

/** A lane that commands of several incidents write to: none of their locks keeps two of its rows from being first. */
const crossing = 'person/'

/**
 * Since when (in ms) an incident may have got things in Slack that the record has forgotten: from the backup that this
 * database was restored from, if the incident was in it. Nothing where none was.
 */
const lostTime = (tx: Sql | TransactionSql, incident: IncidentId | undefined) => tx`
  select (extract(epoch from min(r.backup_at)) * 1000)::bigint as since
  from restores r join incidents i on i.id = ${incident ?? null}
  where r.restored_at > to_timestamp(i.declared_at / 1000.0)`

/** When it was over; null while it is not. */
export const endOf = (incident: Incident): number | null => endedAt(incident) ?? null

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
