import { describe, expect, it, onTestFinished } from 'vitest'
import type { Perform } from '../../src/app/carry.ts'
import { startDelivery } from '../../src/app/deliver.ts'
import { Failure } from '../../src/app/failure.ts'
import { openDoor } from '../../src/app/handle.ts'
import type { Effect } from '../../src/domain/effects.ts'
import { channelId } from '../../src/domain/ids.ts'
import { declare, noon, openHouse, openReplica } from '../db/house.ts'
import { gate, remember, timeOn } from './loops.ts'

/* A replica that was away for longer than its lease: somebody else has done its work, and then its own call comes back. */

const surplus: Effect = { type: 'remove-surplus', mark: 'i/1', channel: channelId('C1'), since: noon }

/** A row is being carried out when somebody else takes it over and finishes it; then `perform` ends like this. */
const comingLate = async (end: Awaited<ReturnType<Perform>> | Failure) => {
  const { url, database } = await openHouse()
  await declare(database, { effects: [{ type: 'set-topic' }] })
  const time = timeOn(url)
  const [begun, late] = [gate(), gate()]
  const { log, events } = remember()
  const door = openDoor(database.ledger, { guests: 'report' }, () => delivery.nudge())
  const perform: Perform = async (row, ifLate) => {
    if (row.effect.type !== 'set-topic') return undefined
    ifLate(surplus)
    begun.open()
    await late.passed
    if (end instanceof Failure) throw end
    return end
  }
  // From then on it takes nothing more: else it might come before the other to its own row.
  let isHeld = false
  const hold = { why: () => (isHeld ? 'held' : undefined), begin: () => undefined }
  const clock = { now: () => noon }
  const delivery = startDelivery({ outbox: database.outbox, door, perform, hold, isAsked: () => false, clock, log })
  onTestFinished(() => delivery.stop())
  await begun.passed
  isHeld = true
  await time.endsLeases()
  const other = openReplica(url)
  const [row] = await other.outbox.claim(1)
  expect(row).toBeDefined()
  if (row !== undefined) await other.outbox.done(row)
  late.open()
  await delivery.settle()
  return { takenBack: await time.takenBack(), logged: events }
}

describe('what a call made although its row had been taken over is taken back', () => {
  it('soon, where the call is known to have been made', async () => {
    const { takenBack, logged } = await comingLate(undefined)
    expect(takenBack).toEqual([{ effect: 'remove-surplus', afterSeconds: 2 }])
    expect(logged).toContain('claim-lost')
  })

  it('later, where it may still come', async () => {
    const { takenBack } = await comingLate(new Failure('timeout', { kind: 'again', uncertain: true }))
    expect(takenBack).toEqual([{ effect: 'remove-surplus', afterSeconds: 30 }])
  })

  it('not at all, where nothing can have been made', async () => {
    for (const failure of [
      new Failure('is_archived', { kind: 'never' }),
      new Failure('ratelimited', { kind: 'wait', inMs: 1000 }),
      new Failure('ECONNREFUSED', { kind: 'again', uncertain: false }),
    ]) {
      expect((await comingLate(failure)).takenBack, failure.code).toEqual([])
    }
  })
})
