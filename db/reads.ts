import { asc, count, desc, eq, isNotNull, lte, min, not, sql as raw } from 'drizzle-orm'
import type { IncidentLine, Reads } from '../src/app/ports.ts'
import type { Client } from './client.ts'
import { eventColumns } from './ledger-look.ts'
import { type EventColumns, readEvent, readIncident } from './rows.ts'
import { incidents } from './schema.ts'

/** What people and loops ask of the record; nothing here locks or writes. */
export const readsOn = ({ sql, db }: Client): Reads => {
  const state = { state: incidents.state }
  const isOpen = raw`${incidents.isOpen}`

  return {
    async incident(id) {
      return one(await db.select(state).from(incidents).where(eq(incidents.id, id)))
    },
    async inChannel(channel) {
      return one(await db.select(state).from(incidents).where(eq(incidents.channel, channel)))
    },
    async open(limit) {
      const newest = db.select(state).from(incidents).where(isOpen).orderBy(desc(incidents.declaredAt))
      return (await newest.limit(limit)).map(lineOf)
    },
    async recentlyEnded(limit) {
      const newest = db.select(state).from(incidents).where(not(isOpen)).orderBy(desc(incidents.endedAt))
      return (await newest.limit(limit)).map(lineOf)
    },
    async openCount() {
      const [row] = await db.select({ open: count() }).from(incidents).where(isOpen)
      return row?.open ?? 0
    },
    async timelineEvents(id) {
      // What is only talk stays behind: a long incident has thousands of messages and a few dozen that matter.
      const rows = await sql<EventColumns[]>`
        select ${eventColumns(sql)} from events
        where incident = ${id} and (
          type not in ('message-heard', 'message-edited', 'message-deleted', 'message-unpinned', 'postmortem-part-drawn')
          or about in (select about from events where incident = ${id} and makes_entry)
        )
        order by seq`
      return rows.map(readEvent)
    },
    async newestShown(id) {
      const [row] = await sql<{ seq: number }[]>`
        select seq from events
        where incident = ${id} and type <> 'postmortem-part-drawn' and (type <> 'message-heard' or makes_entry)
        order by seq desc limit 1`
      return row?.seq ?? 0
    },
    async due(now, limit) {
      const waiting = db.select(state).from(incidents).where(lte(incidents.nextDueAt, now))
      return (await waiting.orderBy(asc(incidents.nextDueAt)).limit(limit)).map((row) => readIncident(row.state))
    },
    async nextDue() {
      const [row] = await db
        .select({ at: min(incidents.nextDueAt) })
        .from(incidents)
        .where(isNotNull(incidents.nextDueAt))
      return row?.at ?? undefined
    },
    async isIncidentChannel(channel) {
      return (await sql`select 1 from incidents where channel = ${channel}`).count === 1
    },
  }
}

const one = (rows: readonly { state: unknown }[]) => rows[0] && readIncident(rows[0].state)

const lineOf = (row: { state: unknown }): IncidentLine => {
  const { id, number, title, severity, status, channel, declaredAt, roles } = readIncident(row.state)
  return { id, number, title, severity, status, ...(channel !== undefined && { channel }), declaredAt, roles }
}
