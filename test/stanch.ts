import { onTestFinished } from 'vitest'
import { settleBoth } from '../scripts/stage/settle.ts'
import { connect, type Slack } from '../sandbox/client.ts'
import { freePort } from '../sandbox/free-port.ts'
import { startSandbox, type Sandbox } from '../sandbox/start.ts'
import type { Log } from '../src/app/ports.ts'
import { readConfig, type Config } from '../src/config.ts'
import { runStanch, type Stanch } from '../src/main.ts'
import { freshDatabase } from './database.ts'

export type Transport = 'socket' | 'http'

/** A team's workspace with Stanch in it: the real Bolt, the real PostgreSQL, Slack's stand-in. */
export type Team = {
  readonly slack: Slack
  readonly sandbox: Sandbox
  readonly databaseUrl: string
  /** The process that runs now; another one after `restart`. */
  readonly stanch: () => Stanch
  /** Everything that was said has been heard, and everything that follows has been done. */
  readonly settle: () => Promise<void>
  /** Time passes, for reminders; nothing waits for it. */
  readonly later: (ms: number) => void
  /** What was logged as a warning or an error, but for statements that a busy machine answered late. */
  readonly complaints: () => readonly string[]
  readonly restart: () => Promise<void>
  /** `PORT` of the process that runs now. */
  readonly port: () => number
  /** What `/readyz` answers. */
  readonly readyz: () => Promise<{ readonly status: number; readonly body: unknown }>
}

/**
 * Opens a workspace of this test's own. `settings` are environment variables, as an operator writes them; `ownDatabase`
 * is the url of a database that the test treats badly.
 */
export const openTeam = async (
  settings: Readonly<Record<string, string>> = {},
  transport: Transport = 'socket',
  ownDatabase?: string,
): Promise<Team> => {
  let ahead = 0
  const complaints: string[] = []
  const sandbox = await startSandbox({ now: () => Date.now() })
  onTestFinished(() => sandbox.stop())
  const slack = connect(sandbox.url)
  const databaseUrl = ownDatabase ?? (await freshDatabase())
  const config = configFor(settings, transport, sandbox.apiUrl)
  let port = 0
  const run = async (): Promise<Stanch> => {
    // Bolt's receiver must be told its port before the stand-in is told where to deliver.
    port = await freePort()
    if (transport === 'http') {
      await slack.rig.deliverTo({ url: `http://127.0.0.1:${port}/slack/events`, signingSecret: secrets.signing })
    }
    const clock = { now: () => Date.now() + ahead }
    return runStanch({ config: { ...config, port }, databaseUrl, log: logInto(complaints), clock, connections: 4 })
  }
  let stanch = await run()
  onTestFinished(() => stanch.stop())
  const settle = () => settleBoth(slack, () => stanch)
  return {
    slack,
    sandbox,
    databaseUrl,
    stanch: () => stanch,
    settle,
    later: (ms) => {
      ahead += ms
    },
    complaints: () => complaints,
    restart: async () => {
      await stanch.stop()
      stanch = await run()
    },
    port: () => port,
    readyz: async () => {
      const response = await fetch(`http://127.0.0.1:${port}/readyz`)
      return { status: response.status, body: await response.json() }
    },
  }
}

const secrets = { signing: '8f742231b10e8888abcd99yyyzzz85a5' }

const configFor = (settings: Readonly<Record<string, string>>, transport: Transport, apiUrl: string): Config => {
  const access: Record<string, string> =
    transport === 'socket' ? { SLACK_APP_TOKEN: 'xapp-1-A0-1-test' } : { SLACK_SIGNING_SECRET: secrets.signing }
  const read = readConfig({
    SLACK_BOT_TOKEN: 'xoxb-1-1-test',
    SLACK_API_URL: apiUrl,
    PORT: '0',
    ...access,
    ...settings,
  })
  if (!read.ok) throw new Error(read.mistakes.join('\n'))
  return read.config
}

const logInto = (complaints: string[]): Log => {
  const note = (facts: Readonly<Record<string, unknown>>, message: string): void => {
    // A statement that a busy machine answers late is done all the same: it says nothing about Stanch.
    if (facts['event'] === 'database-hiccup') return
    complaints.push(`${message} ${JSON.stringify(facts)}`)
  }
  return { info: () => undefined, warn: note, error: note }
}
