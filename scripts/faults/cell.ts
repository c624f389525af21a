import type { Blow } from './blow.ts'
import { channelsNow, nameOf, only, placesOn, pointsOf, type Point } from './point.ts'
import { breachesIn, type Breach } from './promise.ts'
import type { Scenario } from './scenario.ts'
import { insist, prepare } from './scenarios.ts'
import type { Stage } from './stage.ts'

/** One fault at one call of one scenario. */
export type Cell = { readonly scenario: Scenario; readonly point: Point; readonly blow: Blow }

/** What came of one fault at one point. */
export type Result = {
  /** What does not hold of the promise; with `faults`, nothing: everything does. */
  readonly breaches: readonly Breach[]
  /** False where the call was left out this time, as some may be. */
  readonly isMade: boolean
  /** What went wrong beside it: not quiet in time, a stop that was none, a fault that hit nothing. */
  readonly faults: readonly string[]
  /** From what the person did until nothing waited any more. */
  readonly ms: number
  /** What the bot wrote meanwhile. */
  readonly log: string
}

/** A scenario with the calls that it makes. */
export type Played = { readonly scenario: Scenario; readonly points: readonly Point[] }

/** By then everything must be as if nothing had happened; in ms. */
const healedWithin = 60_000
const stopsWithin = 10_000

/** `declare: pins.add (channel): kill -9 after`. */
export const titleOfCell = ({ scenario, point, blow }: Cell): string =>
  `${scenario.name}: ${nameOf(point)}: ${blow.name}`

/**
 * Plays scenarios that come one after another on one incident, without a fault, and says what each of them calls. Throws
 * if even that keeps no promise.
 */
export const playClean = async (
  stage: Stage,
  title: string,
  chain: readonly Scenario[],
): Promise<readonly Played[]> => {
  const elsewhere = await channelsNow(stage)
  const played: Played[] = []
  for (const scenario of chain) {
    await scenario.ready?.(stage, title)
    const since = await lastCall(stage)
    const came = await insist(scenario, stage, title)
    await stage.quiet(healedWithin)
    const breaches = await breachesIn(stage)
    if (breaches.length > 0) {
      const seen = [...breaches.map(inWords), JSON.stringify(came), stage.bot().log()]
      throw new Error(`${scenario.name} without a fault: ${seen.join('\n')}`)
    }
    const calls = (await stage.slack.calls({ since })).filter(({ who }) => who === 'bot')
    played.push({ scenario, points: pointsOf(calls, await placesOn(stage, title, elsewhere)) })
  }
  return played
}

/** Plays a scenario on an incident of its own with one fault at one point, lets it heal, and looks. */
export const runCell = async (stage: Stage, { scenario, point, blow }: Cell, title: string): Promise<Result> => {
  const { faults } = stage.sandbox
  const elsewhere = await channelsNow(stage)
  const earlierLog = stage.bot().log().length
  await prepare(scenario, stage, title)
  const logs: string[] = []
  const since = await lastCall(stage)
  const places = await placesOn(stage, title, elsewhere)
  const id = faults.add({ ...blow.fault, method: point.method, times: 1 }, only(point, places))
  const from = performance.now()
  // When the bot dies the person's own request fails with it: what counts is what was recorded.
  const acting = Promise.allSettled([insist(scenario, stage, title)])
  const over = acting.then(() => stage.quiet(healedWithin))
  const struck =
    blow.process === undefined ? [] : await strike(stage, blow.process, { since, over }, logs).catch(asFault)
  await Promise.allSettled([over])
  const late = await stage.quiet(healedWithin).then(() => [], asFault)
  const ms = performance.now() - from
  const breaches = await breachesAtRest(stage)
  const isMade = faults.list().find((fault) => fault.id === id)?.hits !== 0
  faults.clear(id)
  return {
    breaches,
    isMade,
    faults: [...struck, ...(isMade || mayBeLeftOut(point) ? [] : ['the call was never made']), ...late],
    ms,
    log: [...logs, stage.bot().log()].join('--- again ---\n').slice(earlierLog),
  }
}

/**
 * What is recorded by the clock (how many got a letter that its server had put off) may come between two looks at one
 * scene: what is broken is still broken when that, too, has come to rest.
 */
const breachesAtRest = async (stage: Stage): Promise<readonly Breach[]> => {
  const breaches = await breachesIn(stage)
  if (breaches.length === 0) return breaches
  await Promise.allSettled([stage.quiet(healedWithin)])
  return breachesIn(stage)
}

/** A breach as it is told: `I2: the channel … belongs to no incident`. */
export const inWords = ({ promise, what }: Breach): string => `${promise}: ${what}`

/** What went wrong beside the promise, as a list of one. */
export const asFault = (error: unknown): readonly string[] => [String(error)]

/** How often a card is drawn while one thing after another is recorded depends on the machine. */
const mayBeLeftOut = ({ method, nth }: Point): boolean => method === 'chat.update' && nth > 0

/** Ends the process while the call hangs, and starts another; `over`: everything came to rest without that call. */
const strike = async (
  stage: Stage,
  how: 'killed' | 'terminated',
  { since, over }: { readonly since: number; readonly over: Promise<void> },
  logs: string[],
): Promise<readonly string[]> => {
  const hangs = () => stage.sandbox.calls.list({ since }).some(({ outcome }) => outcome?.endsWith('hanging'))
  let isOver = false
  const rests = async (): Promise<void> => {
    await Promise.allSettled([over])
    isOver = true
  }
  void rests()
  const looked = { timeoutMs: healedWithin, what: 'the call to come' }
  await stage.slack.until(() => isOver || hangs(), looked)
  if (!hangs()) return []
  if (how === 'killed') {
    await stage.bot().kill()
    logs.push(stage.bot().log())
    await stage.startAgain()
    return []
  }
  const { code, ms } = await stage.bot().terminate()
  logs.push(stage.bot().log())
  await stage.startAgain()
  return [
    ...(code === 0 ? [] : [`SIGTERM ended in exit code ${code}`]),
    ...(ms <= stopsWithin ? [] : [`SIGTERM took ${Math.round(ms)} ms`]),
  ]
}

const lastCall = async ({ slack }: Stage): Promise<number> => (await slack.calls()).at(-1)?.n ?? 0
