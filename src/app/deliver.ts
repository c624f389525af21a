import { startCarrying, type CarryParts } from './carry.ts'
import type { Hold } from './hold.ts'
import type { Incident } from '../domain/incident.ts'
import { startWheel, type Loop } from './loop.ts'
import type { Begun, Claimed } from './ports.ts'

/** The loop over the outbox, and the short way past it. */
export type Delivery = Loop & {
  /** Is there room for effects that are begun as they are committed? */
  mayBegin(): boolean
  /** Carries out what was claimed in the commit itself, and looks for the rest only where something waits. */
  begin(begun: Begun, incident: Incident): void
}

/**
 * Effects carried out at once, in one process: few while somebody waits for an answer, which goes before. Lanes keep
 * what must be in order.
 */
const inFlightLimit = { quiet: 24, asked: 4 }
/** What is begun with its commit and waits for a place: some seconds' work, so that each can go within its claim. */
const readyLimit = 200
/** The sweep that finds what a dead process left; the happy path is nudged and never waits for it. */
const sweepEveryMs = 2_000
/** What ends within this time is followed by one look at what waits behind it. */
const gatherMs = 10
/** What is still in flight when the process must go is handed back after this long. */
const stopWithinMs = 4_000

/**
 * Outbox → Slack. Claims what is due, performs it, and commits the answer together with "done". Only here is
 * anything tried again.
 */
export const startDelivery = (
  parts: Omit<CarryParts, 'isStopping'> & {
    readonly hold: Pick<Hold, 'why'>
    /** Does somebody wait for an answer now? */
    readonly isAsked: () => boolean
  },
): Delivery => {
  const { outbox, hold, isAsked, log } = parts
  let stopping = false
  const { carry, putOff } = startCarrying({ ...parts, isStopping: () => stopping })
  const inFlight = new Set<Promise<void>>()
  /** Begun with their commit, and waiting for a place; should that take too long, `callsUntil` gives them back. */
  const ready: { readonly row: Claimed; readonly incident: Incident }[] = []
  /** Places that are kept for what is being claimed. */
  let claiming = 0
  /** There was no room for all that may be due. */
  let isFull = false
  let gathering: NodeJS.Timeout | undefined

  const wheel = startWheel('outbox', sweepEveryMs, log, async () => {
    if (hold.why() !== undefined) return sweepEveryMs
    const free = places() - inFlight.size
    isFull = free <= 0
    // Whatever ends then looks again.
    if (isFull) return sweepEveryMs
    claiming = free
    const claimed = outbox.claim(free, (unreadable) => track(putOff(unreadable).then(() => true)))
    const rows = await claimed.finally(() => (claiming = 0))
    isFull = rows.length === free
    for (const row of rows) track(carry(row))
    startReady()
    return (await outbox.nextDueInMs()) ?? sweepEveryMs
  })

  const track = (work: Promise<boolean>): void => {
    const settled = async (): Promise<void> => {
      const mayWait = await work
      inFlight.delete(carried)
      startReady()
      if (mayWait || isFull) lookSoon()
    }
    const carried = settled()
    inFlight.add(carried)
  }

  const places = (): number => (isAsked() ? inFlightLimit.asked : inFlightLimit.quiet)
  const hasRoom = (): boolean => inFlight.size + claiming < places()

  const startReady = (): void => {
    while (hasRoom() && !wheel.isStopped()) {
      const next = ready.shift()
      if (next === undefined) return
      track(carry(next.row, next.incident))
    }
  }

  const lookSoon = (): void => {
    gathering ??= setTimeout(() => {
      gathering = undefined
      wheel.nudge()
    }, gatherMs)
  }

  const isDue = async (): Promise<boolean> =>
    hold.why() === undefined && ((await outbox.nextDueInMs()) ?? Infinity) <= 0

  const settle = async (): Promise<void> => {
    do {
      await wheel.turned()
      await Promise.all(inFlight)
    } while (wheel.isTurning() || inFlight.size > 0 || ready.length > 0 || (await isDue()))
  }

  const stop = async (): Promise<void> => {
    await wheel.stop()
    await Promise.race([Promise.all(inFlight), new Promise((resolve) => setTimeout(resolve, stopWithinMs).unref())])
    stopping = true
    await outbox.handBack()
  }

  return {
    nudge: wheel.nudge,
    settle,
    stop,
    mayBegin: () => ready.length < readyLimit && hold.why() === undefined && !wheel.isStopped(),
    begin: ({ rows, waits }, incident) => {
      ready.push(...rows.map((row) => ({ row, incident })))
      startReady()
      if (waits) lookSoon()
    },
  }
}
