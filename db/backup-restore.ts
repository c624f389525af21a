import type { TransactionSql } from 'postgres'
import { backedUpTables, quoted } from './backup.ts'
import { type BackupFooter, type BackupHeader, BackupRefused, readBackup, type TableLine } from './backup-file.ts'
import { connect } from './client.ts'
import { list } from './list.ts'
import { bringUpTo, lockSchema, newestStep } from './migrate.ts'
import { transaction } from './transaction.ts'

/** What came of a restore. */
export type Restored = {
  /** When the backup was made, ISO in UTC. */
  readonly createdAt: string
  readonly rows: BackupFooter['rows']
  /** The number that the next incident has at least. */
  readonly nextNumber: number
}

/**
 * Numbers of incidents that are left out after a restore. Those that were declared after the backup have theirs in
 * Slack, in people's heads and in other systems; the first start looks for the highest among the names of our channels,
 * but a channel may have been renamed since, deleted, or never opened. More than were ever declared between two
 * backups, and so few that nobody minds the gap.
 */
const numbersLeftOut = 100

/**
 * Rows that were counted after the backup are gone, and their ids stand in messages (a row's mark): another row of
 * the same id would take such a message for its own.
 */
const idsLeftOut = 1_000_000

/**
 * Fills an empty database from a backup and brings it up to this program's schema: all of it, or nothing. Everything
 * that was half-done is due at once, to be looked up in Slack before it is sent; the first start looks for what has
 * been made since. Throws `BackupRefused` where the file or the database is not fit for it.
 */
export const restore = async (url: string, path: string): Promise<Restored> => {
  // First without touching anything: a backup that was cut off is told before anybody waits for it.
  const header = await checked(path)
  const { sql } = connect(url, { connections: 1, applicationName: 'stanch-restore' })
  try {
    return await transaction(sql, async (tx) => {
      await lockSchema(tx)
      await tx`select set_config('idle_in_transaction_session_timeout', '0', true)`
      await refuseUnlessEmpty(tx)
      await bringUpTo(tx, header.schema)
      const rows = await load(tx, path)
      await countOn(tx, header)
      await bringUpTo(tx, newestStep)
      await takeUp(tx)
      await tx`insert into restores (backup_at) values (${header.createdAt})`
      return { createdAt: header.createdAt, rows, nextNumber: header.numbers + numbersLeftOut + 1 }
    })
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** Reads the whole file. */
const checked = async (path: string): Promise<BackupHeader> => {
  let header: BackupHeader | undefined
  for await (const part of readBackup(path)) {
    if (!('header' in part)) continue
    header = part.header
    if (header.schema > newestStep) {
      throw new BackupRefused(
        `The backup has schema ${header.schema}, this program knows ${newestStep}: restore it with the newer Stanch that made it.`,
      )
    }
  }
  if (header === undefined) throw new BackupRefused('The file is empty.')
  return header
}

const refuseUnlessEmpty = async (tx: TransactionSql): Promise<void> => {
  const names = ['migrations', ...backedUpTables]
  const there = await tx<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = current_schema()`
  if (!there.some(({ name }) => names.includes(name))) return
  throw new BackupRefused(
    'This database is not empty, and nothing of it was touched. Create another and name it in DATABASE_URL; ' +
      'for the one that comes with npm, stop Stanch, make a new folder and set DATA_DIR to it.',
  )
}

const load = async (tx: TransactionSql, path: string): Promise<BackupFooter['rows']> => {
  let rows: BackupFooter['rows'] = {}
  let insert: ((lines: readonly string[]) => Promise<unknown>) | undefined
  for await (const part of readBackup(path)) {
    if ('table' in part) insert = await insertInto(tx, part.table)
    else if ('rows' in part) await insert?.(part.rows.toString('utf8').slice(0, -1).split('\n'))
    else if ('footer' in part) ({ rows } = part.footer)
  }
  for (const [table, count] of Object.entries(rows)) {
    const [loaded] = await tx<{ count: number }[]>`select count(*)::int as count from ${tx(table)}`
    if (loaded?.count !== count) {
      throw new BackupRefused(`Of ${count} rows of ${table} PostgreSQL took ${loaded?.count}: restore it again.`)
    }
  }
  return rows
}

/**
 * Not by `copy`: the postgres.js that we use (3.4.9) tells nobody when PostgreSQL refuses what was copied last, and
 * waits for ever.
 */
const insertInto = async (tx: TransactionSql, { table, columns }: TableLine) => {
  const found = await tx<{ name: string; type: string }[]>`
    select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
    where attrelid = to_regclass(${table}) and attnum > 0`
  const types = new Map(found.map(({ name, type }) => [name, type]))
  const unknown = columns.find((column) => !types.has(column))
  if (!backedUpTables.includes(table) || unknown !== undefined) {
    throw new BackupRefused(
      `The backup speaks of ${table}.${unknown ?? columns[0]}, which schema of that number has not.`,
    )
  }
  const values = columns.map((column, nth) => `u.c${nth}::${types.get(column)}`)
  const given = columns.map((_, nth) => `$${nth + 1}::text[]`)
  const statement = `insert into ${quoted(table)} (${columns.map(quoted).join(', ')}) overriding system value
    select ${values.join(', ')} from unnest(${given.join(', ')}) as u (${columns.map((_, nth) => `c${nth}`).join(', ')})`
  return (lines: readonly string[]) => {
    const rows = lines.map((line) => line.split('\t'))
    if (rows.some((row) => row.length !== columns.length)) {
      throw new BackupRefused(`The backup has a row of ${table} that is no row.`)
    }
    const byColumn = columns.map((_, nth) => list(rows.map((row) => plain(row[nth] ?? ''))))
    return tx.unsafe(statement, byColumn, { prepare: true })
  }
}

/** A value that `copy` wrote, as it was; null for none. */
const plain = (value: string): string | null => {
  if (value === String.raw`\N`) return null
  return value.includes('\\') ? value.replaceAll(/\\(.)/g, (_, sign: string) => signs[sign] ?? sign) : value
}

const signs: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

/** Goes on counting behind everything that may have been counted since the backup. */
const countOn = async (tx: TransactionSql, { numbers, identities }: BackupHeader): Promise<void> => {
  await tx`select setval('incident_numbers', ${numbers + numbersLeftOut})`
  for (const [table, last] of Object.entries(identities)) {
    if (!backedUpTables.includes(table)) continue
    await tx`select setval(pg_get_serial_sequence(${table}, 'id'), ${last + idsLeftOut})`
  }
}

/** Nobody holds anything any more, and what was not done in the backup may have been done since. */
const takeUp = async (tx: TransactionSql): Promise<void> => {
  for (const table of ['outbox', 'inbox', 'letters']) {
    await tx`
      update ${tx(table)} set uncertain = true, due_at = now(), claimed_by = null, claimed_until = null
      where done_at is null and gave_up_at is null`
  }
}
