import type { Sql } from 'postgres'

/** In seconds: as for a session that is idle in its transaction (`client.ts`), with a little patience for a busy machine. */
const stuckAfter = 2

/**
 * Ends sessions of this database user that hold what somebody else waits for, and have themselves been waiting for their
 * client in the middle of a statement: resolves with how many. PostgreSQL has a limit for a client that is silent between
 * two statements (`idle_in_transaction_session_timeout`) and none for one that is frozen between describing a statement
 * and running it, as every driver does that asks for the types of its parameters first; `transaction_timeout` would do, but
 * only PostgreSQL 17 and newer know it. Measured: a replica frozen there kept its incident from all others for as long as it
 * was frozen. What is ended here was not committed, and is carried out again by its command's id.
 *
 * A backup waits for its disk in the same way and is left alone: nobody waits for what it holds.
 */
export const endStuckSessions = async (sql: Sql): Promise<number> => {
  const ended = await sql`
    with waiting as materialized (
      select pg_blocking_pids(pid) as for_whom from pg_stat_activity
      where wait_event_type = 'Lock' and datname = current_database()
    )
    select pg_terminate_backend(pid) from pg_stat_activity
    where pid in (select unnest(for_whom) from waiting)
      and datname = current_database() and usename = current_user
      and state = 'active' and wait_event = 'ClientRead'
      and query_start < now() - make_interval(secs => ${stuckAfter})`
  return ended.count
}
