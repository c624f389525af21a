import { resolve } from 'node:path'
import { restore } from '../db/backup-restore.ts'
import { atDatabase, callersFolder, namesOneFile } from './start/at-database.ts'

/** `npm run restore -- FILE`: an empty database, filled from what `npm run backup` wrote. */
const [wanted, ...more] = process.argv.slice(2)

if (wanted === undefined || !namesOneFile([wanted, ...more])) {
  console.error('Nothing was restored. Name the one file to restore from: npm run restore -- FILE')
  process.exitCode = 1
} else {
  const path = resolve(callersFolder(), wanted)
  await atDatabase('Nothing was restored.', 'room', async (url) => {
    const { createdAt, rows, nextNumber } = await restore(url, path)
    return [
      `Restored: ${rows['incidents'] ?? 0} incidents as they were at ${createdAt}. The next one will be INC-${nextNumber} or later.`,
      'Now start Stanch: it looks in Slack for what has been made there since, and logs every channel whose incident is',
      'not in the backup, before it takes any work.',
    ].join('\n')
  })
}
