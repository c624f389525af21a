import { connectDatabase, type Database } from '../../db/database.ts'
import type { Meter } from '../app/measure.ts'
import { measuredInbox, measuredOutbox } from '../app/measure.ts'
import type { Clock, Inbox, Log, Outbox } from '../app/ports.ts'
import { believed, openHouseClock, type HouseClock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { OnStop } from './on-stop.ts'
import { whenNotBusy } from './when-not-busy.ts'
import { whenThere } from './when-there.ts'

type Parts = {
  readonly config: Config
  readonly databaseUrl: string
  readonly connections: number | undefined
  /** Handed in by a test; otherwise the time of day is the database's. */
  readonly handedIn: Clock | undefined
  /** Somebody reads the status page while the database is away: it is waited for. */
  readonly isRead: boolean
  readonly stopping: AbortSignal | undefined
  readonly meter: Meter
  readonly onStop: OnStop
  readonly log: Log
}

/** What is kept, and the time by which it is. */
export type Store = {
  readonly database: Database
  readonly clock: HouseClock
  readonly outbox: Outbox
  readonly inbox: Inbox
}

/** Connects, migrates and warms up the database. Rejects with the driver's own error. */
export const openStore = async (parts: Parts): Promise<Store> => {
  const { config, databaseUrl, connections, handedIn, isRead, stopping, meter, onStop, log } = parts
  const work = workOverrides(config)
  const database = connectDatabase(databaseUrl, { work, log, ...(connections !== undefined && { connections }) })
  onStop(() => database.close())
  await whenThere(() => whenNotBusy(database.migrate, log), { isRead, stopping, log })
  // Alone: it takes every connection, and others have less patience. Without it the first requests are slower, and no
  // worse.
  await database.warmUp().catch((error: unknown) => {
    log.warn({ event: 'not-warmed-up', error: String(error) }, 'The database could not be warmed up')
  })
  const clock =
    handedIn === undefined
      ? await whenNotBusy(() => openHouseClock({ ask: database.now, log }), log)
      : believed(handedIn)
  const outbox = measuredOutbox(database.outbox, meter)
  const inbox = measuredInbox(database.inbox, meter)
  return { database, clock, outbox, inbox }
}

const workOverrides = ({ workHours, workDays }: Config) => ({
  hours: workHours,
  ...(workDays !== undefined && { days: workDays }),
})
