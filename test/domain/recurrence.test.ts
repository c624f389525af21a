import { describe, expect, it } from 'vitest'
import type { Command } from '../../src/domain/commands.ts'
import { channelId, commandId, incidentId } from '../../src/domain/ids.ts'
import type { Incident } from '../../src/domain/incident.ts'
import { foundAgainBy, troubleKeys } from '../../src/domain/recurrence.ts'
import type { Earlier } from '../../src/domain/earlier.ts'
import { timeline } from '../../src/domain/timeline.ts'
import { draft } from '../../src/domain/postmortem.ts'
import { ann, at, by, layla, maya, noa, opened, reported, slack, theChannel, theIncident } from './cast.ts'
import { carryOut, given, givenAfter, givenBeside, type World } from './specification.ts'

const checkout = { name: 'Checkout' }
const services = { part: 'services', to: [checkout] } as const
const earlier: Earlier = {
  incident: incidentId('0012'),
  number: 12,
  channel: channelId('C0012'),
  resolvedAt: at('2026-02-20 09:00'),
  fix: 'Restarted the queue',
}

/** An incident of this number, as far as some commands brought it. */
const numbered = (number: number, ...commands: readonly Command[]): Incident => {
  const { incident } = given(...commands).world
  if (incident === undefined) throw new Error('there is none')
  return { ...incident, id: incidentId(`00${number}`), number }
}
const resolvedBefore = numbered(12, ...opened, by(noa, '14:00').resolve({ fix: 'Restarted the queue' }))

describe('the same trouble', () => {
  it('is of one kind, and hurts a service that both name, however it is written', () => {
    expect(troubleKeys('outage', [checkout, { name: 'search' }])).toContain(
      troubleKeys('outage', [{ name: 'ｃheckout ' }])[0],
    )
    expect(troubleKeys('outage', [checkout])).not.toEqual(troubleKeys('data', [checkout]))
    expect(troubleKeys('outage', [checkout])).not.toEqual(troubleKeys('outage', [{ name: 'search' }]))
  })

  it('cannot be known where nobody named a service, nor of what was never resolved', () => {
    expect(troubleKeys('outage')).toEqual([])
    const declared = by(noa, '13:20').declare({ services: [checkout] })
    expect(foundAgainBy(numbered(12, declared, by(noa).resolve()))).toEqual(['outage/checkout'])
    expect(foundAgainBy(numbered(12, declared))).toBeUndefined()
    expect(foundAgainBy(numbered(12, declared, by(noa).cancel()))).toBeUndefined()
    expect(foundAgainBy(numbered(12, ...opened, by(noa).resolve()))).toBeUndefined()
  })
})

describe('a recurrence', () => {
  it('is found in the very record that declares it', () => {
    givenAfter(earlier)
      .when(by(noa).declare({ services: [checkout] }))
      .records({ type: 'incident-declared' }, { type: 'impact-stated' }, { type: 'recurrence-found', earlier })
      .asksSlackTo('open-channel')
      .leaves({ recurrence: { of: earlier } })
  })

  it('is found when its kind becomes known only later, which stands in the timeline and chooses the checklist', () => {
    const data = { ...by(ann).stateImpact([]), reclassified: { kind: 'data', services: [checkout] } } as const
    const { world } = givenAfter(earlier, ...opened, by(ann).stateImpact([{ part: 'who', to: 'Shops' }]))
      .when(data)
      .records({ type: 'kind-changed', from: 'outage', to: 'data' }, { type: 'recurrence-found', earlier })
      .asksSlackTo('show-card', 'show-card')
      .leaves({ kind: 'data', recurrence: { of: earlier } })
      .when(data)
      .changesNothing()
    expect(timeline(world.events).map(({ what }) => what.is === 'fact' && what.event.type)).toContain('kind-changed')
    givenAfter(undefined, ...opened)
      .when({ ...data, id: commandId('again') })
      .records({ type: 'kind-changed' })
  })

  it('is found when services become known only later, and shown on the card alone', () => {
    givenAfter(earlier, ...opened)
      .when(by(ann).stateImpact([services]))
      .records({ type: 'impact-stated' }, { type: 'recurrence-found', earlier })
      .asksSlackTo('show-card', 'show-card')
      .leaves({ recurrence: { of: earlier } })
  })

  it('is found once', () => {
    givenAfter(earlier, ...opened, by(ann).stateImpact([services]))
      .when(by(layla).stateImpact([{ ...services, to: [{ name: 'search' }] }]))
      .records({ type: 'impact-stated' })
  })

  it('is not looked for with what says nothing of services, nor with what was known', () => {
    givenAfter(earlier, ...opened)
      .when(by(ann).stateImpact([{ part: 'who', to: 'Everybody' }]))
      .records({ type: 'impact-stated' })
    const known = { ...given(...opened, by(ann).stateImpact([services])).world, earlier }
    const again = carryOut(known, by(layla).stateImpact([services, { part: 'who', to: 'Everybody' }])).verdict
    expect(again.ok && again.events.map(({ event }) => event.type)).toEqual(['impact-stated'])
  })

  it('is not found for a false alarm, whose services were named after it', () => {
    givenAfter(earlier, ...opened, by(noa).cancel())
      .when(by(ann).stateImpact([services]))
      .records({ type: 'impact-stated' })
  })

  it('stands in the timeline, and first among the questions for the cause', () => {
    const { world } = givenAfter(earlier, by(noa, '13:20').declare({ services: [checkout] }))
    expect(timeline(world.events).map(({ what }) => what.is === 'fact' && what.event.type)).toContain(
      'recurrence-found',
    )
    if (world.incident === undefined) throw new Error('there is none')
    expect(draft(world.incident, world.events).rootCause[0]).toMatchObject({
      ask: 'recurred',
      earlier: 12,
      text: 'Restarted the queue',
    })
  })
})

const numberAfter = (world: World): number | undefined => world.incident?.recurrence?.of?.number

describe('a recurrence by hand', () => {
  it('is linked with what was known of the earlier one, however long ago that was', () => {
    givenBeside(resolvedBefore, ...opened)
      .when(by(ann).linkRecurrence('0012'))
      .records({
        type: 'recurrence-linked',
        earlier: {
          incident: incidentId('0012'),
          number: 12,
          channel: theChannel,
          resolvedAt: at('14:00'),
          fix: 'Restarted the queue',
        },
      })
      .asksSlackTo('show-card')
      .leaves({ recurrence: { of: { number: 12, resolvedAt: at('14:00') } } })
      .when(by(layla).linkRecurrence('0012'))
      .changesNothing()
  })

  it('can be said after the end, when it is known best, and draws the postmortem again', () => {
    givenBeside(resolvedBefore, ...opened, by(noa, '14:00').resolve(), slack('14:00').draw('root'))
      .when(by(ann, '15:00').linkRecurrence('0012'))
      .alsoAsksSlackTo(
        'show-card',
        { type: 'show-postmortem', part: 'root' },
        { type: 'show-postmortem', part: 'root-cause' },
      )
  })

  it('takes the place of one that was found, and is not found over', () => {
    const found = { ...earlier, incident: incidentId('0009'), number: 9 }
    const before: World = { ...givenAfter(found, ...opened).world, other: resolvedBefore }
    const stated = carryOut(before, by(ann).stateImpact([services])).world
    expect(numberAfter(stated)).toBe(9)
    expect(numberAfter(carryOut(stated, by(ann).linkRecurrence('0012')).world)).toBe(12)
    const linked = carryOut(before, by(ann).linkRecurrence('0012')).world
    expect(numberAfter(carryOut(linked, by(ann).stateImpact([services])).world)).toBe(12)
  })

  it('is taken back, and then looked for no more', () => {
    const unlinked = givenAfter(earlier, ...opened, by(ann).stateImpact([services])).when(by(noa).unlinkRecurrence())
    unlinked
      .records({ type: 'recurrence-unlinked', number: 12 })
      .asksSlackTo('show-card')
      .when(by(layla).stateImpact([{ ...services, to: [{ name: 'search' }] }]))
      .records({ type: 'impact-stated' })
    unlinked.when(by(noa).unlinkRecurrence()).refuses('no-recurrence', { number: 42 })
  })

  it.each([
    ['itself', numbered(42, ...opened), theIncident, 'recurrence-of-itself', { number: 42 }],
    ['one that is not there', undefined, '0012', 'no-incident-here', {}],
    ['one that is still open', numbered(12, ...opened), '0012', 'recurrence-of-open', { number: 12 }],
    ['one that waits in triage', numbered(12, reported), '0012', 'recurrence-of-open', { number: 12 }],
    ['a false alarm', numbered(12, ...opened, by(noa).cancel()), '0012', 'recurrence-of-nothing', { number: 12 }],
    ['a declined report', numbered(12, reported, by(noa).decline()), '0012', 'recurrence-of-nothing', { number: 12 }],
    [
      'one that came later, so that there is no ring',
      numbered(43, ...opened, by(noa).resolve()),
      '0043',
      'recurrence-of-later',
      { number: 43, ours: 42 },
    ],
  ] as const)('of %s is refused', (_, beside, to, code, facts) => {
    givenBeside(beside, ...opened)
      .when(by(ann).linkRecurrence(to))
      .refuses(code, facts)
  })

  it('of one that went into another is refused with the one to name', () => {
    const into = numbered(11, ...opened)
    const { incident } = givenBeside(into, ...opened).when(by(ann).mergeInto('0011')).world
    const merged = incident && { ...incident, id: incidentId('0012'), number: 12 }
    givenBeside(merged, ...opened)
      .when(by(ann).linkRecurrence('0012'))
      .refuses('recurrence-of-merged', { number: 12, into: 11 })
  })

  it('is refused while nobody has judged it, and for what is no incident of its own', () => {
    givenBeside(resolvedBefore, reported).when(by(ann).linkRecurrence('0012')).refuses('in-triage')
    givenBeside(resolvedBefore, reported, by(noa).decline())
      .when(by(ann).linkRecurrence('0012'))
      .refuses('already-declined')
    givenBeside(resolvedBefore, ...opened, by(noa).cancel())
      .when(by(ann).linkRecurrence('0012'))
      .refuses('already-cancelled')
    givenBeside(resolvedBefore, ...opened)
      .when(by(maya).linkRecurrence('0012'))
      .refuses('guest-may-only-report')
  })
})
