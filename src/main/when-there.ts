import { setTimeout as pause } from 'node:timers/promises'
import { codeOf, isAway } from '../../db/away.ts'
import type { Log } from '../app/ports.ts'

const againMs = 1_000
/** A password or a name that is wrong is so tomorrow too. */
const settingIsWrong = /^(28|3D000)/

/**
 * Does work at the start, and waits for the database where it is away and `isRead`: somebody reads the status page
 * meanwhile. Otherwise, and once `stopping`, it rejects at once with what the driver says.
 */
export const whenThere = async <Result>(
  work: () => Promise<Result>,
  {
    isRead,
    stopping,
    log,
  }: { readonly isRead: boolean; readonly stopping: AbortSignal | undefined; readonly log: Log },
): Promise<Result> => {
  for (let told = false; ;) {
    try {
      return await work()
    } catch (error) {
      const isPassing = isAway(error) && !settingIsWrong.test(codeOf(error) ?? '')
      if (!isRead || !isPassing || stopping?.aborted === true) throw error
      if (!told) {
        const facts = { event: 'start-waits', error: codeOf(error) ?? String(error) }
        log.error(facts, 'The database is away: the status page shows what it had kept, and everything else waits')
      }
      told = true
    }
    await pause(againMs)
  }
}
