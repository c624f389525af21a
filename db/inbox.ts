import type { Sql } from 'postgres'
import { z } from 'zod'
import type { Inbox, Received } from '../src/app/ports.ts'
import type { Holder } from './holders.ts'
import { storeTogether } from './inbox-put.ts'
import { lanesOf } from './lanes.ts'
import { list } from './list.ts'

type Content = { readonly event_id: string; readonly body: unknown }

/** The inbox on PostgreSQL: what Slack told, once per event id, before it is acknowledged. `holder`: this process. */
export const inboxOn = (sql: Sql, holder: Holder): Inbox => {
  const lanes = lanesOf<Content>(
    sql,
    { name: 'inbox', key: 'event_id', asks: 'body', content: ['event_id', 'body'] },
    holder,
  )
  /**
   * Those of these that are still held by that claim, each found by its event id and in no other way: with thousands
   * waiting, all of them were read through for each handful that was done.
   */
  const held = (some: readonly Received[]) => sql`
    from unnest(${list(some.map(({ id }) => id))}::text[], ${list(some.map(({ claim }) => claim))}::int[])
      as held (event_id, claim)
    where q.event_id = held.event_id and q.claim = held.claim and num_nulls(q.done_at, q.gave_up_at) = 2`
  return {
    put: storeTogether(sql),
    async claim(limit, run) {
      const rows = await lanes.claim(limit, run)
      return rows.map(({ event_id: id, body, lane, claim, attempts, createdAt }) => ({
        id,
        lane,
        body,
        claim,
        attempts,
        receivedAt: createdAt,
      }))
    },
    async allDone(some) {
      await sql`update inbox q set done_at = now(), claimed_by = null, claimed_until = null ${held(some)}`
    },
    async giveBack(some) {
      await sql`update inbox q set claimed_by = null, claimed_until = null ${held(some)}`
    },
    done: lanes.done,
    again: (received, how) => lanes.again(received, { ...how, uncertain: false }),
    giveUp: lanes.giveUp,
    async parked(limit) {
      const rows = await lanes.parked(limit)
      return rows.map(({ event_id: id, body, ...row }) => ({ ...row, id, incident: undefined, what: kindOf(body) }))
    },
    tryAgain: lanes.tryAgain,
    handBack: lanes.handBack,
  }
}

const named = z.object({ event: z.object({ type: z.string() }) })

/** The type of the Slack event in this payload. */
const kindOf = (body: unknown): string => named.safeParse(body).data?.event.type ?? 'unreadable'
