import { execFile, spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chown, mkdir, open, readdir, readFile, readlink, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Account } from './embedded-place.ts'
import { programEnvironment, type Programs } from './embedded-programs.ts'

const run = promisify(execFile)

/** A PostgreSQL data directory (absolute, links resolved), the programs that serve it and the account they run as. */
export type Cluster = { directory: string; programs: Programs; account?: Account }

/** What postmaster.pid tells of a server: its process, its port on 127.0.0.1 and how far it is. */
export type Postmaster = { pid: number; port: number; ready: boolean }

/** The one database role of the cluster; its password stands in `passwordFile`. */
export const role = 'stanch'

const passwordFile = 'stanch-password'

const passing = /lock file "postmaster.pid" already exists|Address already in use|shared memory block .* still in use/

/**
 * Makes the cluster if there is none. It is made aside and renamed whole, so that of two processes that start at once
 * one wins, and a process killed half-way leaves nothing that looks like a cluster.
 */
export async function createCluster(cluster: Cluster): Promise<void> {
  const home = dirname(cluster.directory)
  const aside = `${basename(cluster.directory)}.new-`
  if ((await unlessMissing(readFile(join(cluster.directory, 'PG_VERSION'), 'utf8'))) !== undefined) return
  await removeAbandoned(home, aside)

  const directory = join(home, `${aside}${process.pid}-${randomUUID()}`)
  const password = `${directory}.password`
  await mkdir(directory, { mode: 0o700 })
  await writeFile(password, randomBytes(24).toString('base64url'), { mode: 0o600 })
  await own(cluster.account, directory, password)
  const collation = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const access = ['--auth=scram-sha-256', `--username=${role}`, `--pwfile=${password}`]
  await run(cluster.programs.initdb, [`--pgdata=${directory}`, ...access, ...collation], {
    ...cluster.account,
    cwd: '/',
    env: programEnvironment,
  })
  await rename(password, join(directory, passwordFile))
  await rename(directory, cluster.directory).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    await rm(directory, { recursive: true })
  })
}

/** The address of a database on the running server. */
export async function addressOf(cluster: Cluster, port: number, database: string): Promise<string> {
  const password = await readFile(join(cluster.directory, passwordFile), 'utf8')
  return `postgres://${role}:${password}@127.0.0.1:${port}/${database}`
}

/**
 * The server that serves the cluster now, if one does. A postmaster.pid that a dead server left is no server; where its
 * number has gone to another program since, the file is removed, for PostgreSQL would refuse to start over it.
 */
export async function findPostmaster(cluster: Cluster): Promise<Postmaster | undefined> {
  const path = join(cluster.directory, 'postmaster.pid')
  const text = await unlessMissing(readFile(path, 'utf8'))
  // Lines: pid, data directory, start time, port, socket directory, listen address, shared memory, status
  // (PostgreSQL's src/include/utils/pidfile.h). The file is written line by line, so it may be short for a moment.
  const lines = text?.split('\n') ?? []
  const pid = Number(lines[0])
  if (text === undefined || !(pid > 0) || !isAlive(pid)) return undefined
  if (!(await isPostmaster(pid, cluster.directory))) {
    await rm(path, { force: true })
    return undefined
  }
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
}

/**
 * Starts a server and resolves once it is ready, or once it turns out that it must be tried again. It gets a
 * session of its own: neither the bot's death nor a Ctrl-C in its terminal reaches it. Throws with the end of the
 * server's own log when it cannot start.
 */
export async function launch(cluster: Cluster, wantedPort?: number): Promise<void> {
  const port = wantedPort ?? (await freePort())
  const logPath = join(dirname(cluster.directory), 'postgres.log')
  const log = await open(logPath, 'a', 0o600)
  const before = (await log.stat()).size
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'timezone=UTC', 'log_checkpoints=off']
  const server = spawn(
    cluster.programs.postgres,
    ['-D', cluster.directory, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { ...cluster.account, cwd: '/', env: programEnvironment, detached: true, stdio: ['ignore', log.fd, log.fd] },
  )
  try {
    await once(server, 'spawn')
  } finally {
    await log.close()
  }
  server.unref()

  while (server.exitCode === null && server.signalCode === null) {
    const found = await findPostmaster(cluster)
    if (found?.pid === server.pid && found?.ready === true) return
    await pause(20)
  }
  // Not a failure: another process started the server or took the port in the same moment, or the sessions of a server
  // that was killed are still ending. The caller looks again.
  const said = (await readFile(logPath)).subarray(before).toString('utf8').trim()
  if (passing.test(said)) return
  throw new Error(`PostgreSQL did not start on ${cluster.directory}: ${said.split('\n').slice(-3).join(' / ')}`)
}

/**
 * Stops the server: sessions end at once, a checkpoint is written. Resolves when it is gone, or after `limit` ms, when
 * it goes on stopping by itself.
 */
export async function stopServer(cluster: Cluster, limit: number): Promise<void> {
  const server = await findPostmaster(cluster)
  if (server === undefined) return
  process.kill(server.pid, 'SIGINT') // "fast shutdown" in PostgreSQL's words
  const until = Date.now() + limit
  // Asked through findPostmaster, because in a container nobody may collect the dead process, and then its number lives
  // on.
  while (Date.now() < until && (await findPostmaster(cluster)) !== undefined) await pause(20)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: alive, and another account's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * Whether that process serves the directory: a postmaster stands in its data directory. A Mac has no /proc; there any
 * PostgreSQL counts, for taking a living server for a dead one would let two write the same files.
 */
async function isPostmaster(pid: number, directory: string): Promise<boolean> {
  if (process.platform === 'linux') return (await unlessMissing(readlink(`/proc/${pid}/cwd`))) === directory
  const { stdout } = await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)])
  return stdout.includes('postgres')
}

/** Clusters half made by processes that have died since. */
async function removeAbandoned(home: string, prefix: string): Promise<void> {
  for (const entry of await readdir(home)) {
    if (!entry.startsWith(prefix) || isAlive(Number.parseInt(entry.slice(prefix.length), 10))) continue
    await rm(join(home, entry), { recursive: true, force: true })
  }
}

async function own(account: Account | undefined, ...paths: string[]): Promise<void> {
  if (account === undefined) return
  for (const path of paths) await chown(path, account.uid, account.gid)
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (address === null || typeof address === 'string') throw new Error('A TCP listener must have a port')
  return address.port
}

/** The answer, or undefined where the file, the process or our right to see it is missing. */
async function unlessMissing(asked: Promise<string>): Promise<string | undefined> {
  return asked.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ESRCH' || error.code === 'EACCES') return undefined
    throw error
  })
}
