import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { ensureDatabase, startEmbeddedPostgres } from '../../db/embedded.ts'
import { connect, type Slack } from '../../sandbox/client.ts'
import { startSandbox, type Sandbox } from '../../sandbox/start.ts'
import type { Log } from '../../src/app/ports.ts'
import { readConfig } from '../../src/config.ts'
import { runStanch, type Stanch } from '../../src/main.ts'
import { settleBoth } from './settle.ts'

/** A workspace with Stanch in it that lives as long as one script: the same parts as `npm start`, nothing kept. */
export type Stage = {
  readonly slack: Slack
  readonly sandbox: Sandbox
  readonly stanch: Stanch
  /** Everything that was said has been heard, and everything that follows has been done. */
  settle(): Promise<void>
  close(): Promise<void>
}

/** `now`: the time that the workspace stamps messages with, in ms UTC. `settings`: as in `.env`. */
export const openStage = async (options: {
  readonly settings?: Readonly<Record<string, string | undefined>>
  readonly now?: () => number
}): Promise<Stage> => {
  const { settings = {}, now = Date.now } = options
  const sandbox = await startSandbox({ now })
  const tokens = { SLACK_BOT_TOKEN: 'xoxb-stage', SLACK_APP_TOKEN: 'xapp-stage', SLACK_API_URL: sandbox.apiUrl }
  const read = readConfig({ ...settings, ...tokens, PORT: '0' })
  if (!read.ok) throw new Error(read.mistakes.join('\n'))
  const server =
    read.config.databaseUrl === undefined
      ? await startEmbeddedPostgres({ dataDir: read.config.dataDir, log: silent })
      : { url: read.config.databaseUrl.reveal(), release: async () => undefined }
  const name = `stanch_stage_${randomUUID().replaceAll('-', '')}`
  const databaseUrl = await ensureDatabase(server.url, name)
  const stanch = await runStanch({ config: read.config, databaseUrl, log: silent, clock: { now } })
  const slack = connect(sandbox.url)
  const settle = () => settleBoth(slack, () => stanch)
  const close = async (): Promise<void> => {
    await stanch.stop()
    await sandbox.stop()
    const sql = postgres(server.url, { max: 1, onnotice: () => undefined })
    await sql`drop database if exists ${sql(name)} with (force)`
    await sql.end()
    await server.release()
  }
  return { slack, sandbox, stanch, settle, close }
}

const silent: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: (facts, message) => console.error(message, facts),
}
