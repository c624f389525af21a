import postgres from 'postgres'
import { expect, it, onTestFinished } from 'vitest'
import { wordsIn } from '../../sandbox/client.ts'
import { incidentId } from '../../src/domain/ids.ts'
import { openHouse } from '../db/house.ts'
import { lastEphemeral, openIncident, seen } from '../slack/handlers/open-incident.ts'
import { openTeam, type Team } from '../stanch.ts'

const operatorOn = (url: string) => {
  const sql = postgres(url, { max: 1 })
  onTestFinished(() => sql.end())
  return sql
}

/** As if everything that is recorded had been so for that many days longer. */
const age = async (sql: postgres.Sql, days: number): Promise<void> => {
  const ms = days * 86_400_000
  await sql`update events set recorded_at = recorded_at - ${ms}`
  await sql`update incidents set ended_at = ended_at - ${ms}`
  await sql`update commands set at = at - make_interval(days => ${days})`
  for (const table of ['outbox', 'inbox']) {
    await sql`update ${sql(table)} set done_at = done_at - make_interval(days => ${days}),
      gave_up_at = gave_up_at - make_interval(days => ${days})`
  }
}

const countIn = async (sql: postgres.Sql, table: string): Promise<number> => {
  const [row] = await sql<{ rows: number }[]>`select count(*)::int as rows from ${sql(table)}`
  return row?.rows ?? 0
}

const said = async (sql: postgres.Sql): Promise<string> => {
  const rows = await sql<{ data: string }[]>`select data::text as data from events order by seq`
  return rows.map(({ data }) => data).join('\n')
}

const timelineOf = async (team: Team, channel: string): Promise<string> =>
  seen((await team.slack.as('noa').types('/incident timeline', { in: channel })).text)

it('forgets what is in no timeline after RETENTION_DAYS, and nothing that is in one', { timeout: 60_000 }, async () => {
  const team = await openTeam()
  const sql = operatorOn(team.databaseUrl)
  const channel = await openIncident(team)
  const noa = team.slack.as('noa')
  const lunch = await noa.says('lunch, anyone? I will be back', { in: channel })
  await noa.says('timeline: rolled back the payments release', { in: channel })
  const pinned = await noa.says('here is the dashboard', { in: channel })
  await team.slack.as('ann').reacts('pushpin', pinned, { in: channel })
  await noa.says('thanks everybody', { in: channel })
  await team.settle()
  const { database } = team.stanch()
  await age(sql, 29)
  expect((await database.letGo({ days: 30 })).messages).toBe(0)
  const before = await timelineOf(team, channel)
  expect(before).toContain('rolled back the payments release')
  await team.settle()

  await age(sql, 2)
  const gone = await database.letGo({ days: 30 })
  expect(gone.messages).toBe(1)
  expect(gone.outbox).toBeGreaterThan(3)
  expect(gone.inbox).toBeGreaterThan(3)
  expect(gone.commands).toBeGreaterThan(3)
  expect(await database.letGo({ days: 30 })).toMatchObject({ messages: 0, outbox: 0, inbox: 0, commands: 0 })
  const kept = await said(sql)
  expect(kept).not.toContain('lunch')
  expect(kept).toContain('here is the dashboard')
  // The newest of an open incident: the silence since is counted from it.
  expect(kept).toContain('thanks everybody')
  expect(await timelineOf(team, channel)).toBe(before)

  // Life goes on, with what is forgotten too.
  await noa.edits(lunch, 'lunch? no.', { in: channel })
  await team.slack.as('ann').reacts('pushpin', lunch, { in: channel })
  await noa.says('timeline: all green', { in: channel })
  await team.settle()
  expect(await timelineOf(team, channel)).toContain('all green')
  await noa.types('/incident resolve', { in: channel })
  await (await noa.form()).submit()
  await team.settle()
  await age(sql, 31)
  await database.letGo({ days: 30 })
  expect(await said(sql)).not.toContain('thanks everybody')
  expect(team.complaints()).toEqual([])
})

it(
  'forgets a whole incident that long after its end, and never gives its number again',
  { timeout: 60_000 },
  async () => {
    const team = await openTeam()
    const sql = operatorOn(team.databaseUrl)
    const ended = await openIncident(team, 'Checkout is down')
    const stays = await openIncident(team, 'Search is slow')
    const noa = team.slack.as('noa')
    await noa.types('/incident cancel false alarm', { in: ended })
    await team.settle()
    await age(sql, 400)
    const { database } = team.stanch()
    expect(await database.letGo({ days: 30 })).toMatchObject({ incidents: 0 })
    expect(await database.letGo({ days: 30, timelineDays: 500 })).toMatchObject({ incidents: 0 })
    expect(await database.letGo({ days: 30, timelineDays: 365 })).toMatchObject({ incidents: 1 })
    expect(await countIn(sql, 'incidents')).toBe(1)
    expect(await said(sql)).not.toContain('Checkout')
    expect(await said(sql)).toContain('Search')

    // Its channel and its card are still in Slack; whoever asks there is told.
    expect(seen((await noa.types('/incident reopen it is back', { in: ended })).text)).not.toBe('')
    const card = (await team.slack.channel(ended)).messages.find((one) => wordsIn(one).includes('Checkout is down'))
    const button = wordsIn(card ?? { text: '' })
    expect(button).toContain('INC-1')
    await noa.presses('Reopen', { in: ended })
    await team.settle()
    expect(await lastEphemeral(team, 'noa')).not.toBe('')
    await noa.says('timeline: still talking here', { in: ended })
    await team.settle()
    expect(await countIn(sql, 'incidents')).toBe(1)
    expect((await noa.types('/incident declare sev3 Another one', { in: 'general' })).text).toContain('INC-3')
    await team.settle()
    expect(await timelineOf(team, stays)).not.toBe('')
    expect(team.complaints()).toEqual([])
  },
)

it('waits for nobody, and nobody waits for it', async () => {
  const { url, database } = await openHouse()
  const sql = operatorOn(url)
  const state = '{}'
  await sql`insert into incidents (id, number, state, last_seq, is_open, declared_at, ended_at)
    values ('a', 1, ${state}, 2, false, 1, 1), ('b', 2, ${state}, 1, false, 2, 2)`
  await sql`insert into events (incident, seq, id, type, data, at, recorded_at, by, command, about, makes_entry)
    select incident, seq, gen_random_uuid(), 'message-heard', '{}', 1, 1, '{}', 'c', seq::text, false
    from (values ('a', 1), ('a', 2), ('b', 1)) as rows (incident, seq)`
  await sql.begin(async (busy) => {
    await busy`select from incidents where id = 'a' for update`
    // Whoever works on an incident has it to himself; it is for the next round then.
    expect((await database.letGo({ days: 30, timelineDays: 30 })).incidents).toBe(1)
  })
  expect(await database.reads.incident(incidentId('b'))).toBeUndefined()
  expect(await database.letGo({ days: 30, timelineDays: 30 })).toMatchObject({ messages: 2, incidents: 1 })
})

it('forgets a response_url when it has expired', async () => {
  const { url, database } = await openHouse()
  const sql = operatorOn(url)
  const now = Date.now()
  await sql`insert into replies (command, url, person, expires_at)
    values ('past', 'https://hooks.slack.com/x', 'U0NOA', ${now - 1_000}),
      ('future', 'https://hooks.slack.com/y', 'U0NOA', ${now + 1_800_000})`
  expect(await database.letGoOfReplies()).toBe(1)
  expect([...(await sql`select command from replies`)]).toEqual([{ command: 'future' }])
})
