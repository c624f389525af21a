import { DatabaseAway, type Clock, type Log } from './app/ports.ts'
import type { Moment } from './domain/ids.ts'
import { signatureLivesMs } from './slack/raw-signature.ts'

/** A clock that is wrong by more than half a minute, in ms; below zero: behind. */
export type WrongClock = { readonly whose: 'machine' | 'database'; readonly aheadMs: number }

/**
 * The house's clock: the database's, so that all replicas have the same one. It is asked now and then and carried on by
 * this machine's monotonic clock, so that no setting of the machine's wall clock changes a moment in the record, a
 * reminder or a lease.
 */
export type HouseClock = Clock & {
  /**
   * Asks the database again where that is due, and tells the log of a clock that is wrong; to be called every few
   * seconds.
   */
  look(): Promise<void>
  /** The `Date` header of an answer of Slack's. */
  heardFromSlack(date: string | null): void
  /** As the clocks stand now. */
  wrong(): readonly WrongClock[]
  /**
   * Is the machine's clock, by which signatures are checked, so wrong that every signed request of Slack's is refused?
   */
  refusesSlack(): boolean
}

type Parts = {
  /** The time on the database's clock, in Unix ms; may throw `DatabaseAway`. */
  readonly ask: () => Promise<Moment>
  readonly log: Log
  /** The machine's wall clock, Unix ms. */
  readonly wall?: () => Moment
  /** Starts anywhere and never jumps, in ms. */
  readonly steady?: () => number
}

const askEveryMs = 30_000
/** An answer that took longer says too little about when it was given. */
const slowMs = 1_000
/** Crystals differ by less than this between two questions. */
const driftMs = 20
/** A change that is no drift: a clock was set, or the machine slept, for its monotonic clock may sleep too. */
const jumpMs = 1_000
const wrongBeyondMs = 30_000
/** One answer may be old: a proxy's. Of the last few the one that agrees with us best counts. */
const slackHeard = 3

/** Asks the database for the first time; rejects if that is away. */
export const openHouseClock = async ({
  ask,
  log,
  wall = Date.now,
  steady = () => performance.now(),
}: Parts): Promise<HouseClock> => {
  let offset = Number.NaN
  let askedAt = Number.NEGATIVE_INFINITY
  let wallOffset = wall() - steady()
  let last = Number.NEGATIVE_INFINITY
  let slackOffsets: readonly number[] = []
  const told = new Set<WrongClock['whose']>()

  const now = (): Moment => {
    const at = Math.round(offset + steady())
    // A correction by a few ms turns nothing back; a clock that was set is followed.
    if (at > last || last - at > jumpMs) last = at
    return last
  }

  const askDatabase = async (): Promise<number> => {
    const from = steady()
    const answer = await ask()
    const to = steady()
    askedAt = to
    const fresh = answer - (from + to) / 2
    const doubt = (to - from) / 2
    if (Number.isNaN(offset)) offset = fresh
    const moved = fresh - offset
    if (doubt > slowMs || Math.abs(moved) <= doubt + driftMs) return 0
    offset = fresh
    return moved
  }

  const look = async (): Promise<void> => {
    const wallMovedMs = wall() - steady() - wallOffset
    wallOffset += wallMovedMs
    const jumped = Math.abs(wallMovedMs) > jumpMs
    if (jumped || steady() - askedAt > askEveryMs) {
      const movedMs = Math.round(await askDatabase().catch(carryOn))
      if (Math.abs(movedMs) > jumpMs) {
        log.warn({ event: 'clock-moved', byMs: movedMs }, "The database's clock was set, or this machine has slept")
        // What slept here did not sleep at Slack.
        if (jumped) slackOffsets = []
      }
    }
    for (const whose of ['machine', 'database'] as const)
      tell(
        whose,
        wrong().find((one) => one.whose === whose),
      )
  }

  const tell = (whose: WrongClock['whose'], found: WrongClock | undefined): void => {
    if (found !== undefined && !told.has(whose)) {
      told.add(whose)
      log.error({ event: 'clock-wrong', whose, aheadMs: found.aheadMs }, wordsFor(found))
    } else if (found === undefined && told.delete(whose)) {
      log.info({ event: 'clock-right', whose }, 'This clock is right again')
    }
  }

  const slackAheadMs = (): number | undefined =>
    slackOffsets.map((one) => Math.round(one - offset)).toSorted((a, b) => Math.abs(a) - Math.abs(b))[0]

  const wrong = (): readonly WrongClock[] => {
    const all: readonly WrongClock[] = [
      { whose: 'machine', aheadMs: wall() - now() },
      { whose: 'database', aheadMs: -(slackAheadMs() ?? 0) },
    ]
    return all.filter(({ aheadMs }) => Math.abs(aheadMs) > wrongBeyondMs)
  }

  await askDatabase()
  return {
    now,
    look,
    heardFromSlack: (date) => {
      const at = Date.parse(date ?? '')
      // The header has whole seconds; half of one is the least that it can be wrong by.
      if (!Number.isNaN(at)) slackOffsets = [at + 500 - steady(), ...slackOffsets].slice(0, slackHeard)
    },
    wrong,
    refusesSlack: () => Math.abs(wall() - (now() + (slackAheadMs() ?? 0))) > signatureLivesMs,
  }
}

/** What is wrong, and its cure: for the log and `/readyz`. */
export const wordsFor = ({ whose, aheadMs }: WrongClock): string => {
  const by = `${Math.round(Math.abs(aheadMs) / 1000)} s ${aheadMs > 0 ? 'ahead of' : 'behind'}`
  return whose === 'machine'
    ? `The clock of this machine is ${by} the database's: set it by NTP. The record does not go by it; Slack's signatures do`
    : `The clock of the database's machine is ${by} Slack's: set it by NTP. The record and the reminders go by it`
}

/** The monotonic clock goes on without the database. */
const carryOn = (error: unknown): number => {
  if (error instanceof DatabaseAway) return 0
  throw error
}

/** A clock that somebody hands in, believed: tests have their own time. */
export const believed = (clock: Clock): HouseClock => ({
  now: () => clock.now(),
  look: async () => undefined,
  heardFromSlack: () => undefined,
  wrong: () => [],
  refusesSlack: () => false,
})
