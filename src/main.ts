import { setImmediate as pause } from 'node:timers/promises'
import type { Database } from '../db/database.ts'
import type { Outdated } from '../db/migrate.ts'
import type { Door } from './app/handle.ts'
import type { Clock, Log } from './app/ports.ts'
import type { Config } from './config.ts'
import { warmUp as warmUpEars } from './domain/listen.ts'
import type { OnStop } from './main/on-stop.ts'
import { startOutlets } from './main/outlets.ts'
import { openReception } from './main/reception.ts'
import { letGo } from './main/let-go.ts'
import { openServices } from './main/services.ts'
import { openStatusPage } from './main/status-page.ts'
import { openStore } from './main/store.ts'
import { startWork } from './main/work.ts'
import { enterWorkspace, findAnnouncementChannel } from './main/workspace.ts'
import { openMetrics } from './metrics.ts'
import { unsayableBy } from './slack/unsayable.ts'

/** What a process is started with. */
export type Settings = {
  readonly config: Config
  readonly databaseUrl: string
  readonly log: Log
  /** The time of day: the database's, unless a test hands in its own. */
  readonly clock?: Clock
  /** A newer program has migrated the database: whoever started this one must stop it. May be told more than once. */
  readonly onOutdated?: (error: Outdated) => void
  /** To the database at once; each is opened and warmed up at the start, which whoever starts often has no time for. */
  readonly connections?: number
  /**
   * Beside a bot that runs already, or may: this one serves no status page and sends no letters; what asks for that is left
   * to the other.
   */
  readonly beside?: true
  /** Aborted when whoever started this wants it to stop before it is at work. */
  readonly stopping?: AbortSignal
  /** Whether the app was made from manifest.yml as it is, for whoever asks how Stanch is; nobody knows without it. */
  readonly manifest?: () => Promise<'same' | 'changed' | undefined>
}

/** Stanch at work. `settle` drives every loop until nothing is due: for tests and scripts, so that nothing sleeps. */
export type Stanch = {
  stop(): Promise<void>
  settle(): Promise<void>
  readonly database: Database
  readonly door: Door
}

/**
 * The only place where rooms meet: config → database → Slack → loops → stop. Rejects, with everything let go again, if
 * Slack or the database refuses; the reason is the SDK's or the driver's own error.
 */
export const runStanch = async (settings: Settings): Promise<Stanch> => {
  const stops: (() => Promise<unknown>)[] = []
  const stop = (): Promise<void> => letGo(stops, settings.log)
  try {
    return { ...(await start(settings, (next) => stops.push(next))), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const start = async (
  {
    config,
    databaseUrl,
    log,
    clock: handedIn,
    onOutdated,
    connections,
    beside,
    stopping,
    manifest = async () => undefined,
  }: Settings,
  onStop: OnStop,
): Promise<Omit<Stanch, 'stop'>> => {
  const metrics = openMetrics()
  const { meter } = metrics
  const onAnswer = (status: number): void => meter({ what: 'page-answered', status })
  // First: it is read while the database is away, too.
  const page = beside
    ? undefined
    : await openStatusPage({ config, clock: handedIn ?? { now: Date.now }, onAnswer, log })
  onStop(async () => page?.stop())

  const isRead = page !== undefined
  const store = await openStore({ config, databaseUrl, connections, handedIn, isRead, stopping, meter, onStop, log })
  const { database, clock } = store
  const { reads } = database
  const workspace = await enterWorkspace({ config, store, meter, onStop, log })
  const { call, team, bot, people } = workspace

  const services = openServices(config.servicesFile, database.services, log)
  const unsayable = unsayableBy({ people, services, reads })
  const outlets = startOutlets({ config, page, beside, database, reads, call, team, clock, meter, log })
  onStop(outlets.stop)
  await findAnnouncementChannel({ call, bot, announceChannel: config.announceChannel, log })

  const work = startWork({ config, store, workspace, outlets, unsayable, onOutdated, meter, onStop, log })
  await openReception({
    config,
    store,
    workspace,
    outlets,
    work,
    services,
    unsayable,
    manifest,
    metrics,
    onStop,
    log,
  })
  void warmUpEars(() => pause())
  log.info({ event: 'started', mode: workspace.access.mode, team: team.id }, 'Stanch is at work')
  return { settle: work.settle, database, door: work.door }
}
