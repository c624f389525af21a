import { isReady } from '../bot.ts'
import { breachesIn, promises, type Breach } from '../promise.ts'
import { layLine } from '../line.ts'
import { openStage, type Stage } from '../stage.ts'
import { openWall } from '../wall.ts'
import { openCast } from './deeds.ts'
import { planOf, type PlanOptions, type Step } from './plan.ts'
import { strike, type Struck } from './strike.ts'

/** What came of a history. */
export type Told = {
  readonly breaches: readonly Breach[]
  /** What went wrong beside the promise: a bot that ended by itself, something that did not come to rest. */
  readonly faults: readonly string[]
  /** Each step, and what came of it. */
  readonly story: readonly string[]
  /** From the end of the last fault until nothing waited any more. */
  readonly settledInMs: number
  readonly incidents: number
  /** What the two bots wrote. */
  readonly log: string
}

/** By then everything must be as if nothing had happened; in ms. */
const settlesWithin = 60_000

/**
 * Slack delivers again after a minute and after five what nobody acknowledged; the same in short, and long enough for a
 * bot that is started again, or stands still for a while.
 */
const retries = [0, 500, 1_000, 2_000, 4_000, 8_000, 16_000]

/**
 * Plays what the seed plans on a database of its own, with two bots, lets everything come to rest, and looks. The same
 * seed makes the same steps in the same order; what they meet depends on the machine's timing.
 */
export const playHistory = async (databaseUrl: string, options: PlanOptions): Promise<Told> => {
  const line = await layLine(databaseUrl)
  const walls = await Promise.all(both.map(() => openWall(0)))
  const settings = (nth: number) => ({ ...walls[nth]?.settings, DATABASE_URL: line.url })
  const stage = await openStage(databaseUrl, { bots: 2, settings, tellsCustomers: true })
  const story: string[] = []
  const logs: string[] = []
  try {
    await stage.slack.rig.delivery({ retries })
    const struck = { stage, cast: openCast(stage), line, walls }
    const faults = await playAll(struck, planOf(options), story, logs)
    const from = performance.now()
    const late = await settle(stage)
    return {
      breaches: await breachesIn(stage),
      faults: [...faults, ...late],
      story,
      settledInMs: performance.now() - from,
      incidents: (await stage.sql`select 1 from incidents`).count,
      log: [...logs, ...both.map((nth) => stage.bot(nth).log())].join('--- another ---\n'),
    }
  } finally {
    await stage.close()
    await line.close()
    await Promise.all(walls.map((wall) => wall.remove()))
  }
}

/** `20 incidents, quiet after 3.2 s, the promise holds`. */
export const lineOf = ({ breaches, faults, incidents, settledInMs }: Told): string => {
  const broken = promises.filter((promise) => breaches.some((breach) => breach.promise === promise))
  const end = broken.length + faults.length === 0 ? 'the promise holds' : `BROKEN: ${[...broken, ...faults].join(', ')}`
  return `${incidents} incidents, quiet after ${(settledInMs / 1000).toFixed(1)} s, ${end}`
}

const both = [0, 1] as const

/** A fault that cannot be made (a bot does not start, SIGTERM ends badly) is told, and the history goes on. */
const playAll = async (struck: Struck, steps: readonly Step[], story: string[], logs: string[]): Promise<string[]> => {
  const { stage, cast } = struck
  const faults: string[] = []
  const begun = performance.now()
  for (const [nth, step] of steps.entries()) {
    if (step.kind === 'start') logs.push(stage.bot(step.bot).log())
    const came = await (step.kind === 'act' ? cast.does(step) : strike(struck, step)).catch((error: unknown) => {
      faults.push(`step ${nth} (${step.kind}): ${String(error)}`)
      return String(error)
    })
    story.push(`${((performance.now() - begun) / 1000).toFixed(1).padStart(6)} s  ${nth} ${nameOf(step)}: ${came}`)
  }
  return faults
}

const nameOf = (step: Step): string =>
  step.kind === 'act' ? `${step.who} ${step.deed} ${step.incident} (${step.words})` : step.kind

/** Every fault has ended with the plan, but those that nothing met. */
const settle = async (stage: Stage): Promise<readonly string[]> => {
  await stage.slack.rig.clearFaults()
  const late: string[] = []
  const note = (error: unknown): void => {
    late.push(String(error))
  }
  for (const nth of both) {
    const there = () => isReady(stage.bot(nth).port)
    await stage.slack.until(there, { timeoutMs: settlesWithin, what: `bot ${nth} to be ready` }).catch(note)
  }
  await stage.quiet(settlesWithin).catch(note)
  // The look for copies comes half a minute after a resend, and removes what came up late.
  const looked = async () =>
    (await stage.sql`select 1 from outbox where done_at is null and gave_up_at is null`).count === 0
  await stage.slack.until(looked, { timeoutMs: settlesWithin, what: 'the last look for copies' }).catch(note)
  return late
}
