import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { startEmbeddedPostgres } from '../db/embedded.ts'
import { growth } from './growth.ts'
import { latency } from './latency.ts'
import { start } from './start.ts'
import { statements } from './statements.ts'
import { storm } from './storm.ts'
import { throughput } from './throughput.ts'

type Section = (serverUrl: string, quick: boolean) => Promise<void>

/** What is measured, in the order in which it is printed. */
const sections: Readonly<Record<string, Section>> = { latency, statements, throughput, start, growth, storm }

/**
 * Runs the sections that are named, or all; `--quick` measures less of each. Prints tables; resolves with the exit
 * code.
 */
export const bench = async (args: readonly string[]): Promise<number> => {
  const quick = args.includes('--quick')
  const wanted = args.filter((arg) => !arg.startsWith('--'))
  const unknown = wanted.filter((name) => sections[name] === undefined)
  if (unknown.length > 0) {
    console.error(`There is no section ${unknown.join(', ')}: use ${Object.keys(sections).join(', ')}`)
    return 1
  }
  const server = await openServer()
  const from = performance.now()
  try {
    console.log(await durabilityOf(server.url))
    for (const [name, section] of Object.entries(sections)) {
      if (wanted.length === 0 || wanted.includes(name)) await section(server.url, quick)
    }
  } finally {
    await server.close()
  }
  console.log(`\nTook ${Math.round((performance.now() - from) / 1000)} s, on Node ${process.version}`)
  return 0
}

/** Whether an acknowledgement waits for the disk: figures of servers that differ in this are no match for each other. */
const durabilityOf = async (url: string): Promise<string> => {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  const [row] = await sql<{ version: string; fsync: string; commit: string }[]>`
    select current_setting('server_version') as version, current_setting('fsync') as fsync,
      current_setting('synchronous_commit') as commit`
  await sql.end()
  const isDurable = row?.fsync === 'on' && row.commit !== 'off'
  const facts = `PostgreSQL ${row?.version}, fsync ${row?.fsync}, synchronous_commit ${row?.commit}`
  return isDurable ? facts : `${facts}: NOT what the goals ask for, which is both of them on`
}

/** PostgreSQL as it comes with npm, on fresh data, waiting for the disk as it does by default; or `DATABASE_URL`'s. */
const openServer = async (): Promise<{ url: string; close(): Promise<void> }> => {
  const given = process.env['DATABASE_URL']
  if (given !== undefined) return { url: given, close: async () => undefined }
  const dataDir = await mkdtemp(join(tmpdir(), 'stanch-bench-'))
  // Started by root, PostgreSQL runs as somebody else, who must get in.
  await chmod(dataDir, 0o755)
  const log = { info: () => undefined, warn: console.warn, error: console.error }
  const server = await startEmbeddedPostgres({ dataDir, log })
  return {
    url: server.url,
    close: async () => {
      await server.release()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
