import { BackupRefused } from '../../db/backup-file.ts'
import { CannotBackUp } from '../../db/backup.ts'
import { readConfig } from '../../src/config.ts'
import { cureOf } from './cure.ts'
import { openDatabase } from './database.ts'
import { readEnvironment } from './environment.ts'
import { openWriting } from './log.ts'

/**
 * Does one piece of work at the database that Stanch uses for your Slack with these settings, whether it runs or not
 * and whether Slack's tokens are among them or not (a machine that makes backups need not have them), and prints what
 * came of it. What a person can mend is told in a sentence behind `failed`, and the exit code is 1.
 */
export async function atDatabase(failed: string, work: (url: string) => Promise<string>): Promise<void> {
  const read = readConfig(readEnvironment('.env'))
  if (!read.ok) {
    console.error(`${failed} These settings are wrong:\n${read.mistakes.map((line) => `  ${line}`).join('\n')}`)
    process.exitCode = 1
    return
  }
  const { config } = read
  const { log, say } = openWriting(config)
  try {
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

/** Whether one name, which is no option, stands where the file's should. */
export const namesOneFile = (names: readonly string[]): boolean =>
  names.length === 1 && names[0]?.startsWith('-') === false

/** A file as it was named where `npm` was called; npm itself goes to the project's folder first. */
export const callersFolder = (): string => process.env['INIT_CWD'] ?? process.cwd()
