import type { Sql } from 'postgres'
import type { Inbox } from '../src/app/ports.ts'
import { list } from './list.ts'
import { together } from './together.ts'

type Put = { readonly id: string; readonly lane: string; readonly body: string }

/** What is written in one statement at most. */
const atOnce = 200

/**
 * Stores events, those that come while others are being written together with one another, in the order in which they
 * came. Each learns for itself whether it was new.
 */
export const storeTogether = (sql: Sql): Inbox['put'] => {
  const put = together(atOnce, async (puts: readonly Put[]) => {
    const rows = await sql<{ id: string }[]>`
      insert into inbox (event_id, lane, body)
      select id, lane, body::json
      from unnest(
        ${list(puts.map(({ id }) => id))}::text[], ${list(puts.map(({ lane }) => lane))}::text[],
        ${list(puts.map(({ body }) => body))}::text[]
      ) with ordinality as put (id, lane, body, nth)
      order by nth
      on conflict (event_id) do nothing returning event_id as id`
    const fresh = new Set(rows.map(({ id }) => id))
    // Of two copies that came together the first is the new one.
    return ({ id }) => fresh.delete(id)
  })
  return (id, lane, body) => put({ id, lane, body: JSON.stringify(body) })
}
