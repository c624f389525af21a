import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { startEmbeddedPostgres } from '../../db/embedded.ts'

const quiet = { info: () => undefined, warn: console.warn, error: console.error }

/** Several stages at once may each hold four replicas of ten connections and their own; PostgreSQL's default is 100. */
const connections = 400

/**
 * The server that comes with npm, under the system's temporary directory, kept from run to run under this name. On data
 * that nobody needs after the run: it need not survive the machine, so it waits for no disk. Some tests make a database
 * each, and on two shared cores the flushes alone took seconds.
 */
export const startThrowawayPostgres = async (name: string): Promise<{ url: string; release(): Promise<void> }> => {
  const directory = join(tmpdir(), `${name}-${userInfo().uid}`)
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
