import { expect, it } from 'vitest'
import type { Claimed } from '../../../src/app/ports.ts'
import { channelId, messageTs, userId } from '../../../src/domain/ids.ts'
import type { Effect } from '../../../src/domain/effects.ts'
import { startPerforming } from '../../../src/slack/perform/perform.ts'
import { declare, go, noon, noting, openHouse } from '../../db/house.ts'
import { remember } from '../../app/loops.ts'

/**
 * Carries out one effect of an incident with a channel, with a claim that is good for `ms` more; says what was called.
 */
const performed = async (ms: number) => {
  const { database } = await openHouse()
  const { reads, people, outbox, ledger } = database
  const incident = await declare(database)
  const change = { channel: channelId('C1'), card: messageTs('1772452800.000100') }
  await ledger.transact(
    noting(incident, ''),
    go([{ type: 'note-added', text: '' }], { change, effects: [{ type: 'set-topic' }] }),
  )
  const called: string[] = []
  const takenBack: Effect[] = []
  const perform = startPerforming({
    call: async (method, _args, answer) => {
      called.push(method)
      return answer.parse({})
    },
    reads,
    people,
    outbox,
    clock: { now: () => noon },
    log: remember().log,
    announceChannel: 'incidents',
    defaultLanguage: 'en',
    bot: { user: userId('U0BOT') },
    slackApiUrl: 'https://slack.com/api/',
    drafted: () => expect.fail('nothing is drafted'),
    respond: () => expect.fail('nobody is answered'),
    unsayable: () => expect.fail('nothing is marked'),
    upload: () => expect.fail('nothing is uploaded'),
  })
  const [row] = await outbox.claim(1)
  const claimed: Claimed = { ...(row ?? expect.fail('nothing was claimed')), callsUntil: performance.now() + ms }
  const end = await perform(claimed, (effect) => takenBack.push(effect)).catch((error: unknown) => error)
  return { called, end, takenBack }
}

it('calls Slack while its claim is fresh, and says what that would need, should it come too late', async () => {
  const { called, end, takenBack } = await performed(10_000)
  expect(called).toEqual(['conversations.setTopic'])
  expect(end).toBeUndefined()
  expect(takenBack).toEqual([{ type: 'set-topic' }])
})

it('calls nothing when its process stood still for too long between the claim and the call', async () => {
  const { called, end } = await performed(-1)
  expect(called).toEqual([])
  // Not counted as a try: nothing was tried.
  expect(end).toMatchObject({ code: 'claim_too_old', how: { kind: 'wait', inMs: 0 } })
})
