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

/** The tables of a backup, each after those that it refers to: the order in which the schema speaks of them. */
export const backedUpTables: readonly string[] = Object.values(schema)
  .filter((table) => is(table, Table))
  .map(getTableName)
  .filter((name) => !leftOut.includes(name))

/** No backup can be made; the message says why, and what to do. */
export class CannotBackUp extends Error {
  override name = 'CannotBackUp'
}

/**
 * Writes everything that Stanch has in this database into one file, as it stood at one moment, while Stanch goes on
 * working; resolves with how many rows of each table. The file appears whole or not at all, replaces one of that name, and
 * only its owner may read it. Needs no more memory for 100,000 incidents than for one. Throws `CannotBackUp` and
 * `SchemaTooNew`.
 */
export const backUp = async (url: string, path: string): Promise<BackupFooter['rows']> => {
  const { sql } = connect(url, { connections: 1, applicationName: 'stanch-backup' })
  const aside = `${path}.${process.pid}.part`
  let full: unknown
  try {
    const rows = await transaction(sql, async (tx) => {
      await tx`set transaction isolation level repeatable read, read only`
      // A slow disk lets the server wait for us.
      await tx`select set_config('statement_timeout', '0', true),
        set_config('idle_in_transaction_session_timeout', '0', true),
        set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO', true)`
      return writeInto(aside, tx).catch((error: unknown) => {
        if (isOfDisk(error)) {
          full = error
          // In the middle of a copy PostgreSQL hears nothing: the transaction ends with its connection.
          void sql.end({ timeout: 0 })
        }
        throw error
      })
    })
    await sync(aside)
    await rename(aside, path)
    await sync(dirname(path))
    return rows
  } catch (error) {
    const cause = full ?? error
    if (!isOfDisk(cause)) throw cause
    throw new CannotBackUp(`The backup cannot be written to ${path} (${cause.code}): name another place.`, { cause })
  } finally {
    await rm(aside, { force: true })
    await sql.end({ timeout: 5 })
  }
}

const isOfDisk = (error: unknown): error is Error & { readonly code: string } =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^(ENOSPC|EDQUOT|EFBIG|EIO|EROFS|EACCES|EPERM|ENOENT|ENOTDIR|EISDIR)$/.test(error.code)

const writeInto = async (path: string, tx: TransactionSql): Promise<BackupFooter['rows']> => {
  const rows: Record<string, number> = {}
  // Light on the processor, for the bot beside it needs that more than the disk needs room.
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 })
  await pipeline(Readable.from(linesOf(tx, rows)), createGzip({ level: 4 }), file)
  return rows
}

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
    throw new CannotBackUp('There is nothing of Stanch in this database: check DATABASE_URL and DATA_DIR.')
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
    select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, (select case when is_called then last_value else 0 end from incident_numbers)::int as numbers`
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

/** Rows are handed on by so many bytes: PostgreSQL sends each by itself. */
const handedOnAt = 64 * 1024

async function* copied(tx: TransactionSql, { table, columns }: TableLine) {
  const rows = await tx.unsafe(`copy ${copyTarget({ table, columns })} to stdout`).readable()
  let some: Buffer[] = []
  let size = 0
  for await (const row of rows) {
    // postgres.js hands on what came in one message of the server: a row with its line end.
    const line = row as Buffer
    some.push(line)
    size += line.length
    if (size < handedOnAt) continue
    yield { lines: Buffer.concat(some), count: some.length }
    some = []
    size = 0
  }
  if (some.length > 0) yield { lines: Buffer.concat(some), count: some.length }
}

/** `"events" ("incident", "seq")`, for `copy`. */
export const copyTarget = ({ table, columns }: TableLine): string =>
  `${quoted(table)} (${columns.map(quoted).join(', ')})`

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Until the disk has it, a machine that goes off may leave an empty file under the new name. */
const sync = async (path: string): Promise<void> => {
  const handle = await open(path, 'r')
  await handle.sync()
  await handle.close()
}
