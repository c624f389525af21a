import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { ensureDatabase } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { startThrowawayPostgres } from '../scripts/faults/throwaway-postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A PostgreSQL for this run, and what every database of the run is called at its front. */
    postgres: { url: string; prefix: string }
  }
}

/**
 * One PostgreSQL for the whole run: the one that `DATABASE_URL` names, else the one that comes with npm, under the
 * system's temporary directory, kept from run to run. In it, a template with the schema, from which each test gets a
 * database of its own. Afterwards everything that the run made is gone.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['DATABASE_URL']
  const server = given ? { url: given, release: async () => undefined } : await startThrowawayPostgres('stanch-test')
  const prefix = `test_${process.pid}_`
  await dropAll(server.url, prefix)

  const template = postgres(await ensureDatabase(server.url, `${prefix}template`), {
    max: 1,
    onnotice: () => undefined,
  })
  await migrate(template)
  await template.end()
  project.provide('postgres', { url: server.url, prefix })

  return async () => {
    await dropAll(server.url, prefix)
    await server.release()
  }
}

/** A killed run leaves its databases to the next with its number, or to the end of the temporary directory. */
async function dropAll(url: string, prefix: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  const found = await sql<{ datname: string }[]>`select datname from pg_database where starts_with(datname, ${prefix})`
  for (const { datname } of found) await sql`drop database if exists ${sql(datname)} with (force)`
  await sql.end()
}
