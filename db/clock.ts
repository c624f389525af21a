import type { Sql } from 'postgres'
import type { Moment } from '../src/domain/ids.ts'

/** The time on the database's clock at this moment, in Unix ms with a fraction; not at the start of a transaction. */
export const timeOn = async (sql: Sql): Promise<Moment> => {
  const [row] = await sql<{ now: number }[]>`select (extract(epoch from clock_timestamp()) * 1000)::float8 as now`
  if (row === undefined) throw new Error('PostgreSQL did not say what time it is')
  return row.now
}
