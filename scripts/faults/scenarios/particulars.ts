import { channelOf, handIn, opened, type Scenario } from '../scenario.ts'
import { answers } from '../witness.ts'

/** What is known of an incident beside its course, each of which the card shows; and the watch over it. */
export const particulars: readonly Scenario[] = [
  {
    name: 'impact',
    after: 'declare',
    async ready({ slack }, title) {
      const here = await channelOf(slack, title)
      await opened(slack, 'noa', (noa) => noa.types('/incident impact All shops', here))
    },
    act: handIn(),
  },
  {
    name: 'vendor',
    after: 'declare',
    async ready({ slack }, title) {
      const here = await channelOf(slack, title)
      await opened(slack, 'noa', (noa) => noa.types('/incident vendor Acme Payments', here))
    },
    act: handIn(),
  },
  {
    name: 'change',
    after: 'declare',
    async act({ slack, witness }, title) {
      const text = `Pool of ${title} to 50`
      const answer = await slack.as('noa').types(`/incident change ${text}`, await channelOf(slack, title))
      if (!witness.written.some((one) => one.text === text)) {
        const acknowledged = answers(answer.text?.split('\n')[0], 'answer.change-recorded')
        witness.written.push({ title, text, acknowledged, gone: false })
      }
      return answer
    },
  },
  {
    name: 'watch',
    after: 'declare',
    async ready({ slack, quiet }, title) {
      const here = await channelOf(slack, title)
      await slack.as('noa').types('/incident status contained', here)
      await quiet(60_000)
      await opened(slack, 'noa', (noa) => noa.types('/incident watch', here))
    },
    act: handIn(),
  },
  {
    name: 'end-watch',
    after: 'watch',
    act: async ({ slack }, title) => slack.as('noa').presses('Operation is controlled', await channelOf(slack, title)),
  },
]
