import type { Scenario } from './scenario.ts'
import { customers } from './scenarios/customers.ts'
import { declareForms } from './scenarios/declare-forms.ts'
import { dueTimes } from './scenarios/due.ts'
import { mainJob } from './scenarios/main-job.ts'
import { particulars } from './scenarios/particulars.ts'
import { triage } from './scenarios/triage.ts'
import type { Stage } from './stage.ts'

/** All of them, each behind the one that it comes after. */
export const scenarios: readonly Scenario[] = [
  ...mainJob,
  ...declareForms,
  ...triage,
  ...particulars,
  ...customers,
  ...dueTimes,
]

/** What comes before a scenario, from the first on, and itself. Throws if it comes after one that is not there. */
export const chainTo = (scenario: Scenario): readonly Scenario[] => {
  if (scenario.after === undefined) return [scenario]
  const before = scenarios.find(({ name }) => name === scenario.after)
  if (before === undefined) throw new Error(`${scenario.name} comes after ${scenario.after}, which is no scenario`)
  return [...chainTo(before), scenario]
}

/** As few chains as contain all of these: each is played on one incident. */
export const chainsThrough = (wanted: readonly Scenario[]): readonly (readonly Scenario[])[] => {
  const chains = wanted.map(chainTo)
  return chains.filter((chain) => {
    const last = chain.at(-1)
    return last !== undefined && !chains.some((other) => other !== chain && other.includes(last))
  })
}

/** Does everything that comes before a scenario, each to its end, and what makes it ready. */
export const prepare = async (scenario: Scenario, stage: Stage, title: string): Promise<void> => {
  for (const earlier of chainTo(scenario).slice(0, -1)) {
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
