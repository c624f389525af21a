import { describe, expect, it } from 'vitest'
import { openStage, type Stage } from '../../scripts/faults/stage.ts'
import { freshDatabase } from '../database.ts'
import { openWall, type Wall } from '../../scripts/faults/wall.ts'

/*
 * Two real processes on one database, one of them with a wall clock that is wrong, and then set while it works: what is
 * recorded, and when people are reminded, is as if all clocks were right.
 */

const minute = 60_000
const hour = 60 * minute

const readiness = async (stage: Stage, nth = 0): Promise<{ status: number; body: string }> => {
  const response = await fetch(`http://127.0.0.1:${stage.bot(nth).port}/readyz`)
  return { status: response.status, body: await response.text() }
}

const told = (stage: Stage, event: string): number =>
  stage
    .bot()
    .log()
    .split('\n')
    .filter((line) => line.includes(`"${event}"`)).length

const reminders = async (stage: Stage): Promise<number> =>
  (await stage.sql`select 1 from events where type = 'reminder-sent'`).length

/** As if the five minutes without a lead had passed, by the database's clock. */
const makeDue = async ({ sql }: Stage): Promise<void> => {
  const [row] = await sql<{ state: string; due: string; now: string }[]>`
    select state::text as state, next_due_at::text as due, (extract(epoch from now()) * 1000)::bigint::text as now from incidents`
  if (row === undefined) throw new Error('there is no incident')
  const state = row.state.replaceAll(`"dueAt":${row.due}`, `"dueAt":${row.now}`)
  expect(state).not.toBe(row.state)
  await sql`update incidents set state = ${state}::text::json, next_due_at = ${row.now}::bigint`
}

// Outside of the tests, for they run side by side: these databases go when the run ends.
const [first = '', second = ''] = await Promise.all([freshDatabase(), freshDatabase()])

const staged = async (
  databaseUrl: string,
  { bots, aheadMs, more = {} }: { bots: number; aheadMs: number; more?: Record<string, string> },
  play: (stage: Stage, wall: Wall) => Promise<void>,
): Promise<void> => {
  const wall = await openWall(aheadMs)
  const stage = await openStage(databaseUrl, {
    bots,
    settings: (nth) => ({ ...more, ...(nth === 0 && wall.settings) }),
  })
  try {
    await play(stage, wall)
  } finally {
    await stage.close()
    await wall.remove()
  }
}

describe.concurrent('a replica with a wrong clock', { timeout: 240_000 }, () => {
  it('records what happens when it happens, and reminds once, when it is due', () =>
    staged(first, { bots: 2, aheadMs: -5 * minute }, async (stage, wall) => {
      const { slack } = stage
      const noa = slack.as('noa')
      const began = Date.now()
      await noa.types('/incident declare sev1 Checkout is down', { in: 'general' })
      await stage.quiet(60_000)
      const channel = (await slack.channels()).map(({ name }) => name).find((name) => name.startsWith('inc-')) ?? ''
      // Slack sends to the sockets of both in turn.
      const says = async (what: string): Promise<void> => {
        for (const nth of [1, 2]) {
          await noa.types(`/incident note ${what} ${nth}`, { in: channel })
          await noa.says(`timeline: ${what} said ${nth}`, { in: channel })
        }
        await stage.quiet(60_000)
      }
      for (const ahead of [-5 * minute, hour, -hour]) {
        await wall.set(ahead)
        await says(`with ${ahead / minute} minutes`)
      }
      const ended = Date.now()

      const events = await stage.sql<{ at: string; type: string; recorded_at: string }[]>`
        select type, at, recorded_at from events order by seq`
      for (const { at, recorded_at: recordedAt } of events) {
        // Seconds for the two clocks that are right, the database's and this test's.
        for (const moment of [Number(at), Number(recordedAt)]) {
          expect(moment).toBeGreaterThanOrEqual(began - 5_000)
          expect(moment).toBeLessThanOrEqual(ended + 5_000)
        }
      }
      // What is recorded later happened later, but for the seconds that a message takes from Slack to the record.
      const moments = events.map((event) => Number(event.at))
      const turnedBack = moments.filter((moment, nth) => moment < (moments[nth - 1] ?? 0) - 5_000)
      expect(turnedBack).toEqual([])
      const entries = await stage.sql<{ times: number }[]>`
        select count(*)::int as times from events where data::text ~ 'with -?[0-9]+ minutes' group by data::text`
      expect(entries.map(({ times }) => times)).toEqual(Array.from({ length: 12 }, () => 1))

      expect(await reminders(stage)).toBe(0)
      await makeDue(stage)
      await noa.types('/incident note a look at what is due', { in: channel })
      await slack.until(async () => (await reminders(stage)) === 1, { timeoutMs: 60_000 })
      await stage.quiet(60_000)
      expect(await reminders(stage)).toBe(1)

      expect((await readiness(stage)).body).toContain("3600 s behind the database's")
      expect((await readiness(stage, 1)).body).toBe('{"ok":true}\n')
      await wall.set(0)
      await slack.until(() => told(stage, 'clock-right') === 1, { timeoutMs: 60_000 })
      expect(told(stage, 'clock-wrong')).toBeGreaterThanOrEqual(1)
    }))

  it('that takes signed requests refuses them all, and says why, until it is right again', () => {
    const signingSecret = '8f742231b10e8888abcd99yyyzzz85a5'
    const more = { SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: signingSecret }
    return staged(second, { bots: 1, aheadMs: 0, more }, async (stage, wall) => {
      const { slack } = stage
      await slack.rig.deliverTo({ url: `http://127.0.0.1:${stage.bot().port}/slack/events`, signingSecret })
      const types = () => slack.as('noa').types('/incident list', { in: 'general' })
      expect(await types()).toMatchObject({ ok: true })
      for (const ahead of [6 * minute, -6 * minute]) {
        await wall.set(ahead)
        await slack.until(async () => (await readiness(stage)).status === 503, { timeoutMs: 30_000 })
        expect((await readiness(stage)).body).toContain("this machine's clock")
        expect(await types()).toMatchObject({ ok: false, error: 'http_client_error' })
      }
      await wall.set(4 * minute)
      await slack.until(async () => (await readiness(stage)).status === 200, { timeoutMs: 30_000 })
      expect((await readiness(stage)).body).toContain("240 s ahead of the database's")
      expect(await types()).toMatchObject({ ok: true })
      await slack.until(() => told(stage, 'clock-wrong') >= 1, { timeoutMs: 30_000 })
    })
  })
})
