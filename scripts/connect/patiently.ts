import { setTimeout as pause } from 'node:timers/promises'
import { DatabaseAway } from '../../src/app/ports.ts'

/** In ms: a machine that is busy starting things answers late, and is no machine without a database. */
const limits = { patience: 60_000, pause: 500 }

/**
 * Does it again while the database is away, for a minute; then throws `DatabaseAway`. For what may be done twice:
 * questions, and commands, whose id is carried out once.
 */
export const patiently = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  for (const until = performance.now() + limits.patience; ;) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof DatabaseAway) || performance.now() > until) throw error
    }
    await pause(limits.pause)
  }
}
