import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Sql } from 'postgres'
import { z } from 'zod'
import { migrations } from '../../db/migrations/in-order.ts'

const fixture = z.object({
  schema: z.number(),
  incidentNumbers: z.number(),
  tables: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
  workspace: z.unknown(),
})

/**
 * Fills an empty database with what that version left in it when it was killed, and writes the workspace as it was then
 * to `stateFile`. (`leave-half-done.ts` says how it was made and what is half-done in it.)
 */
export const leaveBehind = async (version: string, sql: Sql, stateFile: string): Promise<void> => {
  const path = fileURLToPath(new URL(`fixtures/${version}.json`, import.meta.url))
  const left = fixture.parse(JSON.parse(await readFile(path, 'utf8')))
  await writeFile(stateFile, JSON.stringify(left.workspace))
  await sql`create table migrations (
    number integer primary key, name text not null, applied_at timestamptz not null default now())`
  for (const { number, name, sql: step } of migrations.filter((one) => one.number <= left.schema)) {
    await sql.unsafe(step)
    await sql`insert into migrations (number, name) values (${number}, ${name})`
  }
  for (const [table, rows] of Object.entries(left.tables)) {
    await sql`insert into ${sql(table)} overriding system value
      select * from json_populate_recordset(null::${sql(table)}, ${JSON.stringify(rows)}::text::json)`
  }
  await sql`select setval('incident_numbers', ${left.incidentNumbers})`
  for (const table of ['outbox', 'inbox']) {
    await sql`select setval(pg_get_serial_sequence(${table}, 'id'), (select max(id) from ${sql(table)}))`
    // Whatever the clock of this machine says: that was a while ago.
    await sql`update ${sql(table)} set due_at = least(due_at, now()), claimed_until = least(claimed_until, now())`
  }
}
