import { afterAll, beforeAll, expect, test } from 'vitest'
import { raiseStorm } from '../../bench/storm.ts'
import { openStage, type Stage, type StageOptions } from '../../scripts/faults/stage.ts'
import { pauseKey } from '../../src/slack/pace.ts'
import { freshDatabase } from '../database.ts'
import { callsSince, notePlaces } from './places.ts'

/* Many declares at once, on the real process, with Slack's published limits switched on in the workspace. */

const minutes = 60_000

/** Told apart by their tokens. */
const two: StageOptions = { bots: 2, settings: (nth) => ({ SLACK_BOT_TOKEN: `xoxb-faults-${nth}` }) }

// Opened and closed for the file: the tests wait side by side.
let stages: readonly Stage[] = []
beforeAll(async () => {
  const urls = [await freshDatabase(), await freshDatabase(), await freshDatabase()]
  stages = await Promise.all(urls.map((url, nth) => openStage(url, nth === 2 ? two : {})))
}, 4 * minutes)
afterAll(() => Promise.all(stages.map((stage) => stage.close())))

const stageOf = (nth: number): Stage => stages[nth] ?? expect.fail('there is no such stage')

test.concurrent(
  'thirty declares at once are all completed, and nothing is sent while Slack has said to wait',
  { timeout: 4 * minutes },
  async () => {
    const { slack } = stageOf(0)
    const storm = await raiseStorm(slack, 30, 3 * minutes)
    expect(storm).toMatchObject({ declares: 30, impatient: 0 })
    // Of some 250 calls: the pace knows the limits, and hardly ever must Slack say so.
    expect(storm.refused).toBeLessThan(12)
    // The goal is 1.2 of what Slack's tiers take; a machine that runs everything else beside this gets some more.
    expect(storm.tookMs / storm.allowedMs).toBeLessThan(1.5)
    const channels = (await slack.channels()).filter(({ name }) => name.startsWith('inc-'))
    expect(channels).toHaveLength(30)
    const announced = await slack.messages('incidents')
    expect(announced.filter(({ bot_id: bot }) => bot !== undefined)).toHaveLength(30)
    for (const { name } of channels) expect(await slack.pins(name)).toHaveLength(1)
  },
)

test.concurrent(
  'two replicas complete the same together as quickly as one, and neither calls what Slack has told the other to leave alone',
  { timeout: 4 * minutes },
  async () => {
    const { slack, sql, sandbox } = stageOf(2)
    const incidents = (await slack.channels()).find(({ name }) => name === 'incidents')?.id ?? expect.fail()
    const announcing = pauseKey('chat.postMessage', incidents)
    const callers = new Map<string, Set<string | undefined>>()
    sandbox.faults.add({ method: '*', how: { delayMs: 0 } }, ({ channel }, token) => {
      if (channel === incidents) callers.set(incidents, (callers.get(incidents) ?? new Set()).add(token))
      return false
    })
    // One of the two is told to wait while both have announcements to make.
    const how = { status: 429, headers: { 'retry-after': '4' }, body: '{"ok":false,"error":"ratelimited"}' }
    await slack.rig.fault({ method: 'chat.postMessage', match: { channel: incidents }, times: 1, how })
    const places = await notePlaces(sql)
    const since = (await slack.calls()).at(-1)?.n ?? 0
    const storm = await raiseStorm(slack, 30, 3 * minutes)

    expect((await places.of(announcing)).filter(({ isPause }) => isPause)).not.toEqual([])
    expect(callers.get(incidents)?.size).toBe(2)
    expect(await places.withinPauses()).toEqual([])
    // And nobody went by without taking a place.
    const [given, calls] = [await places.given(), await callsSince(slack, since)]
    for (const [key, count] of given) expect(calls.get(key) ?? 0, key).toBeLessThanOrEqual(count)
    expect([...given.keys()]).toEqual(expect.arrayContaining([announcing, 'conversations.create', 'pins.add']))
    // As for one.
    expect(storm.refused).toBeLessThan(12)
    expect(storm.tookMs / storm.allowedMs).toBeLessThan(1.5)
    const channels = (await slack.channels()).filter(({ name }) => name.startsWith('inc-'))
    expect(channels).toHaveLength(30)
    for (const { name } of channels) expect(await slack.pins(name)).toHaveLength(1)
  },
)

test.concurrent(
  'a channel that has more to say than a post a second delays no other',
  { timeout: 4 * minutes },
  async () => {
    const { slack } = stageOf(1)
    const noa = slack.as('noa')
    await slack.rig.limits(true)
    const channelOf = (word: string) =>
      slack.until(
        async () => {
          const found = (await slack.channels()).find(({ name }) => name.includes(word))
          return found !== undefined && (await slack.pins(found.name)).length === 1 && found.name
        },
        { timeoutMs: minutes, what: `the card about ${word}` },
      )

    await noa.types('/incident declare sev2 search is busy', { in: 'general' })
    const busy = await channelOf('search')
    const updates = 25
    const steps = Array.from({ length: updates }, (_, nth) => `/incident update step ${nth + 1}`)
    await Promise.all(steps.map((step) => noa.types(step, { in: busy })))
    await noa.types('/incident declare sev2 billing is quiet', { in: 'general' })
    await channelOf('billing')
    const posted = async () => (await slack.messages(busy)).filter(({ text }) => text?.includes('update from')).length
    // The other incident is complete while this one still waits for its turns.
    expect(await posted()).toBeLessThan(updates)
    await slack.until(async () => (await posted()) === updates, { timeoutMs: minutes, what: 'every update' })
    expect(await slack.rig.limits()).toMatchObject({ impatient: 0 })
  },
)
