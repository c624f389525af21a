import { channelOf, formOf, handIn, opened, type Scenario } from '../scenario.ts'
import type { Stage } from '../stage.ts'
import { mergeTold } from './triage.ts'

/**
 * A public update from its draft to all who read it, and the next one: the second stands under the first. And the
 * closing word that is drafted where what they were told of is no incident any more.
 */
export const customers: readonly Scenario[] = [
  {
    name: 'draft',
    after: 'declare',
    async ready({ slack, quiet }, title) {
      const here = await channelOf(slack, title)
      await slack.as('noa').types('/incident role comms @ann', here)
      await quiet(60_000)
      await draft(slack, 'noa', title, 'Orders fail.')
    },
    act: handIn(),
  },
  {
    name: 'approve',
    after: 'draft',
    act: async ({ slack }) => slack.as('ann').presses('Approve', { in: 'dm' }),
  },
  {
    name: 'tell-more',
    after: 'approve',
    async ready({ slack, quiet }, title) {
      await draft(slack, 'ann', title, 'We know why.')
      // Nobody else holds lead or comms, so that her own word is asked for at once.
      await (await formOf(slack, 'ann')).submit()
      await quiet(60_000)
    },
    act: handIn('ann'),
  },
  {
    name: 'cancel-told',
    after: 'approve',
    async act({ slack }, title) {
      return slack.as('noa').types('/incident cancel A false alarm', await channelOf(slack, title))
    },
  },
  mergeTold,
]

const draft = async (slack: Stage['slack'], who: string, title: string, words: string): Promise<void> => {
  const here = await channelOf(slack, title)
  const form = await opened(slack, who, (one) => one.types('/incident customers', here))
  await form.fill({ 'Title (English)': 'Orders', 'What customers read (English)': words })
}
