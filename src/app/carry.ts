import type { Command } from '../domain/commands.ts'
import type { Effect } from '../domain/effects.ts'
import { commandId } from '../domain/ids.ts'
import type { Incident } from '../domain/incident.ts'
import { isUntold } from '../domain/troubles.ts'
import { Failure } from './failure.ts'
import type { Door } from './handle.ts'
import type { Hold } from './hold.ts'
import { backoff, cureOf, faultCode, faultsBeforeParking, neverCameBack, triesBeforeParking } from './parking.ts'
import {
  ClaimLost,
  DatabaseAway,
  type Claimed,
  type Clock,
  type Ended,
  type Log,
  type Outbox,
  type Unreadable,
} from './ports.ts'
import { whileAway } from './while-away.ts'

/**
 * Carries out one effect. Returns what Slack answered as a command, or nothing if there is nothing to record. Says
 * `ifLate` before each call that leaves something behind. `incident`: the state that the row was committed with, where
 * it is begun at once; whatever changes it later asks for effects of its own.
 */
export type Perform = (row: Claimed, ifLate: IfLate, incident?: Incident) => Promise<Command | undefined>

/** What is to be asked for, should this row have been taken over by somebody else when the call comes back. */
export type IfLate = (takeBack: Effect) => void

/** What carrying needs of the house. */
export type CarryParts = {
  readonly outbox: Outbox
  readonly door: Door
  readonly perform: Perform
  readonly hold: Pick<Hold, 'begin'>
  readonly clock: Clock
  readonly log: Log
  /** True once what is in hand is given back: then nothing waits for the database any more. */
  readonly isStopping: () => boolean
}

const storeAgainMs = 200

/**
 * What was made too late can be looked for when Slack's history shows it; a call whose end nobody knows may still come.
 */
const takeBackAfterMs = { made: 2_000, perhaps: 30_000 }

/**
 * Carries out one claimed row and commits what came of it together with "done"; never rejects. Resolves with whether the
 * outbox is to be looked at: false where nothing waits behind the row, or whoever opened the door has been told so.
 */
export const startCarrying = ({ outbox, door, perform, hold, clock, log, isStopping }: CarryParts) => {
  const storing = { againMs: storeAgainMs, isStopping }

  const carry = async (row: Claimed, incident?: Incident): Promise<boolean> => {
    const made: Effect[] = []
    try {
      const result = await attempt(row, (takeBack) => made.push(takeBack), incident)
      // However long that lasts: should the lease have run out by then and somebody else have begun, the claim says so.
      const ended = await whileAway(() => store(row, result), storing)
      if (ended !== 'lost') return ended === 'next'
      const inMs = lateness(result)
      const surplus = inMs === undefined ? [] : made
      for (const effect of surplus) {
        await whileAway(() => outbox.ask(effect, { incident: row.incident, inMs: inMs ?? 0 }), storing)
      }
      const takenBack = surplus.map(({ type }) => type)
      log.warn(
        { event: 'claim-lost', ...idsOf(row), takenBack },
        'Somebody else has taken this over; its late result is dropped',
      )
    } catch (error) {
      const facts = { event: 'delivery-interrupted', ...idsOf(row), error: String(error) }
      log.error(facts, 'The result could not be stored; the lease will bring it back')
    }
    return true
  }

  const attempt = async (row: Claimed, ifLate: IfLate, incident: Incident | undefined): Promise<Result> => {
    // Only leases that ran out count so far: whoever held it died each time, perhaps of it.
    if (row.attempts >= triesBeforeParking) return new Failure(neverCameBack, { kind: 'again', uncertain: true })
    try {
      return await perform(row, ifLate, incident)
    } catch (error) {
      if (error instanceof Failure) return error
      // It may have gone between two questions of one effect, after the first call to Slack.
      if (error instanceof DatabaseAway) return new Failure('database_away', { kind: 'again', uncertain: true }, error)
      return faultOf(row, error)
    }
  }

  const faultOf = (row: Claimed, error: unknown): Failure => {
    const reason = error instanceof Error ? error.stack : String(error)
    log.error({ event: 'effect-fault', ...idsOf(row), error: reason }, 'A fault of ours')
    return new Failure(faultCode, { kind: 'again', uncertain: true }, error)
  }

  /** An answer that cannot be recorded (a fault of ours) is a try that failed; after one, anything may be next. */
  const store = async (row: Claimed, result: Result): Promise<Ended> => {
    if (result === undefined) return outbox.done(row)
    if (result instanceof Failure) return (await fail(row, result)) ? 'next' : 'lost'
    try {
      return (await record(row, result)) ? 'last' : 'lost'
    } catch (error) {
      if (error instanceof DatabaseAway) throw error
      return (await fail(row, faultOf(row, error))) ? 'next' : 'lost'
    }
  }

  /** False if the claim was lost. What waits behind the row is in the outcome, which `onCommit` of the door hears of. */
  const record = async (row: Claimed, command: Command): Promise<boolean> => {
    try {
      await door(command, { finishing: row })
      return true
    } catch (error) {
      if (error instanceof ClaimLost) return false
      throw error
    }
  }

  const fail = async (row: Claimed, failure: Failure): Promise<boolean> => {
    const { how, code } = failure
    const needed = how.kind === 'never' && how.needed !== undefined ? { needed: how.needed } : {}
    const facts = { ...idsOf(row), error: code, attempts: row.attempts, ...needed }
    const { uncertain } = row
    if (how.kind === 'held') {
      hold.begin(code)
      return outbox.again(row, { inMs: 0, error: code, attempted: false, uncertain })
    }
    if (how.kind === 'wait') return outbox.again(row, { inMs: how.inMs, error: code, attempted: false, uncertain })
    // A database that was away is no refusal of Slack's.
    const attempted = !(failure.cause instanceof DatabaseAway)
    if (how.kind === 'again' && (row.attempts + 1 < triesOf(code) || !attempted)) {
      const inMs = backoff(row.attempts, how.uncertain)
      const kept = await outbox.again(row, { inMs, error: code, attempted, uncertain: how.uncertain || uncertain })
      // Said once it is stored: while the database is away this is tried again and again.
      if (attempted) log.warn({ event: 'effect-delayed', ...facts }, 'It was not done; trying again')
      return kept
    }
    const kept = await giveUp(row, failure)
    if (how.kind === 'never') {
      log.error({ event: 'effect-refused', ...facts }, 'Slack refuses it; somebody must mend the cause')
    } else log.error({ event: 'effect-parked', ...facts, cure: cureOf(code) }, parkedWords)
    return kept
  }

  /** Given up and said so: the failure is recorded and told, except where it changes nothing that anybody must know. */
  const giveUp = async (row: Claimed, { code, how }: Failure): Promise<boolean> => {
    const { effect, incident } = row
    const { about, needed } = how.kind === 'never' ? how : {}
    if (incident === undefined || isUntold(effect.type)) return outbox.giveUp(row, code, needed)
    const id = commandId(`outbox/${row.id}/${row.claim}/refused`)
    const said = { type: 'record-failure', id, at: clock.now(), by: { kind: 'slack' }, on: { incident } } as const
    try {
      const facts = { ...(about !== undefined && { channel: about }), ...(needed !== undefined && { needed }) }
      return await record(row, { ...said, effect, error: code, ...facts })
    } catch (error) {
      if (error instanceof DatabaseAway) throw error
      // Not even that can be recorded (an incident that cannot be read): the row must not come back for ever.
      faultOf(row, error)
      return outbox.giveUp(row, code, needed)
    }
  }

  /** A row that says nothing to this program: a newer replica may know it, so it waits a while before it is parked. */
  const putOff = async (row: Unreadable): Promise<void> => {
    const facts = { outbox: row.id, incident: row.incident, attempts: row.attempts, error: row.error }
    try {
      if (row.attempts + 1 < faultsBeforeParking) {
        log.warn({ event: 'effect-unreadable', ...facts }, 'It cannot be read; perhaps a newer replica can')
        const inMs = backoff(row.attempts, true)
        await outbox.again(row, { inMs, error: row.error, attempted: true, uncertain: row.uncertain })
      } else {
        log.error({ event: 'effect-parked', ...facts, cure: cureOf(row.error) }, parkedWords)
        await outbox.giveUp(row, row.error)
      }
    } catch (error) {
      const interrupted = { event: 'delivery-interrupted', ...facts, error: String(error) }
      log.error(interrupted, 'It could not be put off; the lease will bring it back')
    }
  }

  return { carry, putOff }
}

type Result = Command | undefined | Failure

const idsOf = ({ id, incident, request, effect }: Claimed) => ({ outbox: id, incident, request, effect: effect.type })

const triesOf = (code: string): number => (code === faultCode ? faultsBeforeParking : triesBeforeParking)

const parkedWords =
  'Parked after its last try; what stands behind it goes on. Once the cause is mended: /incident health, Try again'

/** When to look for what a late call left, in ms; undefined when it can have left nothing. */
const lateness = (result: Result): number | undefined => {
  if (!(result instanceof Failure)) return takeBackAfterMs.made
  return result.how.kind === 'again' && result.how.uncertain ? takeBackAfterMs.perhaps : undefined
}
