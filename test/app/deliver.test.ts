import { describe, expect, it, onTestFinished } from 'vitest'
import type { Perform } from '../../src/app/carry.ts'
import { startDelivery } from '../../src/app/deliver.ts'
import { faultsBeforeParking, triesBeforeParking } from '../../src/app/parking.ts'
import { Failure } from '../../src/app/failure.ts'
import { startHold } from '../../src/app/hold.ts'
import { openDoor } from '../../src/app/handle.ts'
import type { Claimed } from '../../src/app/ports.ts'
import type { Effect } from '../../src/domain/effects.ts'
import { commandId, messageTs, userId } from '../../src/domain/ids.ts'
import type { Incident } from '../../src/domain/incident.ts'
import { ann, declare, noon, openHouse, openReplica, post } from '../db/house.ts'
import { gate, remember, timeOn } from './loops.ts'

const card: Effect = { type: 'show-card' }
const topic: Effect = { type: 'set-topic' }
const invite = (user: string): Effect => ({ type: 'invite', user: userId(user) })
const tell: Effect = { type: 'tell', user: ann.user, news: { say: 'joined' } }
const nameOf = ({ effect }: Claimed): string => {
  if (effect.type === 'post' && effect.post.say === 'update') return effect.post.text
  return effect.type === 'invite' ? effect.user : effect.type
}
const cardPosted = (row: Claimed) =>
  ({
    type: 'record-card',
    id: commandId(`outbox/${row.id}/${row.claim}`),
    at: noon,
    by: { kind: 'slack' },
    on: { incident: row.incident ?? fail('a card of no incident') },
    ts: messageTs('1772452800.000100'),
  }) as const

const fail = (what: string): never => {
  throw new Error(what)
}

/** An incident whose outbox holds these effects, and a delivery that carries them out like this. */
const deliver = async (effects: readonly Effect[], perform: Perform) => {
  const { url, database } = await openHouse()
  const incident = await declare(database, { effects })
  const { log, events } = remember()
  const rules = { guests: 'report' } as const
  const door = openDoor(database.ledger, rules, () => delivery.nudge())
  const [token, people, clock] = [{ isTaken: false }, { wait: false }, { now: () => noon }]
  const hold = startHold({ isTaken: async () => token.isTaken, log, onEnd: () => delivery.nudge() })
  const isAsked = (): boolean => people.wait
  const delivery = startDelivery({ outbox: database.outbox, door, perform, hold, isAsked, clock, log })
  onTestFinished(() => delivery.stop())
  onTestFinished(() => hold.stop())
  const standing = async (): Promise<Incident> =>
    (await database.reads.incident(incident.id)) ?? fail('the incident is gone')
  return { url, delivery, hold, token, people, time: timeOn(url), logged: events, incident, standing }
}

describe('what waits in the outbox', () => {
  it('is carried out once, in the order of its lane, lanes side by side', async () => {
    const oneIsOut = gate()
    const order: string[] = []
    const { delivery } = await deliver([post('one'), post('two'), invite('U1')], async (row) => {
      order.push(`${nameOf(row)} begins`)
      if (nameOf(row) === 'one') await oneIsOut.passed
      if (nameOf(row) === 'U1') oneIsOut.open()
      order.push(`${nameOf(row)} ends`)
      return undefined
    })
    await delivery.settle()
    expect(order).toHaveLength(6)
    // The first post ends only because the invitation did not wait for it.
    expect(order.indexOf('U1 ends')).toBeLessThan(order.indexOf('one ends'))
    expect(order.indexOf('one ends')).toBeLessThan(order.indexOf('two begins'))
    await delivery.settle()
    expect(order).toHaveLength(6)
  })

  it('is done in the same commit as what Slack answered, and what follows is carried out too', async () => {
    const carried: string[] = []
    const { delivery, standing, time } = await deliver([card], async (row) => {
      carried.push(nameOf(row))
      return row.effect.type === 'show-card' ? cardPosted(row) : undefined
    })
    await delivery.settle()
    expect(carried[0]).toBe('show-card')
    expect(carried).toContain('pin-card')
    expect((await standing()).card).toBe('1772452800.000100')
    expect(await time.waiting()).toEqual([])
  })

  it.each([
    [24, 'at once', false],
    [4, 'while somebody waits for an answer', true],
  ])('is carried out by at most %i %s', async (limit, _when, wait) => {
    const all = gate()
    let now = 0
    let most = 0
    const { delivery, people } = await deliver(
      Array.from({ length: 30 }, (_, nth) => invite(`U${nth}`)),
      async () => {
        most = Math.max(most, ++now)
        if (most === limit) all.open()
        await all.passed
        now--
        return undefined
      },
    )
    people.wait = wait
    await delivery.settle()
    expect(most).toBe(limit)
  })
})

describe('a call that failed', () => {
  it('is not now: it waits as long as Slack said, and that is no try', async () => {
    const seen: Claimed[] = []
    const { delivery, time } = await deliver([topic], async (row) => {
      seen.push(row)
      if (seen.length <= triesBeforeParking + 2) throw new Failure('ratelimited', { kind: 'wait', inMs: 45_000 })
      return undefined
    })
    await delivery.settle()
    expect(await time.waiting()).toMatchObject([{ effect: 'set-topic', attempts: 0, error: 'ratelimited' }])
    expect((await time.waiting())[0]?.inSeconds).toBeGreaterThan(30)
    while ((await time.waiting()).length > 0) {
      await time.passes()
      await delivery.settle()
    }
    expect(seen).toHaveLength(triesBeforeParking + 3)
    expect(seen.every(({ attempts, uncertain }) => attempts === 0 && !uncertain)).toBe(true)
  })

  it('is tried again, later each time, and knows if the one before may have taken effect', async () => {
    const seen: Claimed[] = []
    const { delivery, time, standing } = await deliver([topic], async (row) => {
      seen.push(row)
      if (seen.length === 1) throw new Failure('ECONNREFUSED', { kind: 'again', uncertain: false })
      if (seen.length === 2) throw new Failure('timeout', { kind: 'again', uncertain: true })
      if (seen.length === 3) throw new Failure('ratelimited', { kind: 'wait', inMs: 1000 })
      return undefined
    })
    for (let tries = 0; tries < 4; tries++) {
      await delivery.settle()
      await time.passes()
    }
    await delivery.settle()
    expect(seen.map(({ attempts, uncertain }) => [attempts, uncertain])).toEqual([
      [0, false],
      [1, false],
      [2, true],
      [2, true],
    ])
    expect((await standing()).troubles).toEqual([])
  })

  it('holds back only what stands behind it in its lane', async () => {
    const carried: string[] = []
    const { delivery } = await deliver([post('one'), post('two'), invite('U1')], async (row) => {
      carried.push(nameOf(row))
      if (nameOf(row) === 'one') throw new Failure('timeout', { kind: 'again', uncertain: true })
      return undefined
    })
    await delivery.settle()
    expect(carried.toSorted()).toEqual(['U1', 'one'])
  })

  it('for good is recorded and told, and what stands behind it goes on', async () => {
    const carried: string[] = []
    const { delivery, standing, time, logged } = await deliver([post('one'), post('two')], async (row) => {
      carried.push(nameOf(row))
      if (nameOf(row) === 'one') throw new Failure('restricted_action', { kind: 'never', about: 'C1' })
      return undefined
    })
    await delivery.settle()
    expect(carried).toContain('two')
    expect(carried).toContain('tell')
    expect((await standing()).troubles).toMatchObject([{ effect: 'post', error: 'restricted_action' }])
    expect(await time.waiting()).toEqual([])
    expect(logged).toContain('effect-refused')
  })

  it('for good, of words for one person, is let go: nobody is told that somebody was not told', async () => {
    const carried: string[] = []
    const { delivery, standing, time } = await deliver([tell], async (row) => {
      carried.push(nameOf(row))
      throw new Failure('cannot_dm_bot', { kind: 'never' })
    })
    await delivery.settle()
    expect(carried).toEqual(['tell'])
    expect((await standing()).troubles).toEqual([])
    expect(await time.givenUp()).toEqual([{ effect: 'tell', error: 'cannot_dm_bot' }])
  })

  it('by a fault of ours is tried five times, then parked and told, and the lane goes on', async () => {
    let tries = 0
    const { delivery, standing, time, logged } = await deliver([post('one'), post('two')], async (row) => {
      if (nameOf(row) !== 'one') return undefined
      tries++
      throw new TypeError('a mistake of ours')
    })
    await delivery.settle()
    for (let rounds = 0; rounds < faultsBeforeParking + 3; rounds++) {
      await time.passes()
      await delivery.settle()
    }
    expect(tries).toBe(faultsBeforeParking)
    expect((await standing()).troubles).toMatchObject([{ effect: 'post', error: 'fault' }])
    expect(await time.waiting()).toEqual([])
    expect(logged.filter((event) => event === 'effect-fault')).toHaveLength(faultsBeforeParking)
    expect(logged).toContain('effect-parked')
  })
})

describe('a claim that was lost', () => {
  it('makes the late result worth nothing: whoever took it over answers for it', async () => {
    const [begun, late] = [gate(), gate()]
    const { url, delivery, time, standing, logged } = await deliver([card], async (row) => {
      begun.open()
      await late.passed
      return cardPosted(row)
    })
    await begun.passed
    await time.endsLeases()
    const { outbox } = openReplica(url)
    const [taken] = await outbox.claim(1)
    expect(taken).toMatchObject({ effect: card, uncertain: true })
    late.open()
    await delivery.settle()
    expect((await standing()).card).toBeUndefined()
    expect(logged).toContain('claim-lost')
    expect(await outbox.done(taken ?? fail('nothing was taken over'))).toBe('last')
  })
})

describe('a result that the database does not take at once', () => {
  it('is kept and stored when it does, without another call', async () => {
    let calls = 0
    const { delivery, standing, time } = await deliver([card], async (row) => {
      if (row.effect.type !== 'show-card') return undefined
      calls++
      await time.fillsDisk(3)
      return cardPosted(row)
    })
    await delivery.settle()
    expect((await standing()).card).toBe('1772452800.000100')
    expect(calls).toBe(1)
    expect(await time.waiting()).toEqual([])
  })
})

describe('stopping', () => {
  it('finishes what is in flight and begins nothing new', async () => {
    const [begun, held] = [gate(), gate()]
    const carried: string[] = []
    const { delivery, time } = await deliver([post('one'), post('two')], async (row) => {
      carried.push(nameOf(row))
      begun.open()
      await held.passed
      return undefined
    })
    await begun.passed
    const stopped = delivery.stop()
    held.open()
    await stopped
    delivery.nudge()
    expect(carried).toEqual(['one'])
    expect(await time.waiting()).toMatchObject([{ effect: 'post', attempts: 0 }])
  })
})

describe('a token that Slack refuses', () => {
  it('holds everything back, untried and untold, until Slack takes it again', async () => {
    let calls = 0
    const refused = { isNow: true }
    const { delivery, hold, token, time, logged, standing } = await deliver([card, topic, invite('U1')], async () => {
      calls++
      if (refused.isNow) throw new Failure('token_revoked', { kind: 'held' })
      return undefined
    })
    await delivery.settle()
    expect(calls).toBeLessThanOrEqual(3)
    const before = calls
    await delivery.settle()
    expect(calls).toBe(before)
    expect(hold.why()).toBe('token_revoked')
    expect(logged.filter((event) => event === 'token-refused')).toHaveLength(1)
    expect((await standing()).troubles).toEqual([])
    expect((await time.waiting()).map(({ attempts }) => attempts)).toEqual([0, 0, 0])

    expect(await hold.ask()).toBe(false)
    token.isTaken = true
    refused.isNow = false
    expect(await hold.ask()).toBe(true)
    await delivery.settle()
    expect(await time.waiting()).toEqual([])
  })
})
