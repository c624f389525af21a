import { randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'
import type { Holders } from '../src/app/ports.ts'
import { type InHand, inHandOf } from './claims-in-hand.ts'
import { type ClientOptions, connectSession, renewable } from './client.ts'
import type { WorkTable } from './lease.ts'
import { endStuckSessions } from './stuck-sessions.ts'

/** This process, as the holder of claims. */
export type Holder = {
  /** What its claims are signed with. */
  readonly name: string
  /** Resolves when PostgreSQL knows that this process lives; at once when it does. Nothing is claimed before. */
  isKnown(): Promise<void>
  /** Does PostgreSQL know it at this moment, as far as this process can tell? */
  isKnownNow(): boolean
  /** What it holds, as far as it knows. */
  readonly inHand: Readonly<Record<WorkTable, InHand>>
}

/** The first half of the locks' key: a number that no other program on the same database uses for its own. */
const holderLocks = 0x57a9c5

/**
 * After its own start PostgreSQL waits for those who live to come back before it takes anybody for dead, in seconds.
 */
const returnSeconds = 3

/**
 * A call that a process sent as it died shows up in Slack's history within a few seconds: too early a look misses it.
 */
const lookAfterSeconds = 2

/**
 * Who lives, as PostgreSQL knows it. Each process holds an advisory lock named for it, on a connection of its own: the
 * operating system closes that connection the moment the process dies, however it dies, and PostgreSQL lets the lock
 * go. So a claim whose holder has no lock is nobody's, and need not wait for its lease. A process that is only frozen
 * keeps its connection, its lock and so its lease. When the connection breaks under a living process (PostgreSQL
 * restarted), the lock is taken again before anything else is claimed.
 *
 * The locks are shared ones: a connection that broke on our side only may live on for a while on the server's, and must
 * not stand in our own way. `sql`: that connection, for short questions that must not stand in a queue.
 */
export const holderOn = (
  url: string,
  options: ClientOptions,
): {
  readonly holder: Holder
  readonly holders: Holders
  readonly sql: Sql
  /** Another connection in the place of one that answers nothing; the lock is taken again before the next claim. */
  renew(): void
  close(): Promise<void>
} => {
  const name = randomUUID()
  let known: Promise<void> | undefined
  let knownNow = false
  const forget = (): void => {
    known = undefined
    knownNow = false
  }
  const { sql, renew } = renewable(() => connectSession(url, options, forget))

  const makeKnown = async (): Promise<void> => {
    try {
      await sql`select pg_advisory_lock_shared(${holderLocks}, hashtext(${name}))`
      knownNow = true
    } catch (error) {
      forget()
      throw error
    }
  }
  const isKnown = (): Promise<void> => (known ??= makeKnown())

  return {
    holder: {
      name,
      isKnown,
      isKnownNow: () => knownNow,
      inHand: {
        outbox: inHandOf(sql, 'outbox', name),
        inbox: inHandOf(sql, 'inbox', name),
        letters: inHandOf(sql, 'letters', name),
      },
    },
    holders: {
      async endClaimsOfDead() {
        await isKnown()
        const [outbox, inbox, letters] = await Promise.all([
          endClaims(sql, { table: 'outbox', except: name, dueInSeconds: lookAfterSeconds }),
          endClaims(sql, { table: 'inbox', except: name, dueInSeconds: 0 }),
          endClaims(sql, { table: 'letters', except: name, dueInSeconds: 0 }),
        ])
        return outbox + inbox + letters
      },
      async living() {
        await isKnown()
        const rows = await sql`
          select distinct objid from pg_locks
          where locktype = 'advisory' and objsubid = 2 and classid = ${holderLocks} and granted
            and database = (select oid from pg_database where datname = current_database())`
        return rows.count
      },
      endStuckSessions: () => endStuckSessions(sql),
    },
    sql,
    renew: () => {
      forget()
      renew()
    },
    close: () => sql.end({ timeout: 5 }),
  }
}

/**
 * A lease that is ended here is taken over by the next claim as one that ran out: its outcome is uncertain, the try
 * counts, the claim grows. Nothing is looked up for holders unless somebody else holds something.
 */
const endClaims = async (
  sql: Sql,
  {
    table,
    except,
    dueInSeconds,
  }: { readonly table: WorkTable; readonly except: string; readonly dueInSeconds: number },
): Promise<number> => {
  const rows = await sql`
    update ${sql(table)} set claimed_until = now(),
      due_at = greatest(due_at, now() + make_interval(secs => ${dueInSeconds}))
    where claimed_by is not null and claimed_by <> ${except} and claimed_until > now()
      and done_at is null and gave_up_at is null
      and pg_postmaster_start_time() < now() - make_interval(secs => ${returnSeconds})
      and not exists (
        select from pg_locks
        -- The keys of a lock that was taken with two: classid, and objid as an unsigned number.
        where locktype = 'advisory' and objsubid = 2 and classid = ${holderLocks}
          and objid = (hashtext(claimed_by)::bigint & 4294967295)::oid
          and database = (select oid from pg_database where datname = current_database())
      )`
  return rows.count
}
