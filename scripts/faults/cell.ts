import type { Blow } from './blow.ts'
import { only, pointsOf, type Point } from './point.ts'
import { brokenPromises } from './promise.ts'
import { insist, type Scenario } from './scenario.ts'
import { openStage, type Stage } from './stage.ts'

/** What came of one fault at one point. */
export type Result = {
  /** What does not hold, in words; empty: everything does. */
  readonly broken: readonly string[]
  /** From what the person did until nothing waited any more. */
  readonly ms: number
  /** What the bot wrote. */
  readonly log: string
}

/** By then everything must be as if nothing had happened; in ms. */
const healedWithin = 60_000
const stopsWithin = 10_000

/** Plays a scenario without a fault. Throws if even that keeps no promise. */
export const pointsIn = async (scenario: Scenario, databaseUrl: string): Promise<readonly Point[]> => {
  const stage = await openStage(databaseUrl)
  try {
    await scenario.prepare(stage)
    const since = await lastCall(stage)
    const came = await insist(scenario, stage)
    await stage.quiet(healedWithin)
    const broken = await brokenPromises(stage)
    if (broken.length > 0) {
      const seen = [...broken, JSON.stringify(came), stage.bot().log()]
      throw new Error(`${scenario.name} without a fault: ${seen.join('\n')}`)
    }
    return pointsOf((await stage.slack.calls({ since })).filter(({ who }) => who === 'bot'))
  } finally {
    await stage.close()
  }
}

/** Plays a scenario with one fault at one point, lets it heal, and looks. */
export const runCell = async (scenario: Scenario, point: Point, blow: Blow, databaseUrl: string): Promise<Result> => {
  const stage = await openStage(databaseUrl)
  const logs: string[] = []
  try {
    await scenario.prepare(stage)
    const { faults } = stage.sandbox
    const id = faults.add({ ...blow.fault, method: point.method, times: 1 }, only(point))
    const from = performance.now()
    // When the bot dies the person's own request fails with it: what counts is what was recorded.
    const acting = Promise.allSettled([insist(scenario, stage)])
    const broken = blow.process === undefined ? [] : await strike(stage, blow.process, logs).catch(inWords)
    await acting
    const late = await stage.quiet(healedWithin).then(() => [], inWords)
    const ms = performance.now() - from
    const hits = faults.list().find((fault) => fault.id === id)?.hits
    return {
      broken: [
        ...broken,
        ...(hits === 0 ? ['the call was never made'] : []),
        ...late,
        ...(await brokenPromises(stage)),
      ],
      ms,
      log: [...logs, stage.bot().log()].join('--- again ---\n'),
    }
  } finally {
    await stage.close()
  }
}

const inWords = (error: unknown): readonly string[] => [String(error)]

/** Ends the process while the call hangs, and starts another. */
const strike = async (stage: Stage, how: 'killed' | 'terminated', logs: string[]): Promise<readonly string[]> => {
  const hangs = () => stage.sandbox.calls.list().some(({ outcome }) => outcome?.endsWith('hanging'))
  await stage.slack.until(hangs, { timeoutMs: healedWithin, what: 'the call to come' })
  logs.push(stage.bot().log())
  if (how === 'killed') {
    await stage.bot().kill()
    await stage.startAgain()
    return []
  }
  const { code, ms } = await stage.bot().terminate()
  await stage.startAgain()
  return [
    ...(code === 0 ? [] : [`SIGTERM ended in exit code ${code}`]),
    ...(ms <= stopsWithin ? [] : [`SIGTERM took ${Math.round(ms)} ms`]),
  ]
}

const lastCall = async ({ slack }: Stage): Promise<number> => (await slack.calls()).at(-1)?.n ?? 0
