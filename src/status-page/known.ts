import { DatabaseAway, type Clock, type Log } from '../app/ports.ts'
import type { PublicIncident, PublicRecord } from '../app/public-word.ts'
import type { Moment } from '../domain/ids.ts'
import { historyDays } from './board.ts'
import { keep, readKept } from './keep.ts'

/** What this process knows of what was published. */
export type Known = {
  /** Undefined until anything was ever read. `version` grows with each change. */
  now(): Snapshot | undefined
  /** Looks whether the database knows more; keeps what it had where that is away. Never rejects for that. */
  refresh(record: PublicRecord): Promise<void>
}

/** As of one moment. `staleSince`: when it was last known to be true, where that cannot be asked any more. */
export type Snapshot = {
  readonly incidents: readonly PublicIncident[]
  readonly version: number
  readonly staleSince: Moment | undefined
}

type Parts = { readonly path: string; readonly clock: () => Clock; readonly log: Log }

/**
 * The whole history that the page shows, whatever goes on, and older ones whose pages somebody may have linked to. A
 * thousand are a few megabytes; more than the last is no history but a mistake, and is not worth this process's memory.
 */
const shown = { sinceMs: (historyDays + 1) * 86_400_000, atLeast: 1_000, atMost: 20_000 }
/** A database that restarts is back by then; nobody need read of that. */
const staleAfterMs = 15_000

/**
 * Begins with what was kept on the disk, if anything was. Each change is kept there; where the disk does not take it,
 * the log says so once and the page goes on.
 */
export const openKnown = async ({ path, clock, log }: Parts): Promise<Known> => {
  const { kept, error } = await readKept(path)
  if (error !== undefined) {
    log.warn({ event: 'status-page-kept-unreadable', error }, 'What the status page had kept cannot be read')
  }
  let incidents = kept?.incidents
  let asOf = kept?.asOf ?? 0
  /** What was kept by another run may be old, however young this one is. */
  let isStale = true
  let version = 0
  let seen: string | undefined
  let toldOfDisk = false

  const write = async (): Promise<void> => {
    try {
      await keep(path, { asOf, incidents: incidents ?? [] })
      toldOfDisk = false
    } catch (failed) {
      if (toldOfDisk) return
      toldOfDisk = true
      const facts = { event: 'status-page-not-kept', error: String(failed) }
      log.warn(
        facts,
        'The status page cannot be kept under DATA_DIR: it will not outlast a restart without the database',
      )
    }
  }

  const look = async (record: PublicRecord): Promise<void> => {
    const found = await record.version()
    const changed = found !== seen
    if (changed) {
      incidents = await record.incidents({ ...shown, since: clock().now() - shown.sinceMs })
      version += 1
    }
    seen = found
    asOf = clock().now()
    isStale = false
    if (changed) await write()
  }

  return {
    now: () => {
      if (incidents === undefined) return undefined
      const old = isStale || clock().now() - asOf > staleAfterMs
      return { incidents, version, staleSince: old ? asOf : undefined }
    },
    refresh: async (record) => {
      try {
        await look(record)
      } catch (failed) {
        // The database has said itself that it is away; what is known goes on being shown, and its age with it.
        if (!(failed instanceof DatabaseAway)) throw failed
      }
    },
  }
}
