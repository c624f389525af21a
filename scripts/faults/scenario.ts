import type { Form } from '../../sandbox/client.ts'
import type { Stage } from './stage.ts'
import { isChannelOf } from './titles.ts'
import { answers, declaredNumber } from './witness.ts'

/** Something that Noa does to the incident of a title, in the middle of which a fault is to happen. */
export type Scenario = {
  readonly name: string
  /** What she does just before, free of faults: the form is open, the button is there. */
  ready?(stage: Stage, title: string): Promise<unknown>
  /** What she does last; everything after it is at risk. An answer that never comes is part of the game. */
  act(stage: Stage, title: string): Promise<unknown>
}

/** The main job, step by step: each begins where the one before it ends. */
export const scenarios: readonly Scenario[] = [
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
    async ready({ slack }, title) {
      await slack.as('noa').types('/incident resolve', await channelOf(slack, title))
      await filled(await formOf(slack), 'Rolled the release back.')
    },
    act: async ({ slack }) => (await formOf(slack)).submit(),
  },
  {
    name: 'postmortem',
    async ready({ slack }, title) {
      await slack.as('noa').presses('Edit', await channelOf(slack, title))
      await filled(await formOf(slack), 'A release asked too much of the database.')
    },
    act: async ({ slack }) => (await formOf(slack)).submit(),
  },
  {
    name: 'publish',
    act: async ({ slack }, title) => slack.as('noa').presses('Publish', await channelOf(slack, title)),
  },
  {
    name: 'export',
    act: async ({ slack }, title) => slack.as('noa').presses('Export', await channelOf(slack, title)),
  },
]

/** Does everything that comes before a scenario, each to its end, and what makes it ready. */
export const prepare = async (scenario: Scenario, stage: Stage, title: string): Promise<void> => {
  for (const earlier of scenarios.slice(0, scenarios.indexOf(scenario))) {
    await earlier.ready?.(stage, title)
    await insist(earlier, stage, title)
    await stage.quiet(60_000)
  }
  await scenario.ready?.(stage, title)
}

/**
 * A person who is told that nothing was recorded (a busy machine's database is slow) looks for a while, and does it
 * again.
 */
export const insist = async ({ act }: Scenario, stage: Stage, title: string): Promise<unknown> => {
  const before = await eventsIn(stage)
  const isRecorded = async (): Promise<boolean> => (await eventsIn(stage)) > before
  for (let tries = 1; ; tries++) {
    const came = await act(stage, title)
    const recorded = await stage.slack.until(isRecorded, { timeoutMs: looksForMs }).catch(() => false)
    if (tries === 5 || recorded) return came
  }
}

/** A commit may come after the answer that there was none. */
const looksForMs = 5_000

const eventsIn = async ({ sql }: Stage): Promise<number> => (await sql`select 1 from events`).count

const formOf = (slack: Stage['slack']): Promise<Form> => slack.as('noa').form({ timeoutMs: 10_000 })

const filled = async (form: Form, words: string): Promise<Form> => form.fill({ [form.labels()[0] ?? '']: words })

/** Where an incident is worked on. */
const channelOf = async (slack: Stage['slack'], title: string): Promise<{ in: string }> => {
  const channel = (await slack.channels()).find(({ name }) => isChannelOf(title, name))
  if (channel === undefined) throw new Error(`${title} has no channel`)
  return { in: channel.name }
}
