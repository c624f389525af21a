import type { Sql } from 'postgres'
import type { Inbox } from '../src/app/ports.ts'
import { isAway } from './away.ts'
import { list } from './list.ts'

type Put = {
  readonly id: string
  readonly lane: string
  readonly body: string
  readonly stored: (isNew: boolean) => void
  readonly failed: (error: unknown) => void
}

/** What is written in one statement at most. */
const atOnce = 200

/**
 * Stores events, those that come while others are being written together with one another: a hundred of them wait for
 * the disk once and not a hundred times, and keep the order in which they came. Each learns for itself whether it was
 * new.
 */
export const storeTogether = (sql: Sql): Inbox['put'] => {
  const waiting: Put[] = []
  let isWriting = false

  const insert = async (puts: readonly Put[]): Promise<void> => {
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
    for (const { id, stored } of puts) stored(fresh.delete(id))
  }

  const write = async (puts: readonly Put[]): Promise<void> => {
    try {
      await insert(puts)
    } catch (error) {
      if (puts.length === 1 || isAway(error)) for (const { failed } of puts) failed(error)
      // One that cannot be stored must not keep the others from it.
      else for (const put of puts) await write([put])
    }
  }

  const writeAll = async (): Promise<void> => {
    isWriting = true
    while (waiting.length > 0) await write(waiting.splice(0, atOnce))
    isWriting = false
  }

  return (id, lane, body) =>
    new Promise((stored, failed) => {
      waiting.push({ id, lane, body: JSON.stringify(body), stored, failed })
      if (!isWriting) void writeAll()
    })
}
