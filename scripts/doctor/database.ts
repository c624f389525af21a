import { resolve } from 'node:path'
import type { Sql } from 'postgres'
import { z } from 'zod'
import { connect } from '../../db/client.ts'
import { connectDatabase, type Database } from '../../db/database.ts'
import { newestStep, stepOf } from '../../db/migrate.ts'
import type { Config } from '../../src/config.ts'
import { quiet } from '../connect/ask-slack.ts'
import { cureOf } from '../start/cure.ts'
import { isDatabaseThere, openDatabase } from '../start/database.ts'
import type { Line } from './line.ts'

/** What is seen of the database from outside, and if its tables are this program's, the way into it. */
export type Looked = {
  readonly lines: readonly Line[]
  /** Absent where it cannot be reached. */
  readonly database?: Database
  /** Whether its tables are the ones that this program knows: else nothing in them is read. */
  readonly isOurs: boolean
  close(): Promise<void>
}

const alone = (line: Omit<Line, 'name'>): Looked => ({
  lines: [{ name: 'database', ...line }],
  isOurs: false,
  close: async () => undefined,
})

/** The oldest PostgreSQL that Stanch is meant for. */
const oldestServer = 15

/**
 * Reaches the database as `npm start` would (one that comes with npm is started for the while, or joined where a bot
 * uses it), and makes and changes nothing in it. Does not reject for what a person can mend.
 */
export const lookAtDatabase = async (config: Config): Promise<Looked> => {
  try {
    if (config.databaseUrl === undefined && !(await isDatabaseThere(config.dataDir))) {
      return alone({
        level: 'look',
        says: `there is none in ${resolve(config.dataDir)} yet`,
        cure: 'npm start makes it. If you have one elsewhere: DATA_DIR.',
      })
    }
    const opened = await openDatabase(config, config.slack.mode === 'local', quiet)
    return await lookInto(opened)
  } catch (error) {
    const cure = cureOf(error, config)
    if (cure === undefined) throw error
    return alone({ level: 'broken', says: 'it cannot be used', cure })
  }
}

const lookInto = async (opened: { readonly url: string; release(): Promise<void> }): Promise<Looked> => {
  const { sql } = connect(opened.url, { connections: 1, applicationName: 'stanch-doctor' })
  try {
    const { lines, isOurs } = await seen(sql)
    const database = connectDatabase(opened.url, { connections: 2, applicationName: 'stanch-doctor' })
    const close = async (): Promise<void> => {
      await database.close()
      await opened.release()
    }
    return { lines, database, isOurs, close }
  } catch (error) {
    await opened.release()
    throw error
  } finally {
    await sql.end({ timeout: 5 })
  }
}

const version = z.object({ number: z.coerce.number(), words: z.string() })

const seen = async (sql: Sql): Promise<Pick<Looked, 'lines' | 'isOurs'>> => {
  const [row] = await sql`
    select current_setting('server_version_num') as number, current_setting('server_version') as words`
  const { number, words } = version.parse(row)
  const step = await stepOf(sql)
  const schema = schemaLine(step)
  const server: Line =
    number >= oldestServer * 10_000
      ? { level: 'ok', name: 'PostgreSQL', says: words }
      : { level: 'look', name: 'PostgreSQL', says: words, cure: `Stanch is meant for ${oldestServer} and newer.` }
  return { lines: [server, schema], isOurs: step === newestStep }
}

const schemaLine = (step: number): Line => {
  const name = 'schema'
  if (step === newestStep) return { level: 'ok', name, says: `${step}, as this program knows it` }
  if (step === 0)
    return { level: 'look', name, says: 'there is nothing of Stanch in it', cure: 'npm start makes its tables.' }
  return step < newestStep
    ? {
        level: 'look',
        name,
        says: `${step}, this program has ${newestStep}`,
        cure: 'The next npm start brings it up to date.',
      }
    : {
        level: 'broken',
        name,
        says: `${step}, and this program knows ${newestStep}: a newer Stanch has made it`,
        cure: 'Start the newer one, or restore a backup from before the upgrade.',
      }
}
