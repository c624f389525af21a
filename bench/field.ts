import { randomUUID } from 'node:crypto'
import postgres, { type Sql } from 'postgres'
import { ensureDatabase } from '../db/embedded.ts'
import { connect, type Slack } from '../sandbox/client.ts'
import { freePort } from '../sandbox/free-port.ts'
import { type Program, root, startProgram } from './program.ts'

/** What is measured, and what it is measured against. */
export type Runner = 'stanch' | 'yardstick'
/** How Slack reaches the program. */
export type Transport = 'socket' | 'http'

/** One program at work, with a workspace (its own process) and a database of its own. */
export type Field = {
  readonly runner: Runner
  readonly slack: Slack
  readonly program: Program
  readonly sandbox: Program
  /** Straight into its database. */
  readonly sql: Sql
  readonly databaseUrl: string
  close(): Promise<void>
}

type FieldOptions = {
  readonly runner: Runner
  /** Of the server, with any database. */
  readonly serverUrl: string
  readonly transport?: Transport
  /** How many of the program share the database; over sockets. */
  readonly replicas?: number
  /** How long Slack takes for each call, in ms. */
  readonly delayMs?: number
  /** A database that is there already; else a fresh one. */
  readonly database?: string
  /** Puts something between the program and its database: takes the url, gives the one to use. */
  readonly through?: (databaseUrl: string) => Promise<string>
  readonly settings?: Readonly<Record<string, string>>
}

const signingSecret = '8f742231b10e8888abcd99yyyzzz85a5'

/** Starts a workspace, then the program in it, as they run in production: from bundles, logging at `info`. */
export const openField = async (options: FieldOptions): Promise<Field> => {
  const {
    runner,
    serverUrl,
    transport = 'socket',
    replicas = 1,
    delayMs = 0,
    through = async (url: string) => url,
  } = options
  const name = options.database ?? `bench_${randomUUID().replaceAll('-', '')}`
  const databaseUrl = await ensureDatabase(serverUrl, name)
  const [sandboxPort, port] = [await freePort(), await freePort()]
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`
  // Beside the manifest: an app hears of no more than it has subscribed to.
  const sandbox = await startProgram('sandbox', { SANDBOX_PORT: String(sandboxPort) }, 'Local Slack workspace', root)
  const slack = connect(sandboxUrl)
  await slack.rig.delay(delayMs)
  const access: Record<string, string> =
    transport === 'http' ? { SLACK_SIGNING_SECRET: signingSecret } : { SLACK_APP_TOKEN: 'xapp-bench' }
  if (transport === 'http') {
    await slack.rig.deliverTo({ url: `http://127.0.0.1:${port}/slack/events`, signingSecret })
  }
  const settings = {
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_API_URL: `${sandboxUrl}/api/`,
    DATABASE_URL: await through(databaseUrl),
    PORT: String(port),
    LOG_LEVEL: 'info',
    // The yardstick knows of no limits, and here there are none: what is measured is not how well they are kept.
    SLACK_PACE: '999',
    ...access,
    ...options.settings,
  }
  const script = runner === 'stanch' ? 'start' : 'yardstick'
  const program = await startProgram(script, settings, 'started')
  const others = await Promise.all(
    Array.from({ length: replicas - 1 }, async () =>
      startProgram(script, { ...settings, PORT: String(await freePort()) }, 'started'),
    ),
  )
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined })
  return {
    runner,
    slack,
    program,
    sandbox,
    sql,
    databaseUrl,
    close: async () => {
      await Promise.all([program, ...others].map((one) => one.stop()))
      await sandbox.stop()
      await sql.end()
      if (options.database === undefined) await dropDatabase(serverUrl, name)
    },
  }
}

/** Drops a database of that server, whoever is still connected to it. */
export const dropDatabase = async (serverUrl: string, name: string): Promise<void> => {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => undefined })
  await sql`drop database if exists ${sql(name)} with (force)`
  await sql.end()
}
