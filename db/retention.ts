import type { Sql } from 'postgres'

/** What is not kept for ever, and how many rows of each were let go. */
export type LetGo = { readonly replies: number; readonly pauses: number; readonly commands: number } & {
  readonly outbox: number
  readonly inbox: number
}

/**
 * Deletes what has served its time by the database's clock: response_urls that have expired (they are bearer secrets),
 * pauses that are over, and after `days` the finished rows of outbox and inbox and the traces of commands.
 */
export const letGo = async (sql: Sql, { days }: { readonly days: number }): Promise<LetGo> => {
  const old = sql`now() - make_interval(days => ${days})`
  const replies = await sql`delete from replies where expires_at <= extract(epoch from now()) * 1000`
  const pauses = await sql`delete from pauses where until <= now()`
  const outbox = await sql`delete from outbox where coalesce(done_at, gave_up_at) < ${old}`
  const inbox = await sql`delete from inbox where coalesce(done_at, gave_up_at) < ${old}`
  const commands = await sql`delete from commands where at < ${old}`
  return {
    replies: replies.count,
    pauses: pauses.count,
    outbox: outbox.count,
    inbox: inbox.count,
    commands: commands.count,
  }
}
