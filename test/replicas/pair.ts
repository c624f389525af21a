import { setTimeout as pause } from 'node:timers/promises'
import { openStage, type Stage } from '../../scripts/faults/stage.ts'

/** Two replicas, real processes on one database, which the stand-in for Slack tells apart by their tokens. */
export type Pair = Stage & {
  /** The app token of the nth. */
  readonly token: (nth: number) => string
  /** What a person does reaches nobody yet: Slack has made the payload, whose id this resolves with. */
  readonly unsent: (act: () => Promise<unknown>) => Promise<string>
  /**
   * Sends one payload to both replicas at once, `times` times in all; resolves with what each delivery was answered.
   */
  readonly deliver: (id: string, times: number) => Promise<readonly unknown[]>
  /** Which replicas have called Slack since the pair was opened, by their tokens. */
  readonly callers: () => ReadonlySet<string>
}

const token = (nth: number): string => `xapp-faults-${nth % 2}`

export const openPair = async (databaseUrl: string): Promise<Pair> => {
  const settings = (nth: number) => ({ SLACK_BOT_TOKEN: `xoxb-faults-${nth}`, SLACK_APP_TOKEN: token(nth) })
  const stage = await openStage(databaseUrl, { bots: 2, settings })
  const { rig } = stage.slack
  const callers = new Set<string>()
  stage.sandbox.faults.add({ method: '*', how: { delayMs: 0 } }, (_args, by) => {
    if (by?.startsWith('xoxb-') === true) callers.add(by)
    return false
  })
  return {
    ...stage,
    token,
    callers: () => callers,
    unsent: async (act) => {
      // Slack delivers an event again by itself; here nothing comes but what the test sends.
      const { retries } = await rig.delivery()
      await rig.delivery({ retries: [] })
      await rig.deliverOnlyTo('xapp-nobody')
      await act()
      await stage.slack.until(async () => !(await rig.delivery()).busy)
      await rig.deliverOnlyTo(null)
      await rig.delivery({ retries })
      const made = (await rig.deliveries()).at(-1)
      if (made === undefined) throw new Error('Slack made nothing of it')
      return made.id
    },
    deliver: async (id, times) => {
      const acks = await Promise.all(Array.from({ length: times }, (_, nth) => rig.deliverAgain(id, token(nth))))
      return acks.map((ack) => (ack?.ok === true ? (ack.body ?? 'acknowledged') : ack))
    },
  }
}

/** Resolves when `look` finds what it looks for in the database; asks ten times a second. */
export const until = async (look: () => Promise<boolean>, what: string, withinMs = 60_000): Promise<void> => {
  for (const last = performance.now() + withinMs; !(await look());) {
    if (performance.now() > last) throw new Error(`${what}: not within ${withinMs} ms`)
    await pause(100)
  }
}
