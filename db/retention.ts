import type { Sql } from 'postgres'
import type { WorkTable } from './lease.ts'
import { letGoOfStrangers } from './subscribers.ts'
import { transaction } from './transaction.ts'

/** How long is kept what is not kept for ever, in days. */
export type Keeping = {
  /** `RETENTION_DAYS`: what was sent to Slack, heard from it, and said in channels without being in a timeline. */
  readonly days: number
  /** `TIMELINE_RETENTION_DAYS`: incidents, counted from their end; absent: for ever. */
  readonly timelineDays?: number | undefined
}

/** How much of each was let go. */
export type LetGo = {
  readonly limits: number
  readonly outbox: number
  readonly inbox: number
  readonly commands: number
  readonly messages: number
  readonly incidents: number
  readonly letters: number
  readonly subscribers: number
}

/** Rows in one statement: it holds its locks for some milliseconds. */
const atOnce = 1_000
/** A round goes on for so long, in ms; what is left comes with the next one. */
const roundMs = 5_000
/** Every limit of Slack's is whole again by then. */
const fullAfter = '1 hour'

/**
 * Deletes what has served its time by the database's clock, in small batches, so that nobody waits for a lock: limits
 * that nobody has used for a while; after `days` the finished rows of outbox and inbox, the traces of commands, and
 * messages that are in no timeline; `timelineDays` after their end whole incidents. The oldest first, and moments as whole
 * numbers: that is the order and the type of the indexes, without which each round would read all that is kept.
 */
export const letGo = async (sql: Sql, { days, timelineDays }: Keeping): Promise<LetGo> => {
  const until = performance.now() + roundMs
  /** Until a batch is not full any more. */
  const all = async (batch: () => Promise<number>, full: number): Promise<number> => {
    let gone = 0
    for (let count = full; count >= full && performance.now() < until; gone += count) count = await batch()
    return gone
  }
  const old = sql`now() - make_interval(days => ${days})`
  const handled = (table: WorkTable) => async () => {
    const rows = await sql`
      delete from ${sql(table)} where id in (
        select id from ${sql(table)} where coalesce(done_at, gave_up_at) < ${old}
        order by coalesce(done_at, gave_up_at) limit ${atOnce} for update skip locked)`
    return rows.count
  }
  const commands = async () => {
    const rows = await sql`
      delete from commands where id in (
        select id from commands where at < ${old} order by at limit ${atOnce} for update skip locked)`
    return rows.count
  }
  return {
    limits: (
      await sql`
        delete from limits where greatest(paused_until, room_at, last_turn) < now() - ${fullAfter}::interval`
    ).count,
    outbox: await all(handled('outbox'), atOnce),
    inbox: await all(handled('inbox'), atOnce),
    commands: await all(commands, atOnce),
    messages: await all(() => letGoOfTalk(sql, days), 1),
    letters: (await all(handled('letters'), atOnce)) + (await letGoOfMailings(sql, days)),
    subscribers: await letGoOfStrangers(sql),
    incidents: timelineDays === undefined ? 0 : await all(() => letGoOfIncident(sql, timelineDays), 1),
  }
}

/** What was told by letter, once its letters are gone. */
const letGoOfMailings = async (sql: Sql, days: number): Promise<number> =>
  (await sql`delete from mailings where created_at < now() - make_interval(days => ${days})`).count

/** Response_urls are keys to a channel, good for 30 minutes; after that they are deleted. Resolves with how many. */
export const letGoOfReplies = async (sql: Sql): Promise<number> =>
  (await sql`delete from replies where expires_at <= (extract(epoch from now()) * 1000)::bigint`).count

/**
 * Messages of one incident that are in no timeline: with what was heard of them later, edits and deletions. Under the
 * incident's lock, for somebody may put one of them into the timeline at this moment. The newest message of an incident
 * that is open stays, for the silence since is counted from it. Gaps in `seq` are nobody's concern: it only orders.
 */
const letGoOfTalk = async (sql: Sql, days: number): Promise<number> => {
  const old = sql`t.recorded_at < (extract(epoch from now() - make_interval(days => ${days})) * 1000)::bigint
    and not t.makes_entry and t.type in ('message-heard', 'message-edited', 'message-deleted', 'message-unpinned')
    and not exists (
      select from events e where e.incident = t.incident and e.about = t.about and e.makes_entry)
    and not exists (
      select from incidents o where o.id = t.incident and o.is_open and t.about = (
        select n.about from events n where n.incident = t.incident and n.type = 'message-heard' order by n.seq desc limit 1))`
  return transaction(sql, async (tx) => {
    const [incident] = await tx<{ id: string }[]>`
      select i.id from incidents i
      where i.id = (select t.incident from events t where ${old} order by t.recorded_at limit 1)
      for update skip locked`
    if (incident === undefined) return 0
    const rows = await tx`
      delete from events where incident = ${incident.id} and seq in (
        select t.seq from events t where t.incident = ${incident.id} and ${old} limit ${atOnce})`
    return rows.count
  })
}

/**
 * One incident that ended long ago, with everything about it, in one statement. Its number stays taken: numbers come
 * from a sequence. One with work that waits is left until that is done.
 */
const letGoOfIncident = async (sql: Sql, timelineDays: number): Promise<number> => {
  const rows = await sql`
    with old as (
      select id from incidents i
      where not is_open and ended_at < (extract(epoch from now() - make_interval(days => ${timelineDays})) * 1000)::bigint
        and not exists (
          select from outbox o where o.incident = i.id and o.done_at is null and o.gave_up_at is null)
      order by ended_at limit 1 for update skip locked
    ), facts as (delete from events using old where events.incident = old.id),
      traces as (delete from commands using old where commands.incident = old.id),
      work as (delete from outbox using old where outbox.incident = old.id),
      told as (delete from mailings using old where mailings.incident = old.id)
    delete from incidents using old where incidents.id = old.id`
  return rows.count
}
