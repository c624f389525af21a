import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { backUp } from '../../db/backup.ts'
import { restore } from '../../db/backup-restore.ts'
import { connect } from '../../db/client.ts'
import { findPlace } from '../../db/embedded-place.ts'
import { declare, openHouse, openReplica } from '../db/house.ts'
import { emptyDatabase } from '../database.ts'
import { runScript } from './scripts.ts'

const folder = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), 'stanch-backup-'))
  onTestFinished(() => rm(path, { recursive: true }))
  return path
}

test('what is in a backup is in the database that it is restored into', async () => {
  const { url, database } = await openHouse()
  const title = 'Checkout\tis \\N "down"\n\\.\nfor \u0000 everyone: לגמרי למטה 決済'
  const incident = await declare(database, { title, effects: [{ type: 'show-card' }] })
  await database.people.chooseLanguage(incident.declaredBy, 'he')
  const path = join(await folder(), 'one.backup')
  const rows = await backUp(url, path)
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect(rows).toMatchObject({ incidents: 1, events: 1, outbox: 1, chosen_languages: 1 })

  const other = await emptyDatabase()
  expect(await restore(other, path)).toMatchObject({ rows })
  const { sql } = connect(url)
  const { sql: restored } = connect(other)
  onTestFinished(async () => void (await Promise.all([sql.end(), restored.end()])))
  for (const table of ['incidents', 'events', 'commands', 'people', 'chosen_languages']) {
    const all = (from: typeof sql) => from`select t::text from ${from(table)} t order by 1`
    expect(await all(restored), table).toEqual(await all(sql))
  }
  expect(await openReplica(other).reads.incident(incident.id)).toEqual(incident)
})

test(
  'a backup goes into the PostgreSQL that comes with npm and comes out of it again, while Stanch does not run',
  { timeout: 180_000 },
  async () => {
    const { url, database } = await openHouse()
    await declare(database, { title: 'Checkout is down' })
    const [from, to, dataDir] = [join(await folder(), 'from.backup'), join(await folder(), 'to.backup'), await folder()]
    // Where its server runs as another user, what it keeps is elsewhere.
    onTestFinished(async () => rm((await findPlace(dataDir)).home, { recursive: true, force: true }))
    const rows = await backUp(url, from)
    const settings = { DATA_DIR: dataDir }
    const restored = await runScript('restore', [from], settings)
    expect(restored, restored.err + restored.out).toMatchObject({ code: 0 })
    const made = await runScript('backup', [to], settings)
    expect(made, made.err + made.out).toMatchObject({ code: 0 })
    expect(made.out).toContain('1 incidents with 1 events')

    expect(await restore(await emptyDatabase(), to)).toMatchObject({ rows: { incidents: rows['incidents'] } })
  },
)
