import { setTimeout as pause } from 'node:timers/promises'
import { isBusy } from '../../db/away.ts'
import type { Log } from '../app/ports.ts'

/** How long a start waits for a database that is there and busy, and how often it asks, in ms. */
const patience = { waits: 60_000, asks: 500 }

/**
 * Asks the database at the start, again for up to a minute while it is starting or has all its connections taken:
 * replicas that start together, or that follow one that was killed, meet it so. Rejects as `ask` does with all else, and
 * with the last reason when the minute is over.
 */
export const whenNotBusy = async <Answer>(ask: () => Promise<Answer>, log: Log): Promise<Answer> => {
  const until = performance.now() + patience.waits
  for (let isTold = false; ; isTold = true) {
    try {
      return await ask()
    } catch (error) {
      if (!isBusy(error) || performance.now() > until) throw error
      const facts = { event: 'database-busy', error: String(error) }
      if (!isTold) log.warn(facts, 'PostgreSQL is there and busy; the start waits for it')
      await pause(patience.asks)
    }
  }
}
