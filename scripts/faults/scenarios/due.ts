import type { DueKind } from '../../../src/domain/incident.ts'
import { channelOf, type Scenario } from '../scenario.ts'

/** As if the time of one of its reminders had come, by the database's clock; once it has, that changes nothing. */
export const comesDue =
  (kind: DueKind): Scenario['act'] =>
  async ({ sql }, title) => {
    const found = await sql`
      with due as (
        select id, array['reminders', ${kind}::text, 'dueAt'] as place, (extract(epoch from now()) * 1000)::bigint as now
        from incidents where state ->> 'title' = ${title}
      ), moved as (
        update incidents i set state = jsonb_set(state::jsonb, place, to_jsonb(due.now))::json, next_due_at = due.now
        from due where i.id = due.id and (state #>> place)::bigint > due.now
      )
      select from due`
    if (found.count !== 1) throw new Error(`${title} is recorded ${found.count} times`)
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
