import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { getTableName, is, Table } from 'drizzle-orm'
import type { TransactionSql } from 'postgres'
import { type BackupFooter, backupFormat, type BackupHeader, endOfRows, type TableLine } from './backup-file.ts'
import { connect } from './client.ts'
import { newestStep, SchemaTooNew, stepOf } from './migrate.ts'
import * as schema from './schema.ts'
import { transaction } from './transaction.ts'

/** A response_url answers in somebody's name, and lives half an hour: it goes into no file. */
const leftOut: readonly string[] = [getTableName(schema.replies)]

/** The tables of a backup, incidents first: the others refer to them and to nothing else. */
export const backedUpTables: readonly string[] = [
  getTableName(schema.incidents),
  ...Object.values(schema)
    .filter((table) => is(table, Table) && table !== schema.incidents)
    .map(getTableName)
    .filter((name) => !leftOut.includes(name))
    .toSorted(),
]

/** No backup can be made; the message says why, and what to do. */
export class CannotBackUp extends Error {
  override name = 'CannotBackUp'
}

/**
 * Writes everything that Stanch has in this database into one file, as it stood at one moment, while Stanch goes on
 * working; resolves with how many rows of each table. The file appears whole or not at all, replaces one of that name,
 * and only its owner may read it. Needs no more memory for 100,000 incidents than for one. Throws `CannotBackUp` and
 * `SchemaTooNew`.
 */
export const backUp = async (url: string, path: string): Promise<BackupFooter['rows']> => {
  const { sql } = connect(url, { connections: 1, applicationName: 'stanch-backup' })
  const aside = `${path}.${process.pid}.part`
  try {
    const rows = await transaction(sql, async (tx) => {
      await tx`set transaction isolation level repeatable read, read only`
      // A slow disk lets the server wait for us.
      await tx`select set_config('statement_timeout', '0', true),
        set_config('idle_in_transaction_session_timeout', '0', true),
        set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO', true)`
      return writeInto(aside, tx)
    })
    await rename(aside, path)
    await sync(dirname(path))
    return rows
  } finally {
    await rm(aside, { force: true })
    await sql.end({ timeout: 5 })
  }
}

const writeInto = async (path: string, tx: TransactionSql): Promise<BackupFooter['rows']> => {
  const rows: Record<string, number> = {}
  // Light on the processor, for the bot beside it needs that more than the disk needs room.
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 })
  try {
    await pipeline(Readable.from(linesOf(tx, rows)), createGzip({ level: 4 }), file)
    await sync(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!ofDisk.test(code)) throw error
    throw new CannotBackUp(`The file cannot be written (${code}): name another place.`, { cause: error })
  }
  return rows
}

/** The operating system's words for a place that cannot be written to. */
const ofDisk = /^(ENOSPC|EDQUOT|EFBIG|EIO|EROFS|EACCES|EPERM|ENOENT|ENOTDIR|EISDIR)$/

/** The whole text; counts the rows of each table in `rows`. */
async function* linesOf(tx: TransactionSql, rows: Record<string, number>): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  const said = (text: Buffer): Buffer => {
    hash.update(text)
    return text
  }
  const line = (json: BackupHeader | TableLine): Buffer => said(Buffer.from(`${JSON.stringify(json)}\n`))

  const found = await stepOf(tx)
  if (found === 0)
    throw new CannotBackUp(
      'There is nothing of Stanch in this database: check DATABASE_URL and DATA_DIR. (What is tried in the local workspace is in no backup.)',
    )
  if (found > newestStep) throw new SchemaTooNew(found, newestStep)
  const tables = await tablesIn(tx)
  yield line(await headerOf(tx, found, tables))
  for (const table of tables) {
    yield line(table)
    rows[table.table] = 0
    for await (const some of copied(tx, table)) {
      rows[table.table] = (rows[table.table] ?? 0) + some.count
      yield said(some.lines)
    }
    yield said(Buffer.from(`${endOfRows}\n`))
  }
  const footer: BackupFooter = { rows, sha256: hash.digest('hex') }
  yield Buffer.from(`${JSON.stringify(footer)}\n`)
}

const tablesIn = async (tx: TransactionSql): Promise<readonly TableLine[]> => {
  // What PostgreSQL makes of other columns it makes again.
  const columns = await tx<{ table: string; column: string }[]>`
    select table_name as "table", column_name as "column" from information_schema.columns
    where table_schema = current_schema() and is_generated = 'NEVER' order by table_name, ordinal_position`
  return backedUpTables
    .map((table) => ({ table, columns: columns.filter((one) => one.table === table).map(({ column }) => column) }))
    .filter(({ columns: own }) => own.length > 0)
}

/** Counters stand outside of snapshots: read after it began, they are never behind what is in it. */
const headerOf = async (tx: TransactionSql, step: number, tables: readonly TableLine[]): Promise<BackupHeader> => {
  const [row] = await tx<{ at: string; numbers: number }[]>`
    select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at,
      (select case when is_called then last_value else 0 end from incident_numbers)::int as numbers`
  const identities = await tx<{ table: string; last: number }[]>`
    select owned.relname as "table", coalesce(pg_sequence_last_value(dependency.objid), 0)::bigint as last
    from pg_depend dependency join pg_class owned on owned.oid = dependency.refobjid
      join pg_class sequence on sequence.oid = dependency.objid
    where sequence.relkind = 'S' and dependency.deptype in ('a', 'i')
      and owned.relnamespace = current_schema()::regnamespace`
  if (row === undefined) throw new Error('A select without a table has one row')
  return {
    stanch: 'backup',
    format: backupFormat,
    schema: step,
    createdAt: row.at,
    numbers: row.numbers,
    identities: Object.fromEntries(
      identities
        .filter(({ table }) => tables.some((one) => one.table === table))
        .map(({ table, last }) => [table, last]),
    ),
  }
}

/** Rows that are in memory at once. */
const rowsAtOnce = 500

/**
 * A table's rows as `copy ... to` would write them. They are asked for with a cursor all the same: the postgres.js that
 * we use (3.4.9) pauses its socket while the reader of a copy is behind, and where the copy ends meanwhile never goes
 * on.
 */
async function* copied(tx: TransactionSql, { table, columns }: TableLine) {
  const values = columns.map((column) => copiedValue(`${quoted(column)}::text`))
  const rows = tx.unsafe<{ line: string }[]>(
    String.raw`select concat_ws(E'\t', ${values.join(', ')}) || E'\n' as line from ${quoted(table)}`,
  )
  for await (const some of rows.cursor(rowsAtOnce)) {
    yield { lines: Buffer.from(some.map(({ line }) => line).join('')), count: some.length }
  }
}

/**
 * What `copy` writes for what it would take for its own signs (postgresql.org/docs/current/sql-copy.html, "Text
 * Format").
 */
const escapes = [
  String.raw`E'\\', E'\\\\'`,
  String.raw`E'\n', E'\\n'`,
  String.raw`E'\r', E'\\r'`,
  String.raw`E'\t', E'\\t'`,
]

const copiedValue = (text: string): string =>
  String.raw`coalesce(${escapes.reduce((value, pair) => `replace(${value}, ${pair})`, text)}, E'\\N')`

/** The name of a table or a column, for SQL. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Until the disk has it, a machine that goes off may leave an empty file under the new name. */
const sync = async (path: string): Promise<void> => {
  const handle = await open(path, 'r')
  await handle.sync()
  await handle.close()
}
