import { describe, expect, it } from 'vitest'
import { openStage, type Stage } from '../../scripts/faults/stage.ts'
import { freshDatabase } from '../database.ts'

/*
 * The same on the real process with the real database behind it: what Slack does to its sockets neither ends it nor
 * loses or doubles anything.
 */

const readiness = async (stage: Stage): Promise<{ status: number; body: string }> => {
  const response = await fetch(`http://127.0.0.1:${stage.bot().port}/readyz`)
  return { status: response.status, body: await response.text() }
}

const linesIn = (log: string, event: string): number =>
  log.split('\n').filter((line) => line.includes(`"${event}"`)).length

const incidents = async (stage: Stage): Promise<string[]> =>
  (await stage.slack.channels()).map(({ name }) => name).filter((name) => name.startsWith('inc-'))

// Outside of the tests, for they run side by side: these databases go when the run ends.
const [first = '', second = ''] = await Promise.all([freshDatabase(), freshDatabase()])

const staged = async (databaseUrl: string, play: (stage: Stage) => Promise<void>): Promise<void> => {
  const stage = await openStage(databaseUrl)
  try {
    await play(stage)
  } finally {
    await stage.close()
  }
}

describe.concurrent('the bot', { timeout: 180_000 }, () => {
  it('does once what came over sockets that were cut before it could acknowledge', () =>
    staged(first, async (stage) => {
      const { slack } = stage
      const noa = slack.as('noa')
      await noa.types('/incident declare sev3 Search is slow', { in: 'general' })
      await stage.quiet(30_000)
      const [channel = ''] = await incidents(stage)

      stage.bot().freeze()
      const typing = noa.types('/incident declare sev4 Typed into a frozen bot', { in: 'general' })
      await noa.says('timeline: said to a frozen bot', { in: channel })
      const unacked = () =>
        slack.until(
          async () => {
            const waiting = (await slack.rig.deliveries()).filter(({ ack }) => ack === undefined)
            return waiting.length >= 2 && waiting.find(({ kind }) => kind === 'slash_commands')
          },
          { what: 'both to be under way', timeoutMs: 20_000 },
        )
      const { id } = await unacked()
      await slack.rig.cutSockets()
      expect(await typing).toMatchObject({ ok: false, error: 'dispatch_failed' })
      stage.bot().thaw()

      // What was in the frozen bot's hands is done, though its acknowledgement has nowhere to go.
      await slack.until(async () => (await incidents(stage)).length === 2, { timeoutMs: 30_000 })
      await slack.until(async () => (await slack.rig.delivery()).sockets === 2, { timeoutMs: 30_000 })
      const again = await slack.rig.deliverAgain(id)
      expect(again).toMatchObject({ ok: true })
      await stage.quiet(30_000)
      expect(await incidents(stage)).toHaveLength(2)
      expect((await slack.messages('incidents')).filter(({ subtype }) => subtype === undefined)).toHaveLength(2)
      const [row] = await stage.sql<{ times: number }[]>`
        select count(*)::int as times from events where data::text like '%said to a frozen bot%'`
      expect(row).toEqual({ times: 1 })
      expect(linesIn(stage.bot().log(), 'ack-lost')).toBeGreaterThanOrEqual(1)
    }))

  it('lives through a refused token, says what to do, and recovers with it', () =>
    staged(second, async (stage) => {
      const { slack } = stage
      // A payload without an event in it: it ended the SDK's client.
      await slack.rig.sayRateLimited()
      await slack.until(() => linesIn(stage.bot().log(), 'slack-drops-events') === 1, { timeoutMs: 20_000 })
      const dropped = async () =>
        (await slack.rig.deliveries()).find(({ payload }) => payload['type'] === 'app_rate_limited')?.ack
      expect(await slack.until(dropped, { timeoutMs: 20_000 })).toMatchObject({ ok: true })

      await slack.rig.refuseToken('xapp-faults', 'invalid_auth')
      await slack.rig.cutSockets()
      const refused = async () => {
        const now = await readiness(stage)
        return now.status === 503 && now.body.includes('SLACK_APP_TOKEN') && now
      }
      expect((await slack.until(refused, { timeoutMs: 20_000 })).body).toContain('invalid_auth')
      await slack.until(async () => (await slack.calls({ method: 'apps.connections.open' })).length >= 4, {
        timeoutMs: 20_000,
      })
      expect(linesIn(stage.bot().log(), 'sockets-refused')).toBe(1)

      await slack.rig.refuseToken('xapp-faults', null)
      await slack.until(async () => (await readiness(stage)).status === 200, { timeoutMs: 40_000 })
      const answer = await slack.as('noa').types('/incident declare sev4 Back again', { in: 'general' })
      expect(answer).toMatchObject({ ok: true })
      expect(linesIn(stage.bot().log(), 'sockets-up')).toBe(1)
    }))
})
