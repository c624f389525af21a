import { accessSync, constants, lstatSync, statfsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Config } from '../../src/config.ts'
import type { Line } from './line.ts'

/** Under this a PostgreSQL with little to do is in danger within days, in MB. */
const littleRoom = 500

/** The settings file, if there is one: secrets stand in it. */
export const settingsFileLines = (path: string): readonly Line[] => {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found === undefined) return []
  const name = '.env'
  if (!found.isFile())
    return [{ level: 'look', name, says: 'it is no ordinary file', cure: 'npm run connect writes to none but that.' }]
  const mode = (found.mode & 0o777).toString(8)
  return (found.mode & 0o077) === 0
    ? [{ level: 'ok', name, says: `only its owner may read it (mode ${mode})` }]
    : [
        {
          level: 'look',
          name,
          says: `others on this machine may read the secrets in it (mode ${mode})`,
          cure: `chmod 600 ${path}`,
        },
      ]
}

/** The folder of the data; nothing where there is none yet, which is told of the database in it. */
export const dataFolderLines = ({ dataDir, databaseUrl }: Config): readonly Line[] => {
  const found = lstatSync(dataDir, { throwIfNoEntry: false })
  if (found === undefined) return []
  const name = 'DATA_DIR'
  const place = resolve(dataDir)
  const isNeeded = databaseUrl === undefined
  if (!mayWrite(dataDir)) {
    const cure = 'Let it (chown, chmod), or set DATA_DIR to another.'
    return [{ level: isNeeded ? 'broken' : 'look', name, says: `this user may not write into ${place}`, cure }]
  }
  if ((found.mode & 0o002) !== 0 && !found.isSymbolicLink()) {
    return [
      { level: 'look', name, says: `everybody on this machine may write into ${place}`, cure: `chmod o-w ${place}` },
    ]
  }
  const { bavail, bsize } = statfsSync(dataDir)
  const free = Math.floor((bavail * bsize) / 1_000_000)
  return isNeeded && free < littleRoom
    ? [
        {
          level: 'look',
          name,
          says: `${free} MB are free on the disk of ${place}`,
          cure: 'Make room: the database is there.',
        },
      ]
    : [{ level: 'ok', name, says: `${place} can be written to` }]
}

const mayWrite = (path: string): boolean => {
  try {
    accessSync(path, constants.W_OK | constants.X_OK)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}
