import type { Sql } from 'postgres'
import { z } from 'zod'
import type { Claimed, Outbox } from '../src/app/ports.ts'
import { laneOf } from '../src/domain/lanes.ts'
import { channelId, commandId, incidentId, userId } from '../src/domain/ids.ts'
import type { Holder } from './holders.ts'
import { endTogether } from './outbox-done.ts'
import { lanesOf } from './lanes.ts'
import { callsWithinMs } from './lease.ts'
import { tryEffect } from './rows.ts'

type Content = {
  readonly id: number
  readonly incident: string | null
  readonly effect: unknown
  readonly request: string | null
  readonly maybe_since: number | null
  readonly needed: string | null
}

/** The outbox on PostgreSQL. The ledger writes its rows; here they are claimed and finished. `holder`: this process. */
export const outboxOn = (sql: Sql, holder: Holder): Outbox => {
  const lanes = lanesOf<Content>(
    sql,
    { name: 'outbox', key: 'id', asks: 'effect', content: ['incident', 'effect', 'request', 'maybe_since', 'needed'] },
    holder,
  )
  return {
    ...lanes,
    done: endTogether(sql),
    async claim(limit, putOff) {
      // Before the question: the lease begins when the database hears it.
      const callsUntil = performance.now() + callsWithinMs
      const rows = await lanes.claim(limit)
      return rows.flatMap(
        ({ effect, incident, request, maybe_since: maybeSince, needed: _needed, ...row }): Claimed[] => {
          const claimed = {
            ...row,
            createdAt: Math.min(row.createdAt, maybeSince ?? Infinity),
            incident: incident === null ? undefined : incidentId(incident),
            request: request === null ? undefined : commandId(request),
            callsUntil,
          }
          const read = tryEffect(effect)
          if (read.success) return [{ ...claimed, effect: read.data }]
          putOff?.({ ...claimed, error: `unreadable: ${z.prettifyError(read.error)}` })
          return []
        },
      )
    },
    async isWaiting(id) {
      return (await sql`select 1 from outbox where id = ${id} and done_at is null and gave_up_at is null`).count === 1
    },
    giveUp: (row, error, needed) => lanes.giveUp(row, error, sql`, needed = ${needed ?? null}`),
    async parked(limit) {
      const rows = await lanes.parked(limit)
      return rows.map(({ incident, effect, request: _request, maybe_since: _since, needed, ...row }) => ({
        ...row,
        ...(needed !== null && { needed }),
        incident: incident === null ? undefined : incidentId(incident),
        what: kindOf(effect),
      }))
    },
    async ask(effect, { incident, inMs }) {
      await sql`
        insert into outbox (incident, effect, lane, due_at)
        values (${incident ?? null}, ${JSON.stringify(effect)}::json, ${laneOf(effect, incident ?? incidentId('none'))},
          now() + make_interval(secs => ${inMs / 1000}))`
    },
    async replyAddress(command) {
      const [row] = await sql<{ url: string; person: string; channel: string | null; expiresAt: number }[]>`
        select url, person, channel, expires_at as "expiresAt" from replies
        where command = ${command} and expires_at > (extract(epoch from now()) * 1000)::bigint`
      return (
        row && {
          url: row.url,
          user: userId(row.person),
          ...(row.channel !== null && { channel: channelId(row.channel) }),
          expiresAt: row.expiresAt,
        }
      )
    },
  }
}

const named = z.object({ type: z.string() })

/** What a row asks for, in one word; an effect that cannot be read may still say its type. */
const kindOf = (effect: unknown): string => named.safeParse(effect).data?.type ?? 'unreadable'
