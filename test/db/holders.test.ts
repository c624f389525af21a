import postgres, { type ISql } from 'postgres'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { transaction } from '../../db/transaction.ts'
import { connectDatabase, type Database } from '../../db/database.ts'
import { connect } from '../../db/client.ts'
import { timeOn } from '../app/loops.ts'
import { layWire } from '../database-away/wire.ts'
import { declare, openHouse, openReplica } from './house.ts'

const card = { type: 'show-card' } as const

/** A replica that holds one outbox row and one Slack event. */
const busy = async (url: string): Promise<Database> => {
  const replica = connectDatabase(url)
  await declare(replica, { effects: [card] })
  await replica.inbox.put('Ev1', 'C1', {})
  expect(await replica.outbox.claim(1)).toHaveLength(1)
  expect(await replica.inbox.claim(1)).toHaveLength(1)
  return replica
}

/** Cuts the connections that hold locks, as a restart of PostgreSQL does. */
const cutLocks = async (url: string): Promise<number> => {
  const sql = postgres(url, { max: 1 })
  onTestFinished(() => sql.end())
  const cut = await sql`
    select pg_terminate_backend(pid) from pg_locks
    where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`
  return cut.count
}

/** How many processes are known to live. */
const holding = async (url: string): Promise<number> => {
  const sql = postgres(url, { max: 1 })
  const found = await sql`
    select from pg_locks
    where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`
  await sql.end()
  return found.count
}

describe('what a process held', () => {
  it('is free at once when it dies, as after a lease that ran out: uncertain, and counted as a try', async () => {
    const { url, database } = await openHouse()
    const dying = await busy(url)
    expect(await database.holders.endClaimsOfDead()).toBe(0)
    // It hands nothing back: its connections close, as they do when it is killed.
    await dying.close()

    await vi.waitFor(async () => expect(await database.holders.endClaimsOfDead()).toBe(2), { timeout: 5_000 })
    expect(await database.inbox.claim(1)).toMatchObject([{ id: 'Ev1', attempts: 1, claim: 2 }])
    // Its last call may not be seen in Slack yet: the look for it comes 2 s later.
    expect(await database.outbox.claim(1)).toEqual([])
    await timeOn(url).passes()
    expect(await database.outbox.claim(1)).toMatchObject([{ effect: card, attempts: 1, claim: 2, uncertain: true }])
  })

  it('stays its own while it lives, however many others look', async () => {
    const { url } = await openHouse()
    const living = await busy(url)
    onTestFinished(() => living.close())
    const others = [openReplica(url), openReplica(url)]
    for (const { holders, outbox } of others) {
      expect(await holders.endClaimsOfDead()).toBe(0)
      expect(await outbox.claim(1)).toEqual([])
    }
    expect(await living.holders.endClaimsOfDead()).toBe(0)
  })

  it('is known as its own again, before it claims more, when its connections were cut', async () => {
    const { url, database } = await openHouse()
    const living = await busy(url)
    onTestFinished(() => living.close())
    expect(await cutLocks(url)).toBe(1)

    await declare(living, { effects: [card] })
    // It hears of the cut a moment later; whoever asks it for work from then on waits until it is known again.
    await vi.waitFor(async () => {
      await living.outbox.claim(1)
      expect(await holding(url)).toBe(1)
    })
    expect(await database.holders.endClaimsOfDead()).toBe(0)
    expect(await database.outbox.claim(10)).toEqual([])
  })
})

describe('a process that freezes in the middle of a statement', () => {
  it('holds up others for seconds, however long it is frozen', async () => {
    const { url, database } = await openHouse()
    const incident = await declare(database)
    const wire = await layWire(url)
    const frozen = connect(wire.url)
    const other = connect(url)
    onTestFinished(async () => {
      await Promise.all([frozen.sql.end({ timeout: 0 }), other.sql.end({ timeout: 0 })])
    })
    const lock = (tx: ISql) => tx`select from incidents where id = ${incident.id} for update`
    wire.freezeAfter('never run')
    const lost = transaction(frozen.sql, async (tx) => {
      await lock(tx)
      await tx`select ${incident.id}::text as "never run"`
    }).catch((error: unknown) => error)
    // It has the lock, and waits in mid-statement: to look for any lock would let another be quicker.
    const inMidStatement = () => other.sql`
      select from pg_stat_activity
      where datname = current_database() and state = 'active' and wait_event = 'ClientRead' and query like '%never run%'`
    const isStuck = async () => expect(await inMidStatement()).toHaveLength(1)
    await vi.waitFor(isStuck, { timeout: 20_000 })

    // Each of them gives up after its lock_timeout and asks again.
    const waiting = vi.waitFor(() => lock(other.sql), { timeout: 20_000 })
    const isEnded = async () => expect(await database.holders.endStuckSessions()).toBe(1)
    await vi.waitFor(isEnded, { timeout: 20_000, interval: 100 })
    await waiting
    expect(await lost).toBeInstanceOf(Error)
  })

  it('is left alone while nobody waits for it', async () => {
    const { url, database } = await openHouse()
    const backup = postgres(url, { max: 1 })
    onTestFinished(() => backup.end())
    await backup.begin(async (tx) => {
      for await (const rows of tx`select generate_series(1, 2) as n`.cursor(1)) {
        expect(rows).toHaveLength(1)
        expect(await database.holders.endStuckSessions()).toBe(0)
      }
    })
  })
})
