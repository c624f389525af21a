import postgres from 'postgres'
import { expect, it, onTestFinished } from 'vitest'
import type { Perform } from '../../src/app/carry.ts'
import { startDelivery } from '../../src/app/deliver.ts'
import { openDoor } from '../../src/app/handle.ts'
import { faultsBeforeParking, triesBeforeParking } from '../../src/app/parking.ts'
import { commandId } from '../../src/domain/ids.ts'
import { declare, noon, openHouse, openReplica, post, textOf } from '../db/house.ts'
import { remember, timeOn } from './loops.ts'

/* What fails each time, whatever the cause, is parked with its reason; what stands behind it in its lane goes on. */

/** Two rows in one lane, the first of which is to be spoiled, and a delivery that carries them out like this. */
const spoiled = async (spoil: string, perform: Perform = async () => undefined) => {
  const { url, database: declaredIn } = await openHouse()
  const incident = await declare(declaredIn, { effects: [post('one'), post('two')] })
  const sql = postgres(url, { max: 1 })
  onTestFinished(() => sql.end())
  await sql.unsafe(spoil)
  // Another process, which remembers nothing of how it was.
  const database = openReplica(url)
  const { log, events } = remember()
  const carried: string[] = []
  const door = openDoor(database.ledger, { guests: 'report' }, () => delivery.nudge())
  const noted: Perform = async (row, ifLate) => {
    carried.push(textOf(row))
    return perform(row, ifLate)
  }
  const hold = { why: () => undefined, begin: () => undefined }
  const delivery = startDelivery({
    isAsked: () => false,
    outbox: database.outbox,
    door,
    perform: noted,
    clock: { now: () => noon },
    hold,
    log,
  })
  onTestFinished(() => delivery.stop())
  const time = timeOn(url)
  const passes = async (rounds: number): Promise<void> => {
    for (let left = rounds; left > 0; left--) {
      await delivery.settle()
      await time.passes()
    }
    await delivery.settle()
  }
  return { database, delivery, incident, passes, carried, logged: events }
}

const first = '(select min(id) from outbox)'

it('a row that cannot be read stops no other, and is parked by its id after five tries', async () => {
  const { database, passes, carried, logged } = await spoiled(
    `update outbox set effect = '{"type":"sing","song":7}' where id = ${first}`,
  )
  await passes(faultsBeforeParking)
  expect(carried).toEqual(['two'])
  const [parked, ...others] = await database.outbox.parked(10)
  expect(others).toEqual([])
  expect(parked).toMatchObject({ what: 'sing', attempts: faultsBeforeParking - 1 })
  expect(parked?.error).toContain('unreadable')
  expect(logged.filter((event) => event === 'effect-unreadable')).toHaveLength(faultsBeforeParking - 1)
  expect(logged).toContain('effect-parked')
})

it('an incident that cannot be read lets its rows be parked, though not even that can be recorded there', async () => {
  const { database, passes } = await spoiled(
    `update incidents set state = '{}'; update events set data = '{}'`,
    async (row) => {
      await database.reads.incident(row.incident ?? expect.fail('a row of no incident'))
      return undefined
    },
  )
  await passes(2 * faultsBeforeParking)
  expect(await database.outbox.parked(10)).toMatchObject([{ error: 'fault' }, { error: 'fault' }])
})

it('an answer that can never be recorded is a try that failed', async () => {
  const { database, passes, carried } = await spoiled('select', async (row) => {
    if (row.incident === undefined || textOf(row) !== 'one') return undefined
    // No ledger takes a moment that is none.
    const by = { kind: 'slack' } as const
    return {
      type: 'record-pin',
      id: commandId(`outbox/${row.id}/${row.claim}`),
      at: NaN,
      by,
      on: { incident: row.incident },
    }
  })
  await passes(faultsBeforeParking)
  expect(await database.outbox.parked(10)).toMatchObject([{ what: 'post', error: 'fault' }])
  expect(carried).toContain('two')
})

it('what took each of its holders with it is not carried out again after ten leases', async () => {
  const { database, passes, carried } = await spoiled(
    `update outbox set attempts = ${triesBeforeParking}, uncertain = true where id = ${first}`,
  )
  await passes(1)
  expect(await database.outbox.parked(10)).toMatchObject([{ what: 'post', error: 'never_came_back' }])
  expect(carried).toContain('two')
  expect(carried).not.toContain('one')
})

it('what was parked is carried out once somebody has mended the cause and asks for it', async () => {
  let mended = false
  const { database, delivery, passes } = await spoiled('select', async () => {
    if (!mended) throw new TypeError('a mistake of ours')
    return undefined
  })
  await passes(3 * faultsBeforeParking)
  const parked = await database.outbox.parked(10)
  expect(parked.filter(({ what }) => what === 'post')).toHaveLength(2)
  mended = true
  for (const { id } of parked) expect(await database.outbox.tryAgain(id)).toBe(true)
  await delivery.settle()
  expect(await database.outbox.parked(10)).toEqual([])
  expect(await database.outbox.nextDueInMs()).toBeUndefined()
})
