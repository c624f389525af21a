import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { ensureDatabase, startEmbeddedPostgres } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A PostgreSQL for this run, and what every database of the run is called at its front. */
    postgres: { url: string; prefix: string }
  }
}

const quiet = { info: () => undefined, warn: console.warn, error: console.error }

/**
 * One PostgreSQL for the whole run: the one that `DATABASE_URL` names, else the one that comes with npm, under the
 * system's temporary directory, kept from run to run. In it, a template with the schema, from which each test gets a
 * database of its own. Afterwards everything that the run made is gone.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['DATABASE_URL']
  const server = given ? { url: given, release: async () => undefined } : await startThrowaway()
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

/** Two files at once may each hold four replicas of ten connections and their own; PostgreSQL's default is 100. */
const connections = 400

/**
 * The server that comes with npm, on data that nobody needs after the run: it need not survive the machine, so it waits
 * for no disk. Some files make a database per test, and on two shared cores the flushes alone took seconds.
 */
async function startThrowaway(): Promise<{ url: string; release(): Promise<void> }> {
  const directory = join(tmpdir(), `stanch-test-${userInfo().uid}`)
  const server = await startEmbeddedPostgres({ dataDir: directory, log: quiet })
  const sql = postgres(server.url, { max: 1, onnotice: () => undefined })
  await sql`alter system set fsync = off`
  await sql`alter system set synchronous_commit = off`
  await sql.unsafe(`alter system set max_connections = ${connections}`)
  await sql`select pg_reload_conf()`
  const [{ taken } = { taken: 0 }] = await sql<{ taken: number }[]>`
    select current_setting('max_connections')::int as taken`
  await sql.end()
  if (taken === connections) return server
  // That many are taken from a start on.
  await server.release()
  return startEmbeddedPostgres({ dataDir: directory, log: quiet })
}

/** A killed run leaves its databases to the next with its number, or to the end of the temporary directory. */
async function dropAll(url: string, prefix: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  const found = await sql<{ datname: string }[]>`select datname from pg_database where starts_with(datname, ${prefix})`
  for (const { datname } of found) await sql`drop database if exists ${sql(datname)} with (force)`
  await sql.end()
}
