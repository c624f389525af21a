import type { Sql } from 'postgres'
import { z } from 'zod'
import type { Slack } from '../../sandbox/client.ts'

const marked = z.object({ event_payload: z.object({ mark: z.string(), single: z.string().optional() }) })
const effect = z.object({ type: z.string(), part: z.string().optional() })

/** What stands in Slack for one incident: channels that are named for it, and messages by what they show. */
export type Found = {
  readonly number: number
  readonly channels: readonly string[]
  /** Each kind of message that there should be one of, as often as it stands there: `show-card`, `postmortem/root`. */
  readonly drawn: readonly string[]
  /** The cards that are pinned. */
  readonly pinned: number
  readonly members: readonly string[]
}

/** Looks through the whole workspace for what belongs to each incident of the database. */
export const foundInSlack = async (slack: Slack, sql: Sql): Promise<readonly Found[]> => {
  const incidents = await sql<{ id: string; number: number }[]>`select id, number from incidents order by number`
  const asked = await sql<{ id: string; effect: unknown }[]>`select id::text, effect from outbox`
  const kinds = new Map(asked.map((row) => [row.id, effect.parse(row.effect)]))
  const channels = await Promise.all((await slack.channels()).map(({ id }) => slack.channel(id)))
  const marks = channels.flatMap(({ messages }) =>
    messages.flatMap(({ metadata }) => marked.safeParse(metadata).data?.event_payload ?? []),
  )
  return incidents.map(({ id, number }) => {
    const own = channels.filter(({ name }) => name.startsWith(`inc-${String(number).padStart(4, '0')}`))
    const drawn = marks
      .filter(({ mark }) => mark.startsWith(`${id}/`))
      // A row that was asked for after a backup is forgotten, but what is single says so itself; 0.1.0's messages did
      // not.
      .map(({ mark, single }) => single?.slice(id.length + 1) ?? kindOf(kinds.get(mark.slice(id.length + 1))))
      .filter((kind) => kind !== undefined)
    return {
      number,
      channels: own.map(({ name }) => name),
      drawn: drawn.toSorted(),
      pinned: own.flatMap(({ pins }) => pins).length,
      members: own.flatMap(({ members }) => members),
    }
  })
}

/**
 * Resolves when no effect waits any more but the look for copies half a minute after a resend, and every event is
 * heard.
 */
export const untilQuiet = async (slack: Slack, sql: Sql, timeoutMs = 90_000): Promise<void> => {
  const isQuiet = async (): Promise<boolean> => {
    const waiting = await sql`
      select 1 from outbox where done_at is null and gave_up_at is null and effect ->> 'type' <> 'remove-surplus'
      union all select 1 from inbox where done_at is null and gave_up_at is null`
    return waiting.count === 0 && !(await slack.rig.delivery()).busy
  }
  await slack.until(isQuiet, { timeoutMs, what: 'everything to be done' })
}

const kindOf = (asked: z.infer<typeof effect> | undefined): string | undefined => {
  if (asked?.type === 'show-postmortem') return `postmortem/${asked.part}`
  return asked?.type.startsWith('show-') === true ? asked.type : undefined
}
