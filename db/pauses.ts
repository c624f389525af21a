import type { Sql } from 'postgres'
import type { Pauses } from '../src/app/ports.ts'

/** The pauses on PostgreSQL: written by whoever was refused, read by every replica. */
export const pausesOn = (sql: Sql): Pauses => ({
  async pause(key, { forMs }) {
    await sql`
      insert into pauses (key, until) values (${key}, now() + make_interval(secs => ${forMs / 1000}))
      on conflict (key) do update set until = greatest(pauses.until, excluded.until)`
  },
  async left() {
    const rows = await sql<{ key: string; leftMs: number }[]>`
      select key, ceil(extract(epoch from until - now()) * 1000)::float8 as "leftMs" from pauses where until > now()`
    return new Map(rows.map(({ key, leftMs }) => [key, leftMs]))
  },
})
