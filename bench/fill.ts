import type { Sql } from 'postgres'
import { list } from '../db/list.ts'
import { writeIncident } from '../db/rows.ts'
import { channelId, commandId, incidentId, messageTs, userId } from '../src/domain/ids.ts'
import type { Incident } from '../src/domain/incident.ts'
import { randomFrom } from './numbers.ts'
import { titleFrom } from './titles.ts'

/** How many are open at any time, however many have ended. */
const openAtOnce = 40
const atOnce = 2_000
const hour = 3_600_000
const begun = Date.UTC(2020, 0, 1)

/**
 * Fills a database with incidents up to this number, as years of use leave them: all but forty have ended; each with
 * ten events, ten finished rows of the outbox and ten of the inbox. The same seed makes the same rows.
 */
export const fillTo = async (sql: Sql, wanted: number, seed = 1): Promise<void> => {
  const [row] = await sql<{ filled: number }[]>`select count(*)::int as filled from incidents`
  const filled = row?.filled ?? 0
  const random = randomFrom(seed + filled)
  for (let from = filled; from < wanted; from += atOnce) {
    const count = Math.min(atOnce, wanted - from)
    const incidents = Array.from({ length: count }, (_, nth) =>
      incidentOf(from + nth + 1, random, from + nth < openAtOnce),
    )
    await insertIncidents(sql, incidents)
  }
  await sql`select setval('incident_numbers', ${wanted})`
  await sql`
    insert into events (incident, seq, id, type, data, at, recorded_at, by, command, about, makes_entry)
    select i.id, s, md5(i.id || s)::uuid, case when s = 1 then 'incident-declared' else 'note-added' end,
      case when s = 1 then json_build_object('number', i.number, 'title', 'x', 'severity', 'sev2', 'kind', 'outage',
        'description', '', 'language', 'en', 'channelName', 'inc-' || i.number)
      else json_build_object('text', 'step ' || s || ' of the repair is done') end,
      i.declared_at + s * 60000, i.declared_at + s * 60000, '{"kind":"person","user":"U0NOA","standing":"member"}',
      i.id || '/' || s, md5(i.id || s), s > 1
    from incidents i cross join generate_series(1, 10) s where i.number > ${filled}`
  await sql`
    insert into outbox (incident, effect, lane, created_at, due_at, claim, done_at)
    select i.id, '{"type":"show-card"}', 'card/' || i.id, moment, moment, 1, moment
    from incidents i cross join generate_series(1, 10),
      lateral (select now() - interval '20 days' * (i.number / ${wanted}::float8) as moment) at where i.number > ${filled}`
  await sql`
    insert into inbox (event_id, body, lane, claim, done_at)
    select 'Ev' || i.number || '-' || s, '{"type":"event_callback","event":{"type":"message","text":"ok"}}', i.channel, 1, now()
    from incidents i cross join generate_series(1, 10) s where i.number > ${filled}`
  // What years of use would have seen to: a server that is busy writing all of this down is no measure of anything.
  await sql`vacuum analyze`
  const [role] = await sql<{ may: boolean }[]>`select pg_has_role(current_user, 'pg_checkpoint', 'usage') as may`
  if (role?.may === true) await sql`checkpoint`
}

/** Gives an incident so many messages that stand in its timeline. Numbered on from `lastSeq`. */
export const fillTimeline = async (sql: Sql, incident: string, entries: number): Promise<void> => {
  const [row] = await sql<{ channel: string; lastSeq: number }[]>`
    select channel, last_seq as "lastSeq" from incidents where id = ${incident}`
  const lastSeq = row?.lastSeq ?? 0
  await sql`
    insert into events (incident, seq, id, type, data, at, by, command, about, makes_entry)
    select ${incident}, ${lastSeq}::int + s, md5(${incident}::text || 'entry' || s)::uuid, 'message-heard',
      json_build_object('message', json_build_object('ts', ts, 'user', 'U0NOA', 'text', said, 'files', '[]'::json,
        'permalink', 'https://acme.slack.com/archives/C1/p' || s,
        'entries', json_build_array(json_build_object('text', said, 'at', 1772452800000 + s * 1000, 'foundByWords', false)))),
      1772452800000 + s * 1000, '{"kind":"person","user":"U0NOA","standing":"member"}', 'said/' || ts, ts, true
    from generate_series(1, ${entries}::int) s,
      lateral (select (1772452800 + s)::text || '.000100' as ts, 'step ' || s || ' of the repair is done' as said) words`
  await sql`update incidents set last_seq = ${lastSeq + entries} where id = ${incident}`
  await sql`analyze events`
}

const insertIncidents = async (sql: Sql, incidents: readonly Incident[]): Promise<void> => {
  await sql`
    insert into incidents (id, number, state, last_seq, is_open, channel, declared_at, ended_at, next_due_at)
    select id, number, state::json, 10, ended_at is null, channel, declared_at, ended_at,
      case when ended_at is null then declared_at + 400000000000 end
    from unnest(
      ${list(incidents.map(({ id }) => id))}::text[], ${list(incidents.map(({ number }) => number))}::int[],
      ${list(incidents.map(writeIncident))}::text[], ${list(incidents.map(({ channel }) => channel ?? ''))}::text[],
      ${list(incidents.map(({ declaredAt }) => declaredAt))}::bigint[],
      ${list(incidents.map(({ resolved }) => resolved?.at ?? null))}::bigint[]
    ) as i (id, number, state, channel, declared_at, ended_at)`
}

const incidentOf = (number: number, random: () => number, isOpen: boolean): Incident => {
  const people = ['U0NOA', 'U0LAYLA', 'U0HARUKI', 'U0ANN'].map(userId)
  const by = people[Math.floor(random() * people.length)] ?? userId('U0NOA')
  const declaredAt = begun + number * hour
  const resolved = {
    fix: 'Rolled back.',
    verified: 'Watched.',
    canReturn: 'No.',
    thanks: '',
    by,
    at: declaredAt + hour,
  }
  return {
    id: incidentId(`filled-${number}`),
    number,
    title: titleFrom(random),
    severity: random() < 0.3 ? 'sev1' : 'sev3',
    status: isOpen ? 'investigating' : 'resolved',
    kind: 'outage',
    description: 'Customers see errors.',
    language: 'en',
    declaredBy: by,
    declaredByMember: true,
    declaredAt,
    opened: { since: declaredAt, earlierMs: 0 },
    declaredWith: commandId(`filled-${number}/1`),
    channelName: `inc-${number}`,
    channelNameTry: 1,
    channel: channelId(`C${String(number).padStart(9, '0')}`),
    channelArchived: false,
    card: messageTs(`${Math.floor(declaredAt / 1000)}.000100`),
    cardPinned: true,
    announcement: { channel: channelId('C0INCIDENTS'), ts: messageTs(`${Math.floor(declaredAt / 1000)}.000200`) },
    roles: { lead: { holder: by, since: declaredAt } },
    heardRoles: [],
    members: people,
    lastUpdate: { text: 'We found the cause and roll back.', by, at: declaredAt + hour / 2 },
    followUps: [],
    lastHeardAt: declaredAt,
    ...(!isOpen && { resolved }),
    reminders: {},
    postmortem: { pages: 1, messages: {}, prose: {} },
    troubles: [],
  }
}
