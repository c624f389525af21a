import { DatabaseAway, type Log } from './ports.ts'

/** A loop of the house: told when there may be work, driven to quiet in tests, stopped with nothing in its hands. */
export type Loop = {
  /** There may be work. Returns at once. */
  nudge(): void
  /** Resolves when nothing is due any more. */
  settle(): Promise<void>
  /** Takes nothing new; resolves when what was in flight is done or handed back. */
  stop(): Promise<void>
}

/** The wheel under a loop: turns when nudged and when a wait is over, one turn at a time. */
export type Wheel = {
  nudge(): void
  /** Resolves when the wheel stands; it has turned since this was called. */
  turned(): Promise<void>
  /** No turn begins any more; resolves when the last one has ended. */
  stop(): Promise<void>
  readonly isStopped: () => boolean
  readonly isTurning: () => boolean
}

/**
 * Begins to turn by itself. `turn` does what is due and says in how many ms to look again unless nudged. What it throws
 * is logged under `name`, and the next turn comes after `sweepMs`; that the database is away the database has said
 * itself.
 */
export const startWheel = (name: string, sweepMs: number, log: Log, turn: () => Promise<number>): Wheel => {
  let turning: Promise<void> | undefined
  let asked = false
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  const turnOnce = async (): Promise<number> => {
    try {
      return await turn()
    } catch (error) {
      if (error instanceof DatabaseAway) return sweepMs
      log.error({ event: `${name}-failed`, error: String(error) }, 'This turn failed; the next one comes by itself')
      return sweepMs
    }
  }

  const run = async (): Promise<void> => {
    clearTimeout(timer)
    let waitMs = sweepMs
    while (asked && !stopped) {
      asked = false
      waitMs = await turnOnce()
    }
    if (!stopped) timer = setTimeout(nudge, Math.min(sweepMs, Math.max(waitMs, shortestWaitMs)))
  }

  const nudge = (): void => {
    if (stopped) return
    asked = true
    turning ??= run().finally(() => {
      turning = undefined
      if (asked) nudge()
    })
  }

  // Not at once: the caller's `turn` may speak of the wheel that is about to be returned.
  timer = setTimeout(nudge, 0)
  return {
    nudge,
    turned: async () => {
      nudge()
      while (turning !== undefined) await turning
    },
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await turning
    },
    isStopped: () => stopped,
    isTurning: () => turning !== undefined,
  }
}

/**
 * Does `work` now and every `everyMs`; nudged, at once. What it throws is logged under `name`, and the next time comes.
 */
export const startRounds = (name: string, everyMs: number, log: Log, work: () => Promise<void>): Loop => {
  const wheel = startWheel(name, everyMs, log, async () => {
    await work()
    return everyMs
  })
  return { nudge: wheel.nudge, settle: wheel.turned, stop: wheel.stop }
}

/** A due time that has passed already but is held back by something else must not spin the wheel. */
const shortestWaitMs = 20
