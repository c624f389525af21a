import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { BackupRefused } from '../../db/backup-file.ts'
import { CannotBackUp } from '../../db/backup.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { CannotStart, cureOf } from './cure.ts'
import { isDatabaseThere, openDatabase } from './database.ts'
import { readEnvironment } from './environment.ts'
import { openWriting } from './log.ts'

/**
 * Does one piece of work at the database that Stanch uses for your Slack with these settings, whether it runs or not
 * and whether Slack's tokens are among them or not (a machine that makes backups need not have them), and prints what
 * came of it. `needs`: data that is there, or room for it. What a person can mend is told in a sentence behind
 * `failed`, and the exit code is 1.
 */
export async function atDatabase(
  failed: string,
  needs: 'data' | 'room',
  work: (url: string) => Promise<string>,
): Promise<void> {
  const read = readConfig(readEnvironment('.env'))
  if (!read.ok) {
    console.error(`${failed} These settings are wrong:\n${read.mistakes.map((line) => `  ${line}`).join('\n')}`)
    process.exitCode = 1
    return
  }
  const { config } = read
  const { log, say } = openWriting(config)
  try {
    await refuseMistyped(config, needs)
    const database = await openDatabase(config, false, log)
    try {
      console.log(await work(database.url))
    } finally {
      await database.release()
    }
  } catch (error) {
    const isTold = error instanceof BackupRefused || error instanceof CannotBackUp
    const cure = isTold ? error.message : cureOf(error, config)
    if (cure === undefined) log.fatal({ event: 'fault', err: error }, 'A fault of ours')
    else say(`${failed} ${cure}`)
    process.exitCode = 1
  }
}

/**
 * The PostgreSQL that comes with npm is made where there is none; so a DATA_DIR that somebody mistyped would be an empty
 * one, to be backed up in place of theirs, or to be filled where nobody looks. Throws `CannotStart`.
 */
async function refuseMistyped({ databaseUrl, dataDir }: Config, needs: 'data' | 'room'): Promise<void> {
  if (databaseUrl !== undefined) return
  const place = resolve(dataDir)
  if (needs === 'data' && !(await isDatabaseThere(dataDir))) {
    throw new CannotStart(
      `DATA_DIR: there is no database in ${place}: name the folder that npm start works with, or set DATABASE_URL`,
    )
  }
  if (needs === 'room' && place !== resolve('data') && !existsSync(place)) {
    throw new CannotStart(`DATA_DIR: there is no folder ${place}: make it first, if that is where the data is to be`)
  }
}

/** Whether one name, which is no option, stands where the file's should. */
export const namesOneFile = (names: readonly string[]): boolean =>
  names.length === 1 && names[0]?.startsWith('-') === false

/** A file as it was named where `npm` was called; npm itself goes to the project's folder first. */
export const callersFolder = (): string => process.env['INIT_CWD'] ?? process.cwd()
