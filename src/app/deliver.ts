import type { Command } from '../domain/commands.ts'
import type { Effect } from '../domain/effects.ts'
import { commandId } from '../domain/ids.ts'
import { Failure } from './failure.ts'
import type { Door } from './handle.ts'
import type { Hold } from './hold.ts'
import { startWheel, type Loop } from './loop.ts'
import { ClaimLost, DatabaseAway, type Claimed, type Clock, type Log, type Outbox } from './ports.ts'

/** Carries out one effect. Returns what Slack answered as a command, or nothing if there is nothing to record. */
export type Perform = (row: Claimed) => Promise<Command | undefined>

type Parts = {
  readonly outbox: Outbox
  readonly door: Door
  readonly perform: Perform
  readonly hold: Pick<Hold, 'why' | 'begin'>
  readonly clock: Clock
  readonly log: Log
}

/** Calls to Slack at once, in one process. Lanes keep what must be in order. */
const inFlightLimit = 24
/** The sweep that finds what a dead process left; the happy path is nudged and never waits for it. */
const sweepEveryMs = 2_000
/** Tries before an effect is parked and told: about five minutes with this backoff. */
export const triesBeforeParking = 10
const storeAgainMs = 200
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
/** What is still in flight when the process must go is handed back after this long. */
const stopWithinMs = 4_000

/**
 * Outbox → Slack. Claims what is due, performs it, and commits the answer together with "done". Only here is
 * anything tried again.
 */
export const startDelivery = ({ outbox, door, perform, hold, clock, log }: Parts): Loop => {
  const inFlight = new Set<Promise<void>>()
  let stopping = false

  const wheel = startWheel('outbox', sweepEveryMs, log, async () => {
    if (hold.why() !== undefined) return sweepEveryMs
    const free = inFlightLimit - inFlight.size
    if (free > 0) for (const row of await outbox.claim(free)) start(row)
    return (await outbox.nextDueInMs()) ?? sweepEveryMs
  })

  const start = (row: Claimed): void => {
    const carried = carry(row).finally(() => {
      inFlight.delete(carried)
      wheel.nudge()
    })
    inFlight.add(carried)
  }

  const carry = async (row: Claimed): Promise<void> => {
    try {
      await store(row, await attempt(row))
    } catch (error) {
      const facts = { event: 'delivery-interrupted', outbox: row.id, incident: row.incident, effect: row.effect.type }
      if (error instanceof ClaimLost) log.warn(facts, 'Somebody else has taken this over; its late result is dropped')
      else log.error({ ...facts, error: String(error) }, 'The result could not be stored; the lease will bring it back')
    }
  }

  /**
   * What Slack answered is in our hands, and is stored as soon as the database takes it again, however long that lasts.
   * Should the lease have run out by then and somebody else have begun, the claim says so and the result is dropped.
   */
  const store = async (row: Claimed, result: Command | undefined | Failure): Promise<void> => {
    for (;;) {
      try {
        await finish(row, result)
        return
      } catch (error) {
        if (!(error instanceof DatabaseAway) || stopping) throw error
        await pause(storeAgainMs)
      }
    }
  }

  const attempt = async (row: Claimed): Promise<Command | undefined | Failure> => {
    try {
      return await perform(row)
    } catch (error) {
      if (error instanceof Failure) return error
      // It may have gone between two questions of one effect, after the first call to Slack.
      if (error instanceof DatabaseAway) return new Failure('database_away', { kind: 'again', uncertain: true }, error)
      const facts = { event: 'effect-fault', outbox: row.id, incident: row.incident, effect: row.effect.type }
      log.error({ ...facts, error: error instanceof Error ? error.stack : String(error) }, 'A fault of ours')
      return new Failure('fault', { kind: 'again', uncertain: true }, error)
    }
  }

  const finish = async (row: Claimed, result: Command | undefined | Failure): Promise<void> => {
    if (result === undefined) await outbox.done(row)
    else if (!(result instanceof Failure)) await door(result, { finishing: row })
    else await fail(row, result)
  }

  const fail = async (row: Claimed, failure: Failure): Promise<void> => {
    const { how, code } = failure
    const facts = {
      outbox: row.id,
      incident: row.incident,
      effect: row.effect.type,
      error: code,
      attempts: row.attempts,
      ...(how.kind === 'never' && how.needed !== undefined && { needed: how.needed }),
    }
    if (how.kind === 'held') {
      hold.begin(code)
      await outbox.again(row, { inMs: 0, error: code, attempted: false, uncertain: row.uncertain })
    } else if (how.kind === 'wait') {
      await outbox.again(row, { inMs: how.inMs, error: code, attempted: false, uncertain: row.uncertain })
    } else if (
      how.kind === 'again' &&
      (row.attempts + 1 < triesBeforeParking || failure.cause instanceof DatabaseAway)
    ) {
      const uncertain = how.uncertain || row.uncertain
      // A database that was away is no refusal of Slack's.
      const attempted = !(failure.cause instanceof DatabaseAway)
      await outbox.again(row, { inMs: backoff(row.attempts, how.uncertain), error: code, attempted, uncertain })
      // Said once it is stored: while the database is away this is tried again and again.
      if (attempted) log.warn({ event: 'effect-delayed', ...facts }, 'Slack did not take it; trying again')
    } else {
      await giveUp(row, failure)
      log.error({ event: 'effect-refused', ...facts }, 'Slack refuses it; somebody must mend the cause')
    }
  }

  /** Given up and said so: the failure is recorded and told, except where it changes nothing that anybody must know. */
  const giveUp = async (row: Claimed, { code, how }: Failure): Promise<void> => {
    const { effect, incident } = row
    if (incident === undefined || untold.has(effect.type)) {
      await outbox.giveUp(row, code)
      return
    }
    const about = how.kind === 'never' ? how.about : undefined
    const id = commandId(`outbox/${row.id}/${row.claim}/refused`)
    const said = { type: 'record-failure', id, at: clock.now(), by: { kind: 'slack' }, on: { incident } } as const
    await door({ ...said, effect, error: code, ...(about !== undefined && { channel: about }) }, { finishing: row })
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

/** Words that were only for one person, and the look for a copy that is hardly ever there. */
const untold: ReadonlySet<Effect['type']> = new Set(['tell', 'answer', 'remove-surplus'])

/** Doubles from half a second to a minute, with jitter so that replicas spread; never so soon that a look finds nothing. */
const backoff = (attempts: number, uncertain: boolean): number => {
  const full = Math.min(60_000, 500 * 2 ** attempts)
  const jittered = full / 2 + (Math.random() * full) / 2
  return Math.round(uncertain ? Math.max(jittered, lookAfterMs) : jittered)
}

/** A post whose reply was lost shows up in the history within a few seconds. */
const lookAfterMs = 2_000
