import type { DueKind } from '../../../src/domain/incident.ts'
import { channelOf, type Scenario } from '../scenario.ts'

/** Longer than the bot needs to find what has come due, on a busy machine and once it was started again; in ms. */
const foundWithin = 45_000

/** As if the time of one of its reminders had come, by the database's clock. Resolves when the bot has found it. */
export const comesDue =
  (kind: DueKind): Scenario['act'] =>
  async ({ sql, slack }, title) => {
    const place = sql`array['reminders', ${kind}::text, 'dueAt']`
    const now = sql`(extract(epoch from now()) * 1000)::bigint`
    // Where it has come already, it is only waited for.
    await sql`
      update incidents set state = jsonb_set(state::jsonb, ${place}, to_jsonb(${now}))::json, next_due_at = ${now}
      where state ->> 'title' = ${title} and (state #>> ${place})::bigint > ${now}`
    const isFound = async (): Promise<boolean> =>
      (
        await sql`
        select from incidents where state ->> 'title' = ${title} and (state #>> ${place})::bigint <= ${now}`
      ).count === 0
    await slack.until(isFound, { timeoutMs: foundWithin, what: `${kind} to be found` })
  }

/** What nobody does: a time passes, and somebody hears of it. */
export const dueTimes: readonly Scenario[] = [
  { name: 'overdue', after: 'declare', act: comesDue('update-overdue') },
  {
    name: 'vendor-late',
    after: 'vendor',
    async ready({ slack, quiet }, title) {
      await slack.as('noa').types('/incident vendor estimate 30 min', await channelOf(slack, title))
      await quiet(60_000)
    },
    act: comesDue('vendor-due'),
  },
  { name: 'watch-day', after: 'watch', act: comesDue('watch-day') },
  { name: 'promise-due', after: 'approve', act: comesDue('customers-due') },
]
