import { asFault } from './cell.ts'
import { nameOf, only, placesOn, type Places, type Point } from './point.ts'
import { breachesIn, type Breach } from './promise.ts'
import type { Scenario } from './scenario.ts'
import { insist, prepare } from './scenarios.ts'
import { openStage, type Stage } from './stage.ts'

/*
 * Two replicas, of which one is frozen in the middle of a call to Slack for longer than its claim lasts, and goes on.
 * The other one takes the row over meanwhile; what the frozen one made too late must be gone within a minute.
 */

/**
 * When the frozen replica's call takes effect. `at once`: only its answer finds nobody. `late`: after the other replica
 * has done the same, as a request does that was long on its way; then it shows what is over, or makes a second one.
 */
export const arrivals = ['at once', 'late'] as const
type Arrival = (typeof arrivals)[number]

/** `points`: the calls that hang when the replica is frozen. */
export type Freeze = { readonly scenario: Scenario; readonly points: readonly Point[]; readonly arrival: Arrival }

/** What came of a freeze; with no breach and no fault, everything holds. */
export type Thawed = {
  readonly breaches: readonly Breach[]
  readonly faults: readonly string[]
  /** From the thaw until nothing waited any more. */
  readonly ms: number
  readonly log: string
}

/** `declare: pins.add (channel): frozen, late`. */
export const titleOfFreeze = ({ scenario, points, arrival }: Freeze): string =>
  `${scenario.name}: ${points.map(nameOf).join(' + ')}: frozen, ${arrival}`

/** Only what is called with a token tells which replica calls. */
export const canFreeze = ({ method }: Point): boolean =>
  !['response_url', 'upload', 'webhook', 'letter'].includes(method)

/** By then, from the thaw, one effect of each step remains; in ms. */
const tidyWithin = 60_000
/** Thirty seconds of lease, and the other replica's work. */
const takenOverWithin = 90_000

/** A thawed replica hears at once that its calls have timed out, and of the database within its patience; in ms. */
const noticedWithin = 15_000

const title = 'Checkout is down'

/** Plays one; frozen for `frozenMs`, and never for less than the other replica takes to do the work. */
export const runFreeze = async (
  { scenario, points, arrival }: Freeze,
  databaseUrl: string,
  frozenMs: number,
): Promise<Thawed> => {
  const stage = await openStage(databaseUrl, { bots: 2, settings: tokensOf, tellsCustomers: true })
  const logs = (): string => [0, 1].map((nth) => stage.bot(nth).log()).join('--- the other ---\n')
  try {
    await prepare(scenario, stage, title)
    const places = await placesOn(stage, title, new Set())
    const strikes = points.map((point) => strikeAt(point, arrival, stage, places))
    const acting = insist(scenario, stage, title)
    const [frozen = 0] = await Promise.all(strikes.map((strike) => strike.hit()))
    stage.bot(frozen).freeze()
    const held = await heldNow(stage)
    const thawAt = performance.now() + frozenMs
    await stage.slack.rig.deliverOnlyTo(tokensOf(1 - frozen).SLACK_APP_TOKEN)
    await acting
    await stage.quiet(takenOverWithin)
    if (arrival === 'late') {
      await moveOn(stage)
      for (const strike of strikes) await strike.arrive()
    }
    await passes(thawAt)

    const before = stage.bot(frozen).log().length
    stage.bot(frozen).thaw()
    await stage.slack.rig.deliverOnlyTo(null)
    const from = performance.now()
    const lost = (await heldNow(stage, held)).map(({ id }) => `"claim-lost","outbox":${id},`)
    const isNoticed = (): boolean => lost.every((line) => stage.bot(frozen).log().slice(before).includes(line))
    // Some of them may have been the other one's own, put off and begun again: those nobody misses.
    await stage.slack.until(isNoticed, { timeoutMs: noticedWithin }).catch(() => false)
    const faults = await tidy(stage, () => stage.bot(frozen).log().includes('"claim-lost"')).then(() => [], asFault)
    const ms = performance.now() - from
    return { breaches: await breachesIn(stage), faults: [...faults, ...(await alive(stage))], ms, log: logs() }
  } catch (error) {
    return { breaches: [], faults: asFault(error), ms: 0, log: logs() }
  } finally {
    await stage.close()
  }
}

/** Each replica has tokens of its own, by which the stand-in for Slack tells them apart. */
const tokensOf = (nth: number) => ({
  SLACK_BOT_TOKEN: `xoxb-faults-${nth}`,
  SLACK_APP_TOKEN: `xapp-faults-${nth}`,
})

/** Keeps that call hanging, whoever makes it. */
const strikeAt = (point: Point, arrival: Arrival, stage: Stage, places: Places) => {
  const { faults, calls } = stage.sandbox
  const fits = only(point, places)
  const since = calls.list().at(-1)?.n ?? 0
  const found: { token?: string | undefined; args?: Readonly<Record<string, unknown>> } = {}
  const when = arrival === 'late' ? 'before' : 'after'
  faults.add({ method: point.method, when, times: 1, how: 'hang' }, (args, by) => {
    const isIt = fits(args, by)
    if (isIt) Object.assign(found, { token: by, args })
    return isIt
  })
  /** Of several calls of one method, the one that this fault has met. */
  const hanging = () =>
    calls
      .list({ method: point.method, since })
      .find(({ args, outcome }) => args === found.args && outcome?.endsWith('hanging') === true)
  return {
    /** Resolves with which replica made the call, as soon as it hangs. */
    hit: async (): Promise<number> => {
      const isHit = () => hanging() !== undefined && found.token !== undefined
      await stage.slack.until(isHit, { timeoutMs: takenOverWithin, what: `${nameOf(point)} to be called` })
      return found.token === tokensOf(0).SLACK_BOT_TOKEN ? 0 : 1
    },
    /** Only now Slack carries the call out. */
    arrive: async (): Promise<void> => {
      await fetch(`${stage.sandbox.apiUrl}${point.method}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${found.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(found.args),
      })
    },
  }
}

/** What was drawn before shows what is over, and the name that was asked for is free again. */
const moveOn = async (stage: Stage): Promise<void> => {
  const { slack } = stage
  const noa = slack.as('noa')
  const channel = (await slack.channels()).find(({ name }) => name.startsWith('inc-'))
  if (channel === undefined) return
  await noa.types(`/incident rename ${title} again`, { in: channel.name })
  await noa.renames(channel.name, `x-${channel.name}`)
  await stage.quiet(takenOverWithin)
}

type Held = { readonly id: number; readonly claim: number }

/** The rows that somebody holds; of those that were `held` before, the ones that somebody else has taken over since. */
const heldNow = async ({ sql }: Stage, held?: readonly Held[]): Promise<readonly Held[]> => {
  const rows = await sql<Held[]>`
    select id::float8 as id, claim from outbox where claimed_until > now() or ${held !== undefined}`
  return held === undefined
    ? rows
    : rows.filter((row) => held.some(({ id, claim }) => id === row.id && claim < row.claim))
}

/** Nothing waits any more: no effect, and no look for what may be there twice. */
const tidy = async ({ slack, sql }: Stage, isNoticed: () => boolean): Promise<void> => {
  const isTidy = async (): Promise<boolean> => {
    if (!isNoticed() || (await slack.rig.delivery()).busy) return false
    return (await sql`select 1 from outbox where done_at is null and gave_up_at is null`).count === 0
  }
  await slack.until(isTidy, { timeoutMs: tidyWithin, what: 'one effect of each step to remain' })
}

const alive = async (stage: Stage): Promise<readonly string[]> => {
  const isAlive = [0, 1].map(async (nth) => {
    const { ok } = await fetch(`http://127.0.0.1:${stage.bot(nth).port}/healthz`).catch(() => ({ ok: false }))
    return ok ? [] : [`replica ${nth} did not survive`]
  })
  return (await Promise.all(isAlive)).flat()
}

const passes = (moment: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, moment - performance.now())))
