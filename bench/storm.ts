import { setTimeout as pause } from 'node:timers/promises'
import type { Slack } from '../sandbox/client.ts'
import { tiers } from '../sandbox/limits.ts'
import { people } from './declares.ts'
import { openField, type Runner } from './field.ts'
import { randomFrom, shown } from './numbers.ts'
import { type Line, printTable, verdict } from './table.ts'
import { titleFrom } from './titles.ts'

/** What came of many declares at once while Slack's limits hold. */
type Storm = {
  readonly declares: number
  /** Until the last card was pinned, in ms. */
  readonly tookMs: number
  /** What the tiers allow: the slowest method's calls, one after another once its burst is spent; in ms. */
  readonly allowedMs: number
  readonly slowestAckMs: number
  /** Calls that Slack refused with 429, and those of them that came while a Retry-After ran. */
  readonly refused: number
  readonly impatient: number
}

const lookEveryMs = 500

/** Declares so many at once, with limits on, and waits until each is complete: its card is pinned last. */
export const raiseStorm = async (slack: Slack, declares: number, limitMs: number): Promise<Storm> => {
  const random = randomFrom(7)
  await slack.rig.limits(true)
  const since = (await slack.calls()).at(-1)?.n ?? 0
  const from = performance.now()
  const acks = await Promise.all(
    Array.from({ length: declares }, (_, nth) =>
      slack
        .as(people[nth % people.length] ?? '')
        .types(`/incident declare sev2 ${titleFrom(random)}`, { in: 'general' }),
    ),
  )
  const pinned = async (): Promise<number> =>
    (await slack.calls({ method: 'pins.add', since })).filter(({ outcome }) => outcome === 'ok').length
  for (let done = 0; done < declares; done = await pinned()) {
    if (performance.now() - from > limitMs)
      throw new Error(`Only ${done} of ${declares} were complete in ${limitMs} ms`)
    await pause(lookEveryMs)
  }
  const tookMs = performance.now() - from
  const { refused, impatient } = await slack.rig.limits()
  const slowestAckMs = Math.max(...acks.map(({ ms }) => ms))
  return { declares, tookMs, allowedMs: allowed(declares), slowestAckMs, refused, impatient }
}

/** Each declare makes a channel (20 a minute) and a post in the channel of announcements (one a second after five). */
const allowed = (declares: number): number =>
  Math.max(((declares - tiers.t2) * 60_000) / tiers.t2, (declares - 5) * 1000, 0)

const seconds = (ms: number): string => shown(ms / 1000)

/** Twice what two hundred declares take by Slack's tiers alone. */
const limitMs = 1_200_000

/**
 * Thirty declares at once with Slack's tiers on, on one process and on two, beside the yardstick's; and two hundred,
 * which take Slack nine minutes and are left out of the quick ones (the yardstick would hardly come to its end).
 * `STORM=50`: so many instead of two hundred.
 */
export const storm = async (serverUrl: string, quick: boolean): Promise<void> => {
  const large = Number(process.env['STORM'] ?? (quick ? 0 : 200))
  const storms: readonly Weather[] = [
    { runner: 'stanch', declares: 30, replicas: 1 },
    { runner: 'stanch', declares: 30, replicas: 2 },
    { runner: 'yardstick', declares: 30, replicas: 1 },
    ...(large > 0 ? ([{ runner: 'stanch', declares: large, replicas: 1 }] as const) : []),
  ]
  const lines: Line[] = []
  for (const one of storms) lines.push(await lineOf(one, serverUrl))
  const head = ['declares', 'tiers s', 'took s', 'ratio', 'slowest ack ms', 'refused', 'impatient', 'goal', 'reached']
  printTable("A storm, with Slack's limits on", head, lines)
}

type Weather = { readonly runner: Runner; readonly declares: number; readonly replicas: number }

const lineOf = async ({ runner, declares, replicas }: Weather, serverUrl: string): Promise<Line> => {
  const field = await openField({ runner, serverUrl, replicas, settings: { SLACK_PACE: '1' } })
  try {
    const { tookMs, allowedMs, slowestAckMs, refused, impatient } = await raiseStorm(field.slack, declares, limitMs)
    const reached = tookMs <= 1.2 * allowedMs && slowestAckMs < 1_000 && impatient === 0
    return [
      `${declares}, ${runner === 'stanch' ? 'Stanch' : 'yardstick'}${replicas > 1 ? ` on ${replicas}` : ''}`,
      seconds(allowedMs),
      seconds(tookMs),
      (tookMs / allowedMs).toFixed(2),
      shown(slowestAckMs),
      String(refused),
      String(impatient),
      ...(runner === 'stanch' ? ['<= 1.2, < 1,000, 0 impatient', verdict(reached)] : []),
    ]
  } finally {
    await field.close()
  }
}
