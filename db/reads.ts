import { setImmediate as turn } from 'node:timers/promises'
import { asc, lte } from 'drizzle-orm'
import type { Sql, TransactionSql } from 'postgres'
import type { IncidentLine, Reads } from '../src/app/ports.ts'
import { channelId, incidentId } from '../src/domain/ids.ts'
import { doneAtOnce } from '../src/domain/in-turns.ts'
import type { RecordedEvent } from '../src/domain/events.ts'
import type { Incident } from '../src/domain/incident.ts'
import type { Client } from './client.ts'
import { eventColumns } from './event-columns.ts'
import { list } from './list.ts'
import { type IncidentColumns, incidentFrom, IncidentUnreadable } from './refold.ts'
import { type EventColumns, readEvent, readLine } from './rows.ts'
import { incidents } from './schema.ts'

/**
 * What people and loops ask of the record; nothing here locks or writes. One incident that cannot be read is left out
 * of what is asked of many, and told to `onUnreadable`; asked for by itself it throws `IncidentUnreadable`.
 */
export const readsOn = ({ sql, db }: Client, onUnreadable: (error: IncidentUnreadable) => void): Reads => {
  const state = { id: incidents.id, state: incidents.state }

  const one = async (rows: readonly IncidentColumns[]): Promise<Incident | undefined> =>
    rows[0] && incidentFrom(sql, rows[0])

  const readable = async (rows: readonly IncidentColumns[]): Promise<readonly Incident[]> => {
    const read: Incident[] = []
    for (const row of rows) {
      try {
        read.push(await incidentFrom(sql, row))
      } catch (error) {
        if (!(error instanceof IncidentUnreadable)) throw error
        onUnreadable(error)
      }
    }
    return read
  }

  /** Of each no more than its line is read. */
  const lines = async (rows: readonly IncidentColumns[]): Promise<readonly IncidentLine[]> => {
    const read = rows.map(({ state: stored }) => readLine(stored))
    if (read.every((line) => line !== undefined)) return read
    return (await readable(rows)).map(lineOf)
  }

  return {
    async incident(id) {
      return one(await sql<IncidentColumns[]>`select id, state from incidents where id = ${id}`)
    },
    async numbered(number) {
      return one(await sql<IncidentColumns[]>`select id, state from incidents where number = ${number}`)
    },
    async names(ids) {
      if (ids.length === 0) return []
      const rows = await sql<{ id: string; number: number; channel: string | null }[]>`
        select id, number, channel from incidents where id in ${sql([...ids])}`
      return rows.map((row) => ({
        id: incidentId(row.id),
        number: row.number,
        ...(row.channel !== null && { channel: channelId(row.channel) }),
      }))
    },
    async inChannel(channel) {
      return one(await sql<IncidentColumns[]>`select id, state from incidents where channel = ${channel}`)
    },
    async open(limit) {
      return lines(
        await sql<IncidentColumns[]>`
          select id, state from incidents where is_open
          order by state->>'status' = 'triage' desc, declared_at desc limit ${limit}`,
      )
    },
    async openTitles(limit) {
      const rows = await openTitles(sql, limit)
      return rows.map(({ id, title }) => ({ id: incidentId(id), title }))
    },
    async lines(ids) {
      const rows = await sql<IncidentColumns[]>`
        select id, state from incidents where id = any (${list(ids)}::text[])
        order by array_position(${list(ids)}::text[], id)`
      return lines(rows)
    },
    async recentlyEnded(limit) {
      return lines(
        await sql<IncidentColumns[]>`
          select id, state from incidents 
          where not is_open and state->>'status' = 'resolved' order by ended_at desc limit ${limit}`,
      )
    },
    async openCount() {
      const [row] = await sql<{ open: number }[]>`
        select count(*)::int as open from incidents where is_open and state->>'status' <> 'triage'`
      return row?.open ?? 0
    },
    async triageCount() {
      const [row] = await sql<{ waiting: number }[]>`
        select count(*)::int as waiting from incidents where is_open and state->>'status' = 'triage'`
      return row?.waiting ?? 0
    },
    async timelineEvents(id) {
      // What is only talk stays behind: a long incident has thousands of messages and a few dozen that matter.
      const asked = sql<EventColumns[]>`
        select ${eventColumns(sql)} from events
        where incident = ${id} and (
          type not in ('message-heard', 'message-edited', 'message-deleted', 'message-unpinned', 'postmortem-part-drawn')
          or about in (select about from events where incident = ${id} and makes_entry)
        )
        order by seq`
      const events: RecordedEvent[] = []
      // A few at a time: to read fifty thousand in one go would keep everybody waiting for two seconds.
      for await (const rows of asked.cursor(doneAtOnce)) {
        for (const row of rows) events.push(readEvent(row))
        await turn()
      }
      return events
    },
    async newestShown(id) {
      const [row] = await sql<{ seq: number }[]>`
        select seq from events
        where incident = ${id} and type <> 'postmortem-part-drawn' and (type <> 'message-heard' or makes_entry)
        order by seq desc limit 1`
      return row?.seq ?? 0
    },
    async due(now, limit) {
      // Further than the limit only past those that cannot be read: they stay due, and would stand in front for ever.
      for (let skipped = 0; ;) {
        const waiting = db.select(state).from(incidents).where(lte(incidents.nextDueAt, now))
        const rows = await waiting.orderBy(asc(incidents.nextDueAt), asc(incidents.id)).limit(limit).offset(skipped)
        const due = await readable(rows)
        if (due.length > 0 || rows.length < limit) return due
        skipped += rows.length
      }
    },
    async nextDue() {
      const [row] = await sql<{ at: number | null }[]>`
        select min(next_due_at) as at from incidents where next_due_at is not null`
      return row?.at ?? undefined
    },
    async isIncidentChannel(channel) {
      return (await sql`select 1 from incidents where channel = ${channel}`).count === 1
    },
  }
}

/**
 * By an index, and no whole states: whoever declares waits for it, and reading fifty of them took a third of the CPU
 * time of an acknowledgement.
 */
export const openTitles = (sql: Sql | TransactionSql, limit: number) =>
  sql<{ id: string; title: string }[]>`
    select id, state->>'title' as title from incidents
    where is_open and state->>'status' <> 'triage' order by declared_at desc limit ${limit}`

const lineOf = (incident: Incident): IncidentLine => {
  const { id, number, title, severity, status, channel, declaredAt, declaredBy, roles } = incident
  const place = { ...(channel !== undefined && { channel }) }
  return { id, number, title, severity, status, ...place, declaredAt, declaredBy, roles }
}
