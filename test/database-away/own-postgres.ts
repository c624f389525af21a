import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
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
   * No file may grow any more, as on a full disk: PostgreSQL's own writes fail (RLIMIT_FSIZE, which an ordinary user may
   * set and lift again). Linux only. The write-ahead log, whose segments exist already, can still be written.
   */
  full(url: string, on: boolean): Promise<void>
  /** Stops it and removes everything. */
  end(): Promise<void>
}

/** Makes a cluster in the system's temporary directory and starts it. It waits for no disk: nobody needs it afterwards. */
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
    for (const child of await childrenOf(pid)) process.kill(child, name)
  }
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
      const { pid } = await postmaster(cluster)
      if (on) await ask(makeLong, url)
      for (const process of [pid, ...(await childrenOf(pid))]) {
        // As the server's own account: even root may not limit another's process without a capability of its own.
        await run('prlimit', ['--pid', String(process), `--fsize=${on ? fullAt : 'unlimited'}:unlimited`], {
          ...cluster.account,
          cwd: '/',
        })
      }
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
 * Beyond a segment of the write-ahead log (16 MB), which must not fail: that would end the server. Half a page beyond, so
 * that the kernel writes half of the page and PostgreSQL says what it says of a full disk (53100).
 */
const fullAt = 16 * 2 ** 20 + 4096

/** Makes the tables that everything is written to as long as that, with rows that nobody works on. */
const makeLong = async (sql: Sql): Promise<void> => {
  const { count } = await sql`select 1 from outbox where lane = 'filler' limit 1`
  if (count === 0) {
    await sql`
      insert into outbox (effect, lane, done_at)
      select json_build_object('filler', repeat(md5(n::text), 10)), 'filler', now() from generate_series(1, 45000) as n`
    await sql`
      insert into inbox (event_id, lane, body, done_at)
      select 'filler' || n, 'filler', json_build_object('filler', repeat(md5(n::text), 10)), now()
      from generate_series(1, 45000) as n`
  }
  await sql`checkpoint`
}
