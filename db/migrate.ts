import type { Sql } from 'postgres'
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

/** Any number that no other program on the same database uses for its advisory locks. */
const migrationLock = 0x57a9c4

/**
 * Brings the schema up to this program's, all or nothing. Replicas that start together wait for one another here, on
 * one connection each. Throws `SchemaTooNew` where the database is ahead.
 */
export const migrate = async (sql: Sql): Promise<void> => {
  await transaction(sql, async (tx) => {
    // A step may take longer than a question may, and so may the wait for another replica's.
    await tx`select set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true)`
    await tx`select pg_advisory_xact_lock(${migrationLock})`
    await tx.unsafe(
      `create table if not exists migrations (
         number integer primary key,
         name text not null,
         applied_at timestamptz not null default now()
       )`,
    )
    const [row] = await tx<{ newest: number }[]>`select coalesce(max(number), 0) as newest from migrations`
    const found = row?.newest ?? 0
    const known = migrations.at(-1)?.number ?? 0
    if (found > known) throw new SchemaTooNew(found, known)
    for (const step of migrations.filter(({ number }) => number > found)) {
      await tx.unsafe(step.sql)
      await tx`insert into migrations (number, name) values (${step.number}, ${step.name})`
    }
  })
}
