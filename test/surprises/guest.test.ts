import { expect, test } from 'vitest'
import { wordsIn } from '../../sandbox/client.ts'
import { openTeam } from '../stanch.ts'
import { seen } from '../slack/handlers/open-incident.ts'

const minute = 60_000

test('a guest declares where guests may act: nobody is asked in vain; everybody is reminded, then the first who joins', async () => {
  const team = await openTeam({ GUESTS: 'members' })
  await team.slack.as('maya').joins('general', 'noa')
  await team.slack.as('maya').types('/incident declare sev1 Checkout is down', { in: 'general' })
  await team.settle()
  const channel = 'inc-0001-checkout-is-down'
  const asked = async () =>
    (await team.slack.channel(channel)).messages
      .filter((one) => one.bot_id !== undefined && /obody leads/.test(wordsIn(one)))
      .map((one) => ({ words: seen(wordsIn(one)), inThread: one.thread_ts !== undefined }))
  expect(await asked()).toEqual([])

  team.later(6 * minute)
  await team.settle()
  expect(await asked()).toEqual([
    { words: expect.stringMatching(/^Nobody leads INC-1 yet\. Whoever can/), inThread: false },
  ])

  await team.slack.as('ann').presses('Join', { in: 'incidents' })
  await team.settle()
  expect((await asked()).at(-1)).toEqual({
    words: expect.stringContaining('<@U0ANN>, nobody leads INC-1 yet'),
    inThread: true,
  })
  team.later(6 * minute)
  await team.settle()
  expect((await asked()).at(-1)?.words).toContain('<@U0ANN>, nobody leads INC-1 yet')
})
