import { setTimeout as pause } from 'node:timers/promises'
import { DatabaseAway, type Log } from '../app/ports.ts'

/** Whoever sent SIGTERM sends SIGKILL after ten seconds; some of them have gone by then. In ms. */
const restWithin = 2_000

/**
 * Lets go of everything, the last that was opened first. What is in hand is given back; where the database is away it
 * comes back by itself when its leases run out, which is no fault, and then the rest is let go at once and not waited for
 * for long. Rejects with whatever else one of them throws.
 */
export const letGo = async (stops: (() => Promise<unknown>)[], log: Log): Promise<void> => {
  for (let next = stops.pop(); next !== undefined; next = stops.pop()) {
    const away = await awayAfter(next)
    if (away === undefined) continue
    const facts = { event: 'not-handed-back', error: away.message }
    log.warn(facts, 'The database is away at the stop: what was in hand goes on when its leases have run out')
    const rest = Promise.all(stops.splice(0).toReversed().map(awayAfter))
    await Promise.race([rest, pause(restWithin, undefined, { ref: false })])
  }
}

const awayAfter = async (stop: () => Promise<unknown>): Promise<DatabaseAway | undefined> => {
  try {
    await stop()
    return undefined
  } catch (error) {
    if (error instanceof DatabaseAway) return error
    throw error
  }
}
