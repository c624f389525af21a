import type { Stage } from './stage.ts'

/** Something a person does, in the middle of which a fault is to happen. */
export type Scenario = {
  readonly name: string
  /** What must be there before, free of faults. */
  prepare(stage: Stage): Promise<void>
  /** What the person does last; everything after it is at risk. An answer that never comes is part of the game. */
  act(stage: Stage): Promise<unknown>
}

const declare: Scenario = {
  name: 'declare',
  prepare: async () => undefined,
  act: ({ slack }) => slack.as('noa').types('/incident declare sev2 Checkout is down', { in: 'general' }),
}

const update: Scenario = {
  name: 'update',
  prepare: (stage) => after(stage, declare),
  act: async ({ slack }) =>
    slack.as('noa').types('/incident update Payments fail for everyone; we roll back.', await incidentChannel(slack)),
}

const resolve: Scenario = {
  name: 'resolve',
  prepare: async (stage) => {
    await after(stage, update)
    const noa = stage.slack.as('noa')
    await noa.types('/incident resolve', await incidentChannel(stage.slack))
    const form = await noa.form()
    await form.fill({ [form.labels()[0] ?? '']: 'Rolled the release back.' })
  },
  act: async ({ slack }) => (await slack.as('noa').form()).submit(),
}

const exportIt: Scenario = {
  name: 'export',
  prepare: (stage) => after(stage, resolve),
  act: async ({ slack }) => slack.as('noa').presses('Export', await incidentChannel(slack)),
}

/** The main job, step by step. */
export const scenarios: readonly Scenario[] = [declare, update, resolve, exportIt]

/** A person who is told that nothing was recorded (a busy machine's database is slow) looks for a while, and does it again. */
export const insist = async ({ act }: Scenario, stage: Stage): Promise<unknown> => {
  const before = await eventsIn(stage)
  const isRecorded = async (): Promise<boolean> => (await eventsIn(stage)) > before
  for (let tries = 1; ; tries++) {
    const came = await act(stage)
    const recorded = await stage.slack.until(isRecorded, { timeoutMs: looksForMs }).catch(() => false)
    if (tries === 5 || recorded) return came
  }
}

/** A commit may come after the answer that there was none. */
const looksForMs = 5_000

const eventsIn = async ({ sql }: Stage): Promise<number> => (await sql`select 1 from events`).count

/** A whole scenario without a fault, as what another one begins with. */
const after = async (stage: Stage, scenario: Scenario): Promise<void> => {
  await scenario.prepare(stage)
  await insist(scenario, stage)
  await stage.quiet(60_000)
}

const incidentChannel = async (slack: Stage['slack']): Promise<{ in: string }> => {
  const channel = (await slack.channels()).find(({ name }) => name.startsWith('inc-'))
  if (channel === undefined) throw new Error('The incident has no channel')
  return { in: channel.name }
}
