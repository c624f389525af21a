import { describe, expect, it } from 'vitest'
import { incidentId } from '../../src/domain/ids.ts'
import { newestUpdate } from '../../src/domain/public-updates.ts'
import { aboutCustomers } from './customers-cast.ts'
import { ann, at, by, declared, layla, minute, noa, opened, remind, slack } from './cast.ts'
import { given, givenBeside, type World } from './specification.ts'

/** Noa leads, ann holds comms. */
const manned = [...opened, by(noa).take('lead'), by(noa).give('comms', ann)]
const dueOf = ({ incident }: World) => incident?.reminders['customers-due']

describe('a promise to customers', () => {
  const promised = [...manned, aboutCustomers(layla).draft('x', { due: '14:30' }), aboutCustomers(ann).approve()]

  it('is remembered to comms before it is due, when it is, and after that', () => {
    const { world } = given(...promised)
      .when(remind('customers-due', '14:20', ann))
      .records({ type: 'reminder-sent', nextDueAt: at('14:30') })
    expect(world.incident?.reminders['customers-due']).toEqual({ dueAt: at('14:30'), sent: 1 })
    given(...promised, remind('customers-due', '14:20', ann))
      .when(remind('customers-due', '14:30', ann))
      .records({ type: 'reminder-sent', count: 2, nextDueAt: at('14:30') + 30 * minute })
      .alsoAsksSlackTo('show-card')
  })

  it('is remembered in its last quarter when it is short, at a moment that a database can keep', () => {
    const { world } = given(...manned, aboutCustomers(layla).draft('x', { due: '14:30' })).when({
      ...aboutCustomers(ann).approve(),
      at: at('14:00') + 1,
    })
    expect(dueOf(world)).toEqual({ dueAt: at('14:22') + 30_001, sent: 0 })
  })

  it('outlasts the incident, until customers hear that it is over', () => {
    given(...promised, by(noa, '13:50').resolve())
      .when(remind('customers-due', '14:20', ann))
      .records({ type: 'reminder-sent' })
      .when(aboutCustomers(noa, '14:21').draft('Solved', { id: 'p2', stage: 'resolved' }))
      .when(aboutCustomers(ann, '14:22').approve({ id: 'p2' }))
      .when(remind('customers-due', '14:30', ann))
      .changesNothing()
  })

  it('outlasts a merge and its undoing, and a channel that opens late', () => {
    const other = given({ ...declared, incident: incidentId('0041') }).world.incident
    const merged = givenBeside(other, ...promised).when(by(noa, '13:50').mergeInto('0041'))
    expect(dueOf(merged.world)).toEqual({ dueAt: at('14:20'), sent: 0 })
    const parted = merged.when(by(noa, '13:55').unmerge())
    expect(dueOf(parted.world)).toEqual({ dueAt: at('14:20'), sent: 0 })
    const refused = slack('13:21').refuse({ type: 'open-channel', name: 'inc-0042' }, 'restricted_action')
    const toldBefore = promised.slice(opened.length)
    for (const before of [
      [declared, refused, ...toldBefore],
      [declared, ...toldBefore, refused],
    ]) {
      const late = given(...before).when(slack('13:50').openChannel())
      expect(dueOf(late.world)).toEqual({ dueAt: at('14:20'), sent: 0 })
    }
  })

  it('is planned anew when the channel comes back into reach', () => {
    const { world } = given(...promised, slack('13:40').archive()).when(slack('13:50').archive(false))
    expect(world.incident?.reminders['customers-due']).toEqual({ dueAt: at('14:20'), sent: 0 })
    expect(world.incident && newestUpdate(world.incident)?.nextUpdateDue).toBe(at('14:30'))
  })
})
