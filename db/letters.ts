import type { Sql } from 'postgres'
import { z } from 'zod'
import type { InternalWord, Letter, Letters, Recipient } from '../src/app/letters.ts'
import { incidentId } from '../src/domain/ids.ts'
import { lanesOf, type ClaimedRow } from './lanes.ts'
import { list } from './list.ts'
import type { Holder } from './holders.ts'
import { mailingRow } from './rows/mailing-row.ts'
import { language } from './rows/words.ts'
import { hashOf, laneTo } from './subscribers.ts'

/** An address that its server refused so often, one letter after another, gets no more. */
const refusalsAtMost = 3

/** News that is older is none. It is sent late after an outage, but not after the restore of an old backup. */
const newsForHours = 24

type Content = { readonly about: string; readonly subscriber: string; readonly mailing: string | null }

type Details = {
  readonly id: number
  readonly address: string | null
  readonly language: string | null
  readonly audience: string | null
  readonly confirmed: boolean
  readonly content: unknown
  readonly first: string | null
  readonly late: boolean
}

/** Letters on PostgreSQL: lanes as the outbox has them, in a table of their own. `holder`: this process. */
export const lettersOn = (sql: Sql, holder: Holder): Letters => {
  const lanes = lanesOf<Content>(
    sql,
    { name: 'letters', key: 'id', asks: 'about', content: ['about', 'subscriber', 'mailing'] },
    holder,
  )

  /**
   * What a letter is drawn from, as it stands now: who has unsubscribed meanwhile has no address any more, and to whom
   * is no member of the workspace any more nothing internal is sent.
   */
  const detailsOf = (ids: readonly number[]) => sql<Details[]>`
    select l.id, s.address, s.language, s.audience, s.confirmed_at is not null as confirmed, m.content,
      l.created_at < now() - make_interval(hours => ${newsForHours}) as late,
      (select f.about from letters f where f.subscriber = l.subscriber and f.incident = l.incident and f.id < l.id
        order by f.id limit 1) as first
    from letters l
      left join subscribers s on s.id = l.subscriber and not (s.audience = 'internal' and exists (
        select from people p where p.id = s.person and p.standing <> 'member'
      ))
      left join mailings m on m.id = l.mailing
    where l.id = any (${list([...ids])}::bigint[])`

  return {
    async mail(id, incident, content, audience) {
      await sql`
        with mailing as (
          insert into mailings (id, incident, content) values (${id}, ${incident}, ${JSON.stringify(content)}::json)
          on conflict do nothing returning id, incident
        )
        insert into letters (about, subscriber, mailing, incident, lane)
        select mailing.id, s.id, mailing.id, mailing.incident, ${laneTo('')} || s.id from subscribers s, mailing
        where s.audience = ${audience} and s.confirmed_at is not null and s.unreachable_since is null
        on conflict do nothing`
    },
    async progress(id) {
      const [row] = await sql<{ sent: number; untried: number; refused: number; ageMs: number }[]>`
        select count(*) filter (where l.sent_at is not null)::int as sent,
          count(*) filter (where l.done_at is null and l.gave_up_at is null and l.attempts = 0 and not exists (
            select from letters ahead where ahead.lane = l.lane and ahead.id < l.id
              and ahead.done_at is null and ahead.gave_up_at is null and ahead.attempts > 0
          ))::int as untried,
          count(*) filter (where l.gave_up_at is not null)::int as refused,
          coalesce(extract(epoch from now() - min(l.created_at)) * 1000, 0)::float8 as "ageMs"
        from letters l where l.mailing = ${id}`
      return row ?? { sent: 0, untried: 0, refused: 0, ageMs: 0 }
    },
    async arrivedLately() {
      const rows = await sql<{ mailing: string; incident: string; sent: number }[]>`
        select m.id as mailing, m.incident, count(l.sent_at)::int as sent
        from mailings m join letters l on l.mailing = m.id
        where m.content->>'kind' = 'public-update' and m.id in (
          select distinct mailing from letters
          where coalesce(done_at, gave_up_at) > now() - interval '1 hour' and sent_at is not null
        )
        group by m.id`
      return rows.map(({ mailing, incident, sent }) => ({ mailing, incident: incidentId(incident), sent }))
    },
    async claim(limit) {
      const rows = await lanes.claim(limit)
      if (rows.length === 0) return []
      const details = new Map((await detailsOf(rows.map(({ id }) => id))).map((one) => [one.id, one]))
      const found: Letter[] = []
      for (const row of rows) {
        const letter = letterOf(row, details.get(row.id))
        if (letter === 'unreadable') await lanes.giveUp(row, letter)
        else if (letter === undefined) await lanes.done(row)
        else found.push(letter)
      }
      return found
    },
    async carries(key, { to }, purpose) {
      await sql`
        insert into subscriber_keys (hash, subscriber, purpose)
        select ${hashOf(key)}, id, ${purpose} from subscribers where id = ${to.id}
        on conflict do nothing`
    },
    async sent({ id, claim, to }) {
      const rows = await sql`
        with sent as (
          update letters set sent_at = now(), done_at = now(), claimed_by = null, claimed_until = null
          where id = ${id} and claim = ${claim} and gave_up_at is null returning id
        ), reached as (update subscribers set refusals = 0 where id = ${to.id} and refusals > 0)
        select id from sent`
      return rows.count === 1
    },
    again: (letter, how) => lanes.again(letter, { ...how, uncertain: false }),
    async refused(letter, error, isAddress) {
      const kept = await lanes.giveUp(letter, error)
      if (kept && isAddress) {
        await sql`
          update subscribers set refusals = refusals + 1,
            unreachable_since = case when refusals + 1 >= ${refusalsAtMost} then now() else unreachable_since end
          where id = ${letter.to.id}`
      }
      return kept
    },
    handBack: lanes.handBack,
    nextDueInMs: lanes.nextDueInMs,
    async untold() {
      const rows = await sql<{ id: string; incident: string; type: string; at: number; ageMs: number }[]>`
        select e.id, e.incident, e.type, e.at,
          (extract(epoch from now()) * 1000 - e.recorded_at)::float8 as "ageMs"
        from events e join incidents i on i.id = e.incident
        where e.type in ('incident-declared', 'report-accepted', 'incident-resolved', 'postmortem-published')
          and e.recorded_at > (extract(epoch from now() - interval '1 hour') * 1000)::bigint
          and not exists (select from mailings m where m.id = 'internal/' || e.id)
          and not exists (select from events d where d.incident = e.incident and d.seq = 1 and d.data->>'trial' is not null)
          and not (e.type in ('incident-declared', 'report-accepted')
            and i.state->>'status' in ('cancelled', 'merged', 'declined'))
        order by e.recorded_at limit 50`
      return rows.flatMap(({ id, incident, type, at, ageMs }) => {
        const word = words.get(type)
        return word === undefined ? [] : [{ id, incident: incidentId(incident), word, at, ageMs }]
      })
    },
  }
}

const words: ReadonlyMap<string, InternalWord> = new Map([
  ['incident-declared', 'declared'],
  ['report-accepted', 'declared'],
  ['incident-resolved', 'resolved'],
  ['postmortem-published', 'postmortem'],
])

const recipient = z.object({
  address: z.string(),
  language,
  audience: z.enum(['public', 'internal']),
  confirmed: z.boolean(),
})

/** Undefined where it is not to be sent any more. */
const letterOf = (row: ClaimedRow & Content, details: Details | undefined): Letter | 'unreadable' | undefined => {
  const read = recipient.safeParse(details)
  if (details === undefined || details.late || !read.success) return undefined
  const { address, language: theirs, audience, confirmed: isConfirmed } = read.data
  const to: Recipient = { id: row.subscriber, address, language: theirs, audience, isConfirmed }
  const mailing = row.mailing === null ? undefined : mailingRow.safeParse(details.content)
  if (mailing?.success === false) return 'unreadable'
  return {
    id: row.id,
    claim: row.claim,
    about: row.about,
    to,
    ...(mailing !== undefined && { mailing: mailing.data }),
    ...(details.first !== null && { first: details.first }),
    attempts: row.attempts,
    createdAt: row.createdAt,
  }
}
