import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { backUp } from '../../db/backup.ts'
import { BackupRefused } from '../../db/backup-file.ts'
import { restore } from '../../db/backup-restore.ts'
import { connect } from '../../db/client.ts'
import { connectDatabase } from '../../db/database.ts'
import { emptyDatabase, freshDatabase } from '../database.ts'
import { declare } from '../db/house.ts'
import { freshFolder, runScript } from './scripts.ts'

let good: Buffer
let lines: readonly string[]
/** Nothing that is refused leaves anything in it: so one is enough. */
let empty: string

beforeAll(async () => {
  empty = await emptyDatabase()
  const url = await freshDatabase()
  const database = connectDatabase(url)
  for (let left = 40; left > 0; left--) await declare(database, { title: `Incident ${left}` })
  await database.close()
  const folder = await mkdtemp(join(tmpdir(), 'stanch-backup-'))
  const path = join(folder, 'good.backup')
  await backUp(url, path)
  good = await readFile(path)
  await rm(folder, { recursive: true })
  lines = gunzipSync(good).toString('utf8').trimEnd().split('\n')
})

/** A file like the good one with other lines, whose checksum is right all the same. */
const sealed = (body: readonly string[], rows?: Readonly<Record<string, number>>): Buffer => {
  const text = `${body.slice(0, -1).join('\n')}\n`
  const footer: object = JSON.parse(body.at(-1) ?? '{}')
  const sha256 = createHash('sha256').update(text).digest('hex')
  return gzipSync(`${text}${JSON.stringify({ ...footer, ...(rows !== undefined && { rows }), sha256 })}\n`)
}
const withHeader = (more: object): Buffer => {
  const header: object = JSON.parse(lines[0] ?? '{}')
  return sealed([JSON.stringify({ ...header, ...more }), ...lines.slice(1)])
}
const flipped = (at: number): Buffer => {
  const bytes = Buffer.from(good)
  bytes[at] = (bytes[at] ?? 0) ^ 0xff
  return bytes
}

/** What is asked to be restored, and how it is refused. */
const wrong: readonly [what: string, file: () => Buffer | string, words: RegExp][] = [
  ['no such file', () => '/nowhere/stanch.backup', /There is no such file/],
  ['a folder', () => '/', /That is a folder/],
  ['an empty file', () => Buffer.alloc(0), /empty|cut off/],
  ['another program’s file', () => Buffer.from('-- PostgreSQL database dump\n'), /no backup that Stanch made/],
  ['another program’s file in gzip', () => gzipSync('-- PostgreSQL database dump\n'), /no backup that Stanch made/],
  ['a backup of a newer format', () => withHeader({ format: 99 }), /format 99.*newer Stanch/],
  ['a backup of a newer schema', () => withHeader({ schema: 999 }), /schema 999.*newer Stanch/],
  ['a backup cut off in the middle', () => good.subarray(0, good.length / 2), /cut off: it ends in the middle/],
  ['a backup without its end', () => gzipSync(`${lines.slice(0, -1).join('\n')}\n`), /its end is missing/],
  ['a backup with a damaged byte', () => flipped(Math.floor(good.length / 2)), /damaged/],
  [
    'a backup in which somebody changed a word',
    () => gzipSync(`${lines.join('\n').replace('Incident 7', 'Incident 8')}\n`),
    /its checksum is not that of its content/,
  ],
  [
    'a backup that lacks rows',
    () => sealed(lines.filter((line) => !line.includes('Incident 7'))),
    /should have 40 rows/,
  ],
  [
    'a backup of a column that there is not',
    () => sealed(lines.map((line) => line.replace('"last_seq"', '"last_sequence"'))),
    /incidents\.last_sequence/,
  ],
  ['a backup with something behind its end', () => Buffer.concat([good, gzipSync('more\n')]), /behind its end/],
]

describe('a restore refuses in a sentence, and leaves the database empty, for', () => {
  test.for(wrong)('%s', async ([, file, words]) => {
    const content = file()
    const path = typeof content === 'string' ? content : join(await freshFolder(), 'wrong.backup')
    if (typeof content !== 'string') await writeFile(path, content)
    const refused = restore(empty, path)
    await expect(refused).rejects.toBeInstanceOf(BackupRefused)
    await expect(refused).rejects.toThrow(words)
    const { sql } = connect(empty)
    onTestFinished(() => sql.end())
    expect(await sql`select table_name from information_schema.tables where table_schema = 'public'`).toEqual([])
  })
})

test('a database with anything of Stanch in it is not touched', async () => {
  const path = join(await freshFolder(), 'good.backup')
  await writeFile(path, good)
  const url = await freshDatabase()
  const refused = await runScript('restore', [path], { DATABASE_URL: url })
  expect(refused.code).toBe(1)
  expect(refused.err).toMatch(
    /^Nothing was restored. This database is not empty, and nothing of it was touched. Create/,
  )
})

test('the scripts say how they are used, and what is wrong with the settings', async () => {
  const unnamed = await runScript('restore', [], {})
  expect(unnamed).toMatchObject({ code: 1, err: expect.stringContaining('npm run restore -- FILE') })
  const unset = await runScript('backup', [], { DATABASE_URL: 'mysql://here' })
  expect(unset).toMatchObject({ code: 1, err: expect.stringContaining('DATABASE_URL: this is no PostgreSQL address') })
  const nothing = await runScript('backup', [], { DATABASE_URL: empty })
  expect(nothing).toMatchObject({
    code: 1,
    err: expect.stringContaining('There is nothing of Stanch in this database'),
  })
})

test('a DATA_DIR that somebody mistyped is told, and nothing is made there', async () => {
  const DATA_DIR = join(await freshFolder(), 'dta')
  const made = await runScript('backup', [], { DATA_DIR })
  expect(made).toMatchObject({ code: 1, err: expect.stringContaining(`DATA_DIR: there is no database in ${DATA_DIR}`) })
  const file = join(await freshFolder(), 'good.backup')
  await writeFile(file, good)
  const restored = await runScript('restore', [file], { DATA_DIR })
  expect(restored).toMatchObject({ code: 1, err: expect.stringContaining(`there is no folder ${DATA_DIR}: make it`) })
  expect(existsSync(DATA_DIR)).toBe(false)
})

test('backup and restore need none of Slack’s tokens, and mean the database that is named all the same', async () => {
  const file = join(await freshFolder(), 'good.backup')
  const url = await freshDatabase()
  const database = connectDatabase(url)
  await declare(database, { title: 'Checkout is down' })
  await database.close()
  const settings = { SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: '' }
  const made = await runScript('backup', [file], { ...settings, DATABASE_URL: url })
  expect(made, made.err).toMatchObject({ code: 0, out: expect.stringContaining('1 incidents') })
  const other = await emptyDatabase()
  const restored = await runScript('restore', [file], { ...settings, DATABASE_URL: other })
  expect(restored, restored.err).toMatchObject({ code: 0 })
  const { sql } = connect(other)
  onTestFinished(() => sql.end())
  expect(await sql`select number from incidents`).toEqual([{ number: 1 }])
})

test('a backup is never written into a file whose name is an option', async () => {
  const asked = await runScript('backup', ['--help'], { DATABASE_URL: empty })
  expect(asked).toMatchObject({ code: 1, err: expect.stringContaining('npm run backup -- FILE') })
  const wanted = await runScript('restore', ['--help'], { DATABASE_URL: empty })
  expect(wanted).toMatchObject({ code: 1, err: expect.stringContaining('npm run restore -- FILE') })
})

test('a backup that cannot be written leaves nothing behind, and none that was there is touched', async () => {
  const folder = await freshFolder()
  const url = await freshDatabase()
  const nowhere = await runScript('backup', [join(folder, 'none', 'a.backup')], { DATABASE_URL: url })
  expect(nowhere).toMatchObject({ code: 1, err: expect.stringContaining('cannot be written (ENOENT)') })
  await mkdir(join(folder, 'daily'))
  // A folder: the file gets a name of its own in it.
  const named = await runScript('backup', [join(folder, 'daily')], { DATABASE_URL: url })
  expect(named, named.err).toMatchObject({ code: 0 })
  expect(await readdir(join(folder, 'daily'))).toEqual([
    expect.stringMatching(/^stanch-\d{4}-\d\d-\d\dT\d{6}Z\.backup$/),
  ])
  expect(await readdir(folder)).toEqual(['daily'])
})
