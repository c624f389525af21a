import { channelOf, filled, handIn, opened, type Scenario } from '../scenario.ts'
import { answers, declaredNumber } from '../witness.ts'

/** The main job, step by step: each begins where the one before it ends. */
export const mainJob: readonly Scenario[] = [
  {
    name: 'declare',
    async act({ slack, witness }, title) {
      const answer = await slack.as('noa').types(`/incident declare sev2 ${title}`, { in: 'general' })
      witness.declared.push({ title, number: declaredNumber(answer.text) })
      return answer
    },
  },
  {
    name: 'update',
    after: 'declare',
    async act({ slack, witness }, title) {
      const text = `${title} for everyone; we roll back.`
      const answer = await slack.as('noa').types(`/incident update ${text}`, await channelOf(slack, title))
      if (!witness.written.some((one) => one.text === text)) {
        const acknowledged = answers(answer.text, 'answer.update-posted')
        witness.written.push({ title, text, acknowledged, gone: false })
      }
      return answer
    },
  },
  {
    name: 'resolve',
    after: 'update',
    async ready({ slack }, title) {
      const here = await channelOf(slack, title)
      const form = await opened(slack, 'noa', (noa) => noa.types('/incident resolve', here))
      await filled(form, 'Rolled the release back.')
    },
    act: handIn(),
  },
  {
    name: 'postmortem',
    after: 'resolve',
    async ready({ slack }, title) {
      const here = await channelOf(slack, title)
      const form = await opened(slack, 'noa', (noa) => noa.presses('Edit', here))
      await filled(form, 'A release asked too much of the database.')
    },
    act: handIn(),
  },
  {
    name: 'publish',
    after: 'postmortem',
    act: async ({ slack }, title) => slack.as('noa').presses('Publish', await channelOf(slack, title)),
  },
  {
    name: 'export',
    after: 'publish',
    act: async ({ slack }, title) => slack.as('noa').presses('Export', await channelOf(slack, title)),
  },
]
