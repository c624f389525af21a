import { execFile } from 'node:child_process'
import { mkdtemp, rename, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import postgres, { type Sql } from 'postgres'
import { ensureDatabase } from '../../db/embedded.ts'
import { findPlace } from '../../db/embedded-place.ts'
import { findPrograms } from '../../db/embedded-programs.ts'
import { addressOf, type Cluster, createCluster, findPostmaster, launch, stopServer } from '../../db/embedded-server.ts'

const run = promisify(execFile)

/** A PostgreSQL server of this file's own, to be treated badly. */
export type OwnPostgres = {
  /** An empty database in it, by its url; the port stays the same for as long as the server is this one. */
  database(name: string): Promise<string>
  /** "Fast shutdown": sessions are ended, new ones refused. */
  stop(): Promise<void>
  /** `kill -9` of the whole server, as when the machine dies. */
  crash(): Promise<void>
  start(): Promise<void>
  /** Ends every session but those that ask; the server stays. Resolves with how many. */
  cut(): Promise<number>
  /** SIGSTOP to the server and all its sessions: connections neither answer nor break, new ones are taken and hang. */
  freeze(): Promise<void>
  thaw(): Promise<void>
  /** Takes no more writes, in the sessions that are open too, as a standby does; or takes them again. */
  readOnly(on: boolean): Promise<void>
  /**
   * No room on the disk for anything new in the database at `url`, in which nothing may have been recorded yet: the
   * empty files of its tables are `/dev/full`, so that PostgreSQL's own writes fail in the kernel (ENOSPC) and it says
   * what it says of a full disk (53100). Needs no rights and no mount; Linux only. The server restarts for it.
   */
  full(url: string, on: boolean): Promise<void>
  /** Stops it and removes everything. */
  end(): Promise<void>
}

/**
 * Makes a cluster in the system's temporary directory and starts it. It waits for no disk: nobody needs it afterwards.
 */
export const startOwnPostgres = async (): Promise<OwnPostgres> => {
  const directory = await mkdtemp(join(tmpdir(), 'stanch-away-'))
  const place = await findPlace(directory)
  const cluster: Cluster = {
    directory: join(place.home, 'postgres'),
    programs: await findPrograms(place),
    ...(place.account !== undefined && { account: place.account }),
  }
  await createCluster(cluster)
  await launch(cluster)
  const port = (await postmaster(cluster)).port
  const address = await addressOf(cluster, port, 'postgres')

  const ask = async <Answer>(work: (sql: Sql) => Promise<Answer>, url = address): Promise<Answer> => {
    const sql = postgres(url, { max: 1, onnotice: () => undefined, connection: { application_name: 'rig' } })
    try {
      return await work(sql)
    } finally {
      await sql.end()
    }
  }
  const set = (name: string, value: string): Promise<void> =>
    ask(async (sql) => {
      await sql.unsafe(`alter system set ${name} = ${value}`)
      await sql`select pg_reload_conf()`
    })
  const start = async (): Promise<void> => {
    // It may have to be asked again while the sessions of a killed server are still ending.
    while ((await findPostmaster(cluster))?.ready !== true) await launch(cluster, port)
  }
  const signal = async (name: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL'): Promise<void> => {
    // The postmaster first, so that it starts nothing that is missed.
    const { pid } = await postmaster(cluster)
    process.kill(pid, name)
    // `kill` passes over those that have ended since they were listed.
    await run('sh', [
      '-c',
      `kill -s ${name.slice(3)} "$@" 2>/dev/null; true`,
      'sh',
      ...(await childrenOf(pid)).map(String),
    ])
  }
  let files: readonly string[] = []
  await set('fsync', 'off')

  return {
    database: (name) => ensureDatabase(address, name),
    stop: () => stopServer(cluster, 30_000),
    crash: () => signal('SIGKILL'),
    start,
    cut: () =>
      ask(async (sql) => {
        const cut = await sql`
          select pg_terminate_backend(pid) from pg_stat_activity
          where backend_type = 'client backend' and application_name <> 'rig'`
        return cut.count
      }),
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    readOnly: (on) => set('default_transaction_read_only', on ? 'on' : 'off'),
    full: async (url, on) => {
      if (on) files = await ask(emptyTables, url)
      await stopServer(cluster, 30_000)
      for (const file of files.map((path) => join(cluster.directory, path))) {
        if (on) {
          await rename(file, `${file}.kept`)
          await symlink('/dev/full', file)
        } else await rename(`${file}.kept`, file)
      }
      await start()
    },
    end: async () => {
      await stopServer(cluster, 30_000)
      await rm(directory, { recursive: true, force: true })
      if (place.home !== directory) await rm(place.home, { recursive: true, force: true })
    },
  }
}

const postmaster = async (cluster: Cluster): Promise<{ readonly pid: number; readonly port: number }> => {
  const found = await findPostmaster(cluster)
  if (found === undefined) throw new Error('The server does not run')
  return found
}

const childrenOf = async (parent: number): Promise<readonly number[]> => {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid='])
  return stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([pid, ppid]) => (pid !== undefined && ppid === parent ? [pid] : []))
}

/**
 * The files of the tables that are written to, relative to the cluster; a file that holds a row cannot be exchanged.
 */
const emptyTables = async (sql: Sql): Promise<readonly string[]> => {
  const names = ['incidents', 'events', 'commands', 'outbox', 'inbox', 'replies']
  for (const name of names) {
    const rows = await sql`select 1 from ${sql(name)} limit 1`
    if (rows.count > 0) throw new Error(`Something is recorded already in ${name}`)
  }
  // What was written and taken back at the start stands in the files until they are made anew.
  await sql`truncate ${sql(names)}`
  const found = await sql<{ path: string }[]>`
    select pg_relation_filepath(oid) as path from pg_class where relname in ${sql(names)}`
  return found.map(({ path }) => path)
}
