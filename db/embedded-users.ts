import { realpath } from 'node:fs/promises'
import postgres from 'postgres'

/**
 * Who uses the embedded server is written in the server itself, as advisory locks: a user holds `users` shared for as
 * long as it lives, and who can take it alone is the last. PostgreSQL lets go of a session's locks when its process
 * dies, however it dies, so a user killed with SIGKILL does not count; a file with numbers in it could not promise
 * that. `leaving` keeps two that leave at once from each seeing the other.
 */
const locks = { users: 7_205_759_401, leaving: 7_205_759_402 }

/** One process's hold on the embedded server. */
export type Hold = {
  /** Resolves when the session ends without `leave`: the server was stopped, killed or crashed. */
  lost: Promise<void>
  /** Gives the hold up, and runs `stop` if nobody else has one; newcomers wait until it is over. */
  leave(stop: () => Promise<void>): Promise<void>
}

/** What postgres.js and PostgreSQL say of a server that stops, starts or has just gone. */
const stopping = new Set(['ECONNREFUSED', 'ECONNRESET', 'CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECT_TIMEOUT'])
const stoppingState = /^57P0[123]$/

/**
 * Takes a hold on the server at `url` (its database `postgres`: advisory locks belong to one database). While the last
 * user is stopping the server it waits, and then answers 'stopping'. Throws when the server that answers is another
 * than the one of `directory`.
 */
export async function takeHold(url: string, directory: string): Promise<Hold | 'stopping'> {
  let state: 'held' | 'lost' | 'left' = 'held'
  let tell: (() => void) | undefined
  const lost = new Promise<void>((resolve) => {
    tell = resolve
  })
  const sql = postgres(url, {
    max: 1,
    // The locks end with the session, so it must not be renewed in the ordinary course.
    max_lifetime: null,
    connection: { application_name: 'stanch-keeper' },
    onnotice: () => undefined,
    onclose: () => {
      if (state !== 'held') return
      state = 'lost'
      tell?.()
    },
  })
  try {
    const [shown] = await sql<{ data_directory: string }[]>`show data_directory`
    if (shown === undefined || (await realpath(shown.data_directory)) !== directory) {
      throw new Error(`The PostgreSQL at ${new URL(url).host} serves ${shown?.data_directory}, not ${directory}`)
    }
    await sql`select pg_advisory_lock_shared(${locks.users}::bigint)`
  } catch (error) {
    await sql.end({ timeout: 0 })
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
      if (stopping.has(error.code) || stoppingState.test(error.code)) return 'stopping'
    }
    throw error
  }
  return {
    lost,
    async leave(stop) {
      if (state === 'held') {
        state = 'left'
        await sql`select pg_advisory_lock(${locks.leaving}::bigint)`
        await sql`select pg_advisory_unlock_shared(${locks.users}::bigint)`
        const [last] = await sql<{ alone: boolean }[]>`select pg_try_advisory_lock(${locks.users}::bigint) as alone`
        if (last?.alone === true) await stop()
      }
      await sql.end({ timeout: 0 })
    },
  }
}
