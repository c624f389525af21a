import { join } from 'node:path'
import type { Database } from '../../db/database.ts'
import type { Outlet } from '../app/destinations.ts'
import { startRounds, type Loop } from '../app/loop.ts'
import type { Clock, Log } from '../app/ports.ts'
import type { Subscribing } from '../app/subscribers.ts'
import type { Config } from '../config.ts'
import { openKnown } from '../status-page/known.ts'
import type { Site } from '../status-page/page.ts'
import { serveStatusPage } from '../status-page/serve.ts'
import { closed } from './servers.ts'

/** The status page as it is being read. */
export type StatusPage = {
  /** From now on it shows what this database has. */
  follow(database: Pick<Database, 'published' | 'subscribers'>, clock: Clock): { outlet: Outlet; loop: Loop }
  stop(): Promise<void>
}

type Parts = {
  readonly config: Config
  /** Until the database's is known. */
  readonly clock: Clock
  readonly onAnswer: (status: number) => void
  readonly log: Log
}

/** What another replica has published shows after this long, in ms. */
const lookEveryMs = 3_000

/**
 * Opens it before anything else, with what it had kept: whoever looks during an outage wants to read, whatever of ours
 * is down. Undefined where `STATUS_PORT` is not set; rejects if the port is taken.
 */
export const openStatusPage = async ({ config, clock, onAnswer, log }: Parts): Promise<StatusPage | undefined> => {
  const { statusPage } = config.outlets
  if (statusPage === undefined) return undefined
  let time = clock
  let subscribing: Subscribing | undefined
  const path = join(config.dataDir, 'status-page.json')
  const known = await openKnown({ path, clock: () => time, log })
  const server = await serveStatusPage({
    port: statusPage.port,
    site: siteOf(config, statusPage),
    known,
    clock: () => time,
    subscribing: () => subscribing,
    onAnswer,
    log,
  })
  return {
    follow: ({ published, subscribers }, houseClock) => {
      time = houseClock
      subscribing = subscribers
      const refresh = (): Promise<void> => known.refresh(published)
      const publish: Outlet['publish'] = async () => {
        await refresh()
        return {}
      }
      return { outlet: { to: 'status-page', publish }, loop: startRounds('status-page', lookEveryMs, log, refresh) }
    },
    stop: () => closed(server),
  }
}

const siteOf = (
  { outlets, defaultLanguage }: Config,
  { port, zone }: NonNullable<Config['outlets']['statusPage']>,
): Site => {
  const url = outlets.publicUrl ?? `http://localhost:${port}/`
  return {
    name: outlets.name,
    url,
    base: new URL(url).pathname,
    zone,
    defaultLanguage,
    byEmail: outlets.email !== undefined,
  }
}
