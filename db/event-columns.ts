import type { Sql, TransactionSql } from 'postgres'

/** The columns of `events` that `readEvent` reads, under its names. */
export const eventColumns = (sql: Sql | TransactionSql) =>
  sql`incident, seq, id, type, data, at, recorded_at as "recordedAt", by, command, about`
