import type { WebClient } from '@slack/web-api'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { Failure } from '../../../src/app/failure.ts'
import type { Claimed } from '../../../src/app/ports.ts'
import { channelId } from '../../../src/domain/ids.ts'
import { startCalling } from '../../../src/slack/call.ts'
import { startPace } from '../../../src/slack/pace.ts'
import type { PerformHouse } from '../../../src/slack/perform/parts.ts'
import { startPerforming } from '../../../src/slack/perform/perform.ts'
import { openHouse } from '../../db/house.ts'

/** Forty milliseconds for each place: what is waited for here is real time. */
const quick = 30

/** A history of so many pages, none of which has a message of ours; `asked` counts what reaches Slack. */
const openHistory = (pages: number) => {
  const asked: string[] = []
  const apiCall = async (method: string, args: Readonly<Record<string, unknown>>) => {
    asked.push(method)
    const next = Number(args['cursor'] ?? 0) + 1
    return { ok: true, messages: [], response_metadata: { next_cursor: next < pages ? String(next) : '' } }
  }
  // Of the client only this is used.
  return { asked, client: { apiCall } as unknown as WebClient }
}

/** Looks for copies in `#C1`, with a claim that is good for `ms` more, where Slack has just said that all is used up. */
const looking = async (pages: number, ms: number) => {
  const { asked, client } = openHistory(pages)
  const { limits } = (await openHouse()).database
  const pace = startPace({ limits, now: () => performance.now(), times: quick, log: { warn: expect.fail } })
  await limits.pause('conversations.history', { forMs: 1 })
  // Of the house a look for copies uses only these.
  const house = {
    call: startCalling(client, pace, () => undefined),
    outbox: { isWaiting: async () => false },
  } as unknown as PerformHouse
  const row: Claimed = {
    id: 7,
    incident: undefined,
    effect: { type: 'remove-surplus', channel: channelId('C1'), mark: 'none/3', since: 0 },
    createdAt: 0,
    lane: 'surplus',
    claim: 1,
    attempts: 0,
    uncertain: false,
    callsUntil: performance.now() + ms,
  }
  const perform = startPerforming(house)
  return { asked, perform: () => perform(row, () => undefined).catch((error: unknown) => error) }
}

/** As the outbox does: what is put off comes again after its wait. Says how often it was put off. */
const untilDone = async (perform: () => Promise<unknown>): Promise<number> => {
  for (let putOff = 0; ; putOff++) {
    const end = await perform()
    if (!(end instanceof Failure)) return putOff
    if (end.how.kind !== 'wait' || putOff === 50) throw end
    await pause(end.how.inMs)
  }
}

it('keeps what it has asked and waits for the next place, so that many pages come to an end where places are rare', async () => {
  const { asked, perform } = await looking(6, 60_000)
  const putOff = await untilDone(perform)
  // The pause that Slack asked for, and the first place after it: only what has asked nothing yet is put off.
  expect(putOff).toBeLessThanOrEqual(2)
  expect(asked).toHaveLength(6)
})

it('waits no longer than its claim lasts', async () => {
  const { asked, perform } = await looking(1_000, 500)
  let end = await perform()
  for (let tries = 0; asked.length === 0 && tries < 50; tries++) {
    if (end instanceof Failure && end.how.kind === 'wait') await pause(end.how.inMs)
    end = await perform()
  }
  expect(end).toBeInstanceOf(Failure)
  expect(asked.length).toBeLessThan(1_000)
})
