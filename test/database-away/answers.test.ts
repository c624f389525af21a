import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import postgres from 'postgres'
import type { Language } from '../../src/domain/incident.ts'
import { textIn } from '../../src/text/text.ts'
import { openIncident, seen } from '../slack/handlers/open-incident.ts'
import { openTeam, type Team, type Transport } from '../stanch.ts'
import { type OwnPostgres, startOwnPostgres } from './own-postgres.ts'

/*
 * The database goes away under a process that goes on: stopped (connections refused), frozen (connections hang),
 * read-only. Whatever a person does meanwhile is answered before Slack loses patience, in their own language, and never
 * as done.
 */

/** In ms: what the promise gives after the end of a fault (docs/promise.md). */
const promised = 60_000

let server: OwnPostgres
beforeAll(async () => {
  server = await startOwnPostgres()
})
afterAll(() => server.end())

const transports: readonly Transport[] = ['socket', 'http']
const readOnly = (on: boolean) => () => server.readOnly(on)
const ways = [
  {
    name: 'stopped',
    go: () => server.stop(),
    back: () => server.start(),
    why: /cannot be reached|starting/,
    reads: false,
  },
  { name: 'frozen', go: () => server.freeze(), back: () => server.thaw(), why: /does not answer/, reads: false },
  { name: 'read-only', go: readOnly(true), back: readOnly(false), why: /is read-only/, reads: true },
]

/**
 * A team in the middle of an incident. Noa has chosen Hebrew, Layla Arabic; Haruki's Slack speaks Japanese, Ann's
 * English.
 */
const prepare = async (database: string, transport: Transport) => {
  const team = await openTeam({}, transport, await server.database(database))
  const { slack } = team
  await slack.rig.delivery({ retries: Array.from({ length: 60 }, () => 1_000) })
  const channel = await openIncident(team)
  await slack.as('noa').types('/incident language he', { in: 'general' })
  await slack.as('layla').types('/incident language ar', { in: 'general' })
  for (const name of ['layla', 'haruki', 'ann']) await slack.as(name).joins(channel)
  const ts = await slack.as('ann').says('The cache is cold.', { in: channel })
  await slack.as('noa').presses('Post update', { in: channel })
  const form = await slack.as('noa').form({ timeoutMs: 30_000 })
  const update = await form.fill({ [form.labels()[0] ?? '']: 'Rolling back.' })
  await team.settle()
  return { team, channel, ts, update }
}

/** Everything that a person can do, at once; what each of them read. */
const actAll = async ({ team: { slack }, channel, ts, update }: Awaited<ReturnType<typeof prepare>>) => {
  const [declared, updated, listed, submitted, ...quiet] = await Promise.all([
    slack.as('noa').types('/incident declare sev1 Search is down', { in: 'general' }),
    slack.as('noa').types('/incident update Still looking.', { in: channel }),
    slack.as('noa').types('/incident list', { in: 'general' }),
    update.submit(),
    slack.as('layla').presses('Take the lead', { in: channel }),
    slack.as('haruki').runsMessageShortcut('Add to timeline', ts, { in: channel }),
    slack.as('ann').runsShortcut('Declare an incident'),
  ])
  return { declared, updated, listed, submitted, quiet }
}

const away = (language: Language): string => seen(textIn(language)('answer.database-away'))

const lastWords = (team: Team, person: string, words: string) =>
  team.slack.until(async () => (await team.slack.ephemerals(person)).find(({ text }) => seen(text) === words), {
    what: `"${words}" before ${person}`,
    timeoutMs: 30_000,
  })

describe.each(ways)('while PostgreSQL is $name', ({ name, go, back, why, reads }) => {
  test(
    'nothing is reported as done, everybody reads so in time, and afterwards it goes on by itself',
    { timeout: 240_000 },
    async () => {
      const scenes = await Promise.all(
        transports.map((transport) => prepare(`${name.replace('-', '_')}_${transport}`, transport)),
      )
      const before = await Promise.all(scenes.map(({ team }) => team.complaints().length))

      await go()
      const askedAt = Date.now()
      const toldAfter: number[] = []
      await Promise.all(
        scenes.map(async (scene) => {
          const { team, channel } = scene
          const { declared, updated, listed, submitted, quiet } = await actAll(scene)
          expect({ ...declared, text: seen(declared.text) }).toMatchObject({ ok: true, text: away('he') })
          expect({ ...updated, text: seen(updated.text) }).toMatchObject({ ok: true, text: away('he') })
          expect(listed.ok).toBe(true)
          expect(seen(listed.text) === away('he')).toBe(!reads)
          // A question that was put before it went is not answered; the next one learns why.
          const health = async () =>
            seen((await team.slack.as('noa').types('/incident health', { in: 'general' })).text)
          const isNamed = async () => why.test(await health())
          if (!reads) await team.slack.until(isNamed, { what: 'health to say why', timeoutMs: 30_000 })
          expect(Object.entries(submitted.errors)).toEqual([[submitted.next?.labels()[0], away('he')]])
          expect(quiet).toMatchObject([{ ok: true }, { ok: true }, { ok: true }])
          for (const told of [
            await lastWords(team, 'layla', away('ar')),
            await lastWords(team, 'haruki', away('ja')),
          ]) {
            toldAfter.push(Number(told.ts) * 1_000 - askedAt)
          }
          const shown = await team.slack.as('ann').form({ timeoutMs: 30_000 })
          expect(JSON.stringify(shown.view.blocks).includes(away('en'))).toBe(!reads)
          // Said while nothing can be stored: Slack keeps it, and delivers it again.
          await team.slack.as('haruki').says('timeline: [14:05] told while nobody could write', { in: channel })
          expect((await team.readyz()).status).toBe(503)
          const isSaid = async () => why.test(JSON.stringify((await team.readyz()).body))
          await team.slack.until(isSaid, { what: 'readiness to say why', timeoutMs: 30_000 })
        }),
      )
      // Slack itself holds commands and forms to 3 s; the words after a press come by themselves. One of four, for a
      // machine that is busy with something else may hold up any of them.
      expect(Math.min(...toldAfter)).toBeLessThan(3_000)
      // Silence is believed only after a second question, so the log's line comes later than the answers.
      const told = () =>
        scenes.every(({ team }, nth) =>
          team
            .complaints()
            .slice(before[nth])
            .some((line) => line.includes('"database-away"')),
        )
      await scenes[0]?.team.slack.until(told, { what: 'a line of the log', timeoutMs: 30_000 })
      await Promise.all(scenes.map(({ team }, nth) => staysUnacknowledged(team, transports[nth])))
      await back()

      await Promise.all(
        scenes.map(async ({ team, channel, update }, nth) => {
          const { slack } = team
          await slack.until(async () => (await team.readyz()).status === 200, {
            what: 'readiness',
            timeoutMs: promised,
          })
          // A claim whose answer was lost in the meantime is given back within seconds; nothing tells when.
          await slack.until(async () => (await recorded(team))?.['heard'] === 1, {
            what: 'the word',
            timeoutMs: 60_000,
          })
          await team.settle()
          expect(await recorded(team)).toEqual({ incidents: 1, updates: 0, heard: 1 })
          expect(await update.submit()).toMatchObject({ ok: true, errors: {} })
          await slack.as('noa').types('/incident severity sev1', { in: channel })
          await team.settle()
          expect(await recorded(team)).toEqual({ incidents: 1, updates: 1, heard: 1 })
          const said = team.complaints().slice(before[nth])
          expect(said.filter((line) => line.includes('"database-away"'))).toHaveLength(1)
          expect(said.length, said.join('\n')).toBeLessThan(4)
        }),
      )
    },
  )
})

/** The word that nobody could store has been delivered, and not one of its deliveries was acknowledged. */
const staysUnacknowledged = async ({ slack }: Team, transport: Transport | undefined): Promise<void> => {
  const tried = async () =>
    (await slack.rig.deliveries())
      .filter(({ kind, payload }) => kind === 'events_api' && JSON.stringify(payload).includes('nobody could write'))
      .flatMap(({ ack }) => ack ?? [])
  await slack.until(async () => (await tried()).length >= 2, { what: 'two deliveries of it', timeoutMs: 30_000 })
  const acks = await tried()
  expect(acks.filter(({ ok }) => ok)).toEqual([])
  // Over HTTP it is answered, so that Slack need not wait its three seconds each time.
  if (transport === 'http') expect(acks).toContainEqual(expect.objectContaining({ status: 503 }))
}

const recorded = async ({ databaseUrl }: Team) => {
  const sql = postgres(databaseUrl, { max: 1 })
  const [counts] = await sql`
    select (select count(*)::int from incidents) as incidents,
      (select count(*)::int from events where type = 'update-posted') as updates,
      (select count(*)::int from events where type = 'message-heard' and data::text like '%nobody could write%') as heard`
  await sql.end()
  return counts
}

test.skipIf(!existsSync('/dev/full'))(
  'while the disk is full, what needs room is refused in words and what is read is shown, until there is room again',
  { timeout: 240_000 },
  async () => {
    const team = await openTeam({}, 'socket', await server.database('full'))
    const { slack } = team
    await slack.rig.delivery({ retries: Array.from({ length: 60 }, () => 1_000) })
    const ann = slack.as('ann')
    await ann.runsShortcut('Declare an incident')
    const form = await (await ann.form({ timeoutMs: 30_000 })).fill({ Title: 'Checkout is down' })

    await server.full(team.databaseUrl, true)
    const read = async () => (await slack.as('noa').types('/incident list', { in: 'general' })).text
    await slack.until(async () => seen(await read()) !== away('en'), { what: 'reading to go on', timeoutMs: 60_000 })
    const declared = await slack.as('noa').types('/incident declare sev1 Search is down', { in: 'general' })
    expect({ ...declared, text: seen(declared.text) }).toMatchObject({ ok: true, text: away('en') })
    expect(Object.values((await form.submit()).errors)).toEqual([away('en')])
    await slack.as('haruki').says('told while the disk was full: nobody could write', { in: 'incidents' })
    expect(JSON.stringify((await team.readyz()).body)).toMatch(/no room left/)

    await server.full(team.databaseUrl, false)
    await slack.until(async () => (await team.readyz()).status === 200, { what: 'readiness', timeoutMs: promised })
    await team.settle()
    expect(await stored(team)).toBe(1)
    expect(await form.submit()).toMatchObject({ ok: true })
    await team.settle()
    expect(await recorded(team)).toMatchObject({ incidents: 1 })
    // A number that was refused is not used again.
    const channels = (await slack.channels()).filter(({ name }) => name.startsWith('inc-'))
    expect(channels.map(({ name }) => name.slice(8))).toEqual(['-checkout-is-down'])
  },
)

const stored = async ({ databaseUrl }: Team) => {
  const sql = postgres(databaseUrl, { max: 1 })
  const { count } = await sql`select 1 from inbox where body::text like '%nobody could write%'`
  await sql.end()
  return count
}
