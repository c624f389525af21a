import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { backUp } from '../db/backup.ts'
import { atDatabase, callersFolder, namesOneFile } from './start/at-database.ts'

/**
 * `npm run backup [-- FILE or FOLDER]`: everything of the database in one file, while Stanch runs or while it does not.
 * Without a name it is `stanch-2026-03-02T120000Z.backup` in the current folder, or in the folder that is named.
 */
const [wanted = '.', ...more] = process.argv.slice(2)

if (!namesOneFile([wanted, ...more])) {
  console.error('No backup was made. Name one file: npm run backup -- FILE')
  process.exitCode = 1
} else {
  const path = await pathFor(resolve(callersFolder(), wanted))
  await atDatabase('No backup was made.', 'data', async (url) => {
    const { incidents = 0, events = 0 } = await backUp(url, path)
    const { size } = await stat(path)
    return `${path}: ${incidents} incidents with ${events} events, ${Math.ceil(size / 1024)} KB.`
  })
}

async function pathFor(path: string): Promise<string> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return false
      throw error
    },
  )
  const name = `stanch-${new Date()
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '')}.backup`
  return isFolder ? join(path, name) : path
}
