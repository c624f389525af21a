import type { Sql, TransactionSql } from 'postgres'
import { migrations } from './migrations/in-order.ts'
import { transaction } from './transaction.ts'

/** The database was made by a newer Stanch: an older one must not write into it. The message names the cure. */
export class SchemaTooNew extends Error {
  override name = 'SchemaTooNew'

  constructor(found: number, known: number) {
    super(
      `The database has schema ${found}, this program knows ${known}: ` +
        'start the newer Stanch that made it, or restore a backup taken before the upgrade.',
    )
  }
}

/** A newer Stanch has brought the database up to its own schema while this one was running: its time is over. */
export class Outdated extends Error {
  override name = 'Outdated'

  constructor(found: number, known: number) {
    super(
      `A newer Stanch has brought the database to schema ${found}; this program knows ${known}. ` +
        'It hands back what it has begun and ends: start the newer one in its place.',
    )
  }
}

/**
 * Throws `Outdated` once a newer program has migrated the database. A program that went on would not understand what
 * the newer one writes. One question to a table of a few rows.
 */
export const mustBeOurs = async (sql: Sql): Promise<void> => {
  const found = await stepOf(sql)
  if (found > newestStep) throw new Outdated(found, newestStep)
}

/** Any number that no other program on the same database uses for its advisory locks. */
const migrationLock = 0x57a9c4

/** The number of the newest step that this program knows. */
export const newestStep = migrations.at(-1)?.number ?? 0

/**
 * Brings the schema up to this program's, all or nothing. Replicas that start together wait for one another here, on
 * one connection each. Throws `SchemaTooNew` where the database is ahead.
 */
export const migrate = async (sql: Sql): Promise<void> => {
  await transaction(sql, async (tx) => {
    await lockSchema(tx)
    await bringUpTo(tx, newestStep)
  })
}

/** Keeps every other process from changing the schema until the transaction ends; and lets it take its time. */
export const lockSchema = async (tx: TransactionSql): Promise<void> => {
  // A step may take longer than a question may, and so may the wait for another replica's.
  await tx`select set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true)`
  await tx`select pg_advisory_xact_lock(${migrationLock})`
}

/**
 * Carries out the steps up to this one. The schema is locked. Throws `SchemaTooNew` where the database is ahead of it.
 */
export const bringUpTo = async (tx: TransactionSql, step: number): Promise<void> => {
  await tx.unsafe(
    `create table if not exists migrations (
       number integer primary key,
       name text not null,
       applied_at timestamptz not null default now()
     )`,
  )
  const found = await stepOf(tx)
  if (found > step) throw new SchemaTooNew(found, step)
  for (const next of migrations.filter(({ number }) => number > found && number <= step)) {
    await tx.unsafe(next.sql)
    await tx`insert into migrations (number, name) values (${next.number}, ${next.name})`
  }
}

/** The number of the newest step that this database has had; 0 where there is nothing of Stanch. */
export const stepOf = async (sql: Sql | TransactionSql): Promise<number> => {
  const [there] = await sql<{ there: boolean }[]>`select to_regclass('migrations') is not null as there`
  if (there?.there !== true) return 0
  const [row] = await sql<{ newest: number }[]>`select coalesce(max(number), 0) as newest from migrations`
  return row?.newest ?? 0
}
