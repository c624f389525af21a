import type { Logger } from 'pino'
import { emptyDatabase } from '../db/embedded.ts'
import type { Config } from '../src/config.ts'
import { manifestStanding } from '../src/connected.ts'
import { runStanch } from '../src/main.ts'
import { cureOf } from './start/cure.ts'
import { openDatabase } from './start/database.ts'
import { readEnvironment } from './start/environment.ts'
import { sayFirstWords } from './start/first-words.ts'
import { readWishes } from './start/fresh.ts'
import { readStartConfig } from './start/local-settings.ts'
import { startLocalWorkspace } from './start/local-workspace.ts'
import { openWriting } from './start/log.ts'
import { openSupportChannel, supportChannel } from './start/support-channel.ts'

/** Most places follow SIGTERM with SIGKILL after 10 s; what is not handed back by then is found at the next start. */
const stopLimit = 9_500

/** One Ctrl-C comes twice, from the terminal and passed on by npm, and one stop by `timeout` too; in ms. */
const echo = 1_000

const read = readStartConfig(readEnvironment('.env'))
if (read.ok) {
  start(read.config)
} else {
  console.error(`Stanch cannot start with these settings:\n${read.mistakes.map((line) => `  ${line}`).join('\n')}`)
  process.exitCode = 1
}

/** Starts what the settings ask for; the first signal stops it in the opposite order, the second ends it at once. */
function start(settings: Config): void {
  const { log, say } = openWriting(settings)
  const stops: (() => Promise<void>)[] = []
  const stopping = new AbortController()
  let stoppingSince: number | undefined

  const stop = async (): Promise<void> => {
    for (let next = stops.pop(); next !== undefined; next = stops.pop()) await next()
  }
  const die = (error: unknown): void => {
    log.fatal({ event: 'fault', err: error }, 'A fault of ours ends the process')
    process.exit(1)
  }

  const starting = startRooms(settings, log, {
    add: (next) => stops.push(next),
    isStopping: () => stoppingSince !== undefined,
    stopping: stopping.signal,
    die,
    outdated: ({ message }) => {
      if (stoppingSince !== undefined) return
      log.fatal({ event: 'outdated' }, message)
      stopWith(1)
    },
  }).catch(async (error: unknown) => {
    // Told to stop while it waited for the database: it has begun nothing.
    if (stoppingSince !== undefined && stopping.signal.aborted) return
    const cure = cureOf(error, settings)
    if (cure === undefined) log.fatal({ event: 'fault', err: error }, 'A fault of ours, at the start')
    else say(`Stanch cannot start. ${cure}`)
    await stop()
    process.exit(1)
  })

  const stopWith = (exitCode: number): void => {
    stoppingSince = performance.now()
    stopping.abort()
    setTimeout(() => die(new Error(`Stopping took longer than ${stopLimit} ms`)), stopLimit).unref()
    void starting.then(stop).then(() => process.exit(exitCode), die)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stoppingSince !== undefined) {
        if (performance.now() - stoppingSince > echo) process.exit(1)
        return
      }
      log.info({ event: 'stopping', signal }, 'stopping')
      stopWith(0)
    })
  }
  process.on('uncaughtException', die)
  process.on('unhandledRejection', die)
}

type Course = {
  add(stop: () => Promise<void>): void
  isStopping(): boolean
  readonly stopping: AbortSignal
  die(error: unknown): void
  /** A newer Stanch has taken over the database: this one must end. */
  outdated(error: Error): void
}

/** The workspace (if no Slack is set), the database, the bot. What runs already is in `course` if a later one fails. */
async function startRooms(settings: Config, log: Logger, course: Course): Promise<void> {
  const wishes = readWishes(process.argv.slice(2), settings)
  const local = settings.slack.mode === 'local' ? await startLocalWorkspace(settings, wishes, course.die) : undefined
  if (local !== undefined) course.add(local.stop)
  if (course.isStopping()) return

  const config = local?.config ?? settings
  const database = await openDatabase(config, local !== undefined, log)
  course.add(database.release)
  if (course.isStopping()) return
  if (wishes.isFresh) {
    await emptyDatabase(database.url)
    console.log('The local workspace and its database begin anew; what was in them is gone.')
  }

  if (local !== undefined && config.customers.channels.includes(supportChannel)) await openSupportChannel(local.url)

  const { stopping } = course
  // The workspace on this machine has no app that was made from it.
  const manifest = async () => (local === undefined ? manifestStanding(config.dataDir) : undefined)
  const { outdated: onOutdated } = course
  const bot = await runStanch({ config, databaseUrl: database.url, log, onOutdated, stopping, manifest })
  course.add(bot.stop)
  if (local === undefined) return
  if (local.isNew) await sayFirstWords(local.url)
  console.log(
    `Stanch works in a Slack workspace of its own on this machine: http://localhost:${new URL(local.url).port}`,
  )
  console.log('To connect your own Slack instead: npm run connect')
}
