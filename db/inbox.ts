import type { Sql } from 'postgres'
import { z } from 'zod'
import type { Inbox } from '../src/app/ports.ts'
import type { Holder } from './holders.ts'
import { storeTogether } from './inbox-put.ts'
import { lanesOf } from './lanes.ts'

type Content = { readonly event_id: string; readonly body: unknown }

/** The inbox on PostgreSQL: what Slack told, once per event id, before it is acknowledged. `holder`: this process. */
export const inboxOn = (sql: Sql, holder: Holder): Inbox => {
  const lanes = lanesOf<Content>(
    sql,
    { name: 'inbox', key: 'event_id', asks: 'body', content: ['event_id', 'body'] },
    holder,
  )
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
    allDone: lanes.allDone,
    giveBack: lanes.giveBack,
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
