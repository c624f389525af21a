import type { Database } from '../../db/database.ts'
import { Outdated } from '../../db/migrate.ts'
import { startRounds, type Loop } from '../app/loop.ts'
import type { Log } from '../app/ports.ts'
import type { HouseClock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Pace } from '../slack/pace.ts'

type Parts = {
  readonly database: Database
  readonly config: Config
  readonly pace: Pick<Pace, 'honour' | 'share'>
  readonly clock: HouseClock
  readonly log: Log
  /** A newer program has migrated the database. */
  readonly onOutdated: ((error: Outdated) => void) | undefined
  /** Work of a dead process waits for whoever takes it. */
  readonly onTakenOver: () => void
}

/** What is looked at now and then, whatever happens: each round by itself, so that one that fails stops no other. */
export const startAllRounds = ({
  database,
  config,
  pace,
  clock,
  log,
  onOutdated,
  onTakenOver,
}: Parts): readonly Loop[] => [
  startRounds('schema', sweepEveryMs, log, () =>
    database.mustBeOurs().catch((error: unknown) => {
      if (!(error instanceof Outdated)) throw error
      onOutdated?.(error)
    }),
  ),
  startRounds('dead-holders', sweepEveryMs, log, async () => {
    if ((await database.holders.endClaimsOfDead()) === 0) return
    log.warn({ event: 'claims-taken-over' }, 'A process died with work in its hands; it is taken over')
    onTakenOver()
  }),
  startRounds('stuck-sessions', sweepEveryMs, log, async () => {
    const sessions = await database.holders.endStuckSessions()
    if (sessions > 0) log.warn({ event: 'stuck-sessions-ended', sessions }, 'A frozen process held up others')
  }),
  startRounds('limits', sweepEveryMs, log, async () => {
    const [pauses, processes] = await Promise.all([database.limits.pauses(), database.holders.living()])
    pace.honour(pauses)
    pace.share(processes)
  }),
  startRounds('clock', lookAtClocksEveryMs, log, clock.look),
  startRounds('states', refoldEveryMs, log, async () => {
    const states = await database.refoldStates()
    if (states > 0) log.info({ event: 'states-refolded', states }, 'States that another version wrote are written anew')
  }),
  startRounds('retention', letGoEveryMs, log, async () => {
    const gone = await database.letGo({ days: config.retentionDays, timelineDays: config.timelineRetentionDays })
    log.info({ event: 'let-go', ...gone }, 'What has served its time is deleted')
  }),
  startRounds('replies', letGoOfRepliesEveryMs, log, async () => {
    await database.letGoOfReplies()
  }),
]

/** What other processes left behind: claims of the dead, locks of the frozen, pauses that Slack asked of the living. */
const sweepEveryMs = 2_000
const lookAtClocksEveryMs = 5_000
const letGoEveryMs = 3_600_000
const letGoOfRepliesEveryMs = 60_000
const refoldEveryMs = 5_000
