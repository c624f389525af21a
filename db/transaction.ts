import postgres, { type Sql, type TransactionSql } from 'postgres'

/**
 * Runs `work` in a transaction of its own connection and commits what it wrote, or nothing.
 *
 * `work` must not go on, not even to fail, on a connection that is lost: postgres.js 3.4.9 would send `rollback` down
 * the dead one and throw where nobody can catch it, which ends the process (github.com/porsager/postgres/issues/1154).
 * It is left standing instead, and the transaction fails when the connection closes.
 */
export const transaction = async <Result>(sql: Sql, work: (tx: TransactionSql) => Promise<Result>): Promise<Result> => {
  // In a box, because `begin` would unpack a list of promises.
  const { result } = await sql.begin(async (tx) => {
    try {
      return { result: await work(tx) }
    } catch (error) {
      if (isLost(error)) return new Promise<never>(() => undefined)
      throw error
    }
  })
  return result
}

/** Statement errors leave the connection in order, and so does an error of our own; anything else has ended it. */
const isLost = (error: unknown): boolean =>
  error instanceof postgres.PostgresError
    ? error.severity !== 'ERROR'
    : error instanceof Error && 'code' in error && typeof error.code === 'string'
