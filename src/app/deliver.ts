import { startCarrying, type CarryParts } from './carry.ts'
import type { Hold } from './hold.ts'
import { startWheel, type Loop } from './loop.ts'

/** Calls to Slack at once, in one process. Lanes keep what must be in order. */
const inFlightLimit = 24
/** The sweep that finds what a dead process left; the happy path is nudged and never waits for it. */
const sweepEveryMs = 2_000
/** What is still in flight when the process must go is handed back after this long. */
const stopWithinMs = 4_000

/**
 * Outbox → Slack. Claims what is due, performs it, and commits the answer together with "done". Only here is
 * anything tried again.
 */
export const startDelivery = (parts: Omit<CarryParts, 'isStopping'> & { readonly hold: Pick<Hold, 'why'> }): Loop => {
  const { outbox, hold, log } = parts
  let stopping = false
  const { carry, putOff } = startCarrying({ ...parts, isStopping: () => stopping })
  const inFlight = new Set<Promise<void>>()

  const wheel = startWheel('outbox', sweepEveryMs, log, async () => {
    if (hold.why() !== undefined) return sweepEveryMs
    const free = inFlightLimit - inFlight.size
    if (free > 0) {
      const rows = await outbox.claim(free, (unreadable) => begin(putOff(unreadable)))
      for (const row of rows) begin(carry(row))
    }
    return (await outbox.nextDueInMs()) ?? sweepEveryMs
  })

  const begin = (work: Promise<void>): void => {
    const carried = work.finally(() => {
      inFlight.delete(carried)
      wheel.nudge()
    })
    inFlight.add(carried)
  }

  const isDue = async (): Promise<boolean> =>
    hold.why() === undefined && ((await outbox.nextDueInMs()) ?? Infinity) <= 0

  const settle = async (): Promise<void> => {
    do {
      await wheel.turned()
      await Promise.all(inFlight)
    } while (wheel.isTurning() || inFlight.size > 0 || (await isDue()))
  }

  const stop = async (): Promise<void> => {
    await wheel.stop()
    await Promise.race([Promise.all(inFlight), new Promise((resolve) => setTimeout(resolve, stopWithinMs).unref())])
    stopping = true
    await outbox.handBack()
  }

  return { nudge: wheel.nudge, settle, stop }
}
