import { describe, expect, it, onTestFinished } from 'vitest'
import type { Database } from '../../db/database.ts'
import { openDoor, type Door } from '../../src/app/handle.ts'
import type { Person } from '../../src/app/ports.ts'
import { startReminding } from '../../src/app/remind.ts'
import type { Command, Declare } from '../../src/domain/commands.ts'
import { incidentId } from '../../src/domain/ids.ts'
import { openHouse, openReplica } from '../db/house.ts'
import { ann, at, by, hour, minute, noa, type Who } from '../domain/cast.ts'
import { remember } from './loops.ts'

const doorOf = (database: Database): Door => openDoor(database.ledger, { guests: 'report' }, () => undefined)

/** The loop over this database, at a time that the test sets; it reminds as soon as it is begun. */
const remind = (database: Database, clock: { time: number }, door: Door = doorOf(database)) => {
  const commands: Command[] = []
  const { log, events } = remember()
  const watched: Door = (command, alongside) => {
    commands.push(command)
    return door(command, alongside)
  }
  const { reads, people } = database
  const reminding = startReminding({ reads, people, door: watched, clock: { now: () => clock.time }, log })
  onTestFinished(() => reminding.stop())
  return { reminding, commands, logged: events }
}

const declare = async (database: Database, id: string, more: Partial<Declare> = {}) => {
  const command = by(noa, '13:20').declare({ incident: incidentId(id), ...more })
  await doorOf(database)(command)
  return { incident: command.incident }
}

const person = ({ user, name, standing }: Who, timeZone: string): Person => ({
  id: user,
  name,
  realName: name,
  standing,
  timeZone,
  language: undefined,
})

const remindersOf = async (database: Database, id: string) => (await database.reads.incident(incidentId(id)))?.reminders

describe('what is due', () => {
  it('is reminded of when its time has come, and not before', async () => {
    const { database } = await openHouse()
    await declare(database, 'one')
    const clock = { time: at('13:24') }
    const { reminding, commands } = remind(database, clock)
    await reminding.settle()
    expect(commands).toEqual([])

    clock.time = at('13:25')
    await reminding.settle()
    expect(commands).toMatchObject([{ type: 'remind', kind: 'no-lead', to: noa.user, at: at('13:25') }])
    expect((await remindersOf(database, 'one'))?.['no-lead']).toEqual({ dueAt: at('13:30'), sent: 1 })
  })

  it('is for the lead, and for the declarer where there is none', async () => {
    const { database } = await openHouse()
    await declare(database, 'led')
    await declare(database, 'leaderless')
    await doorOf(database)({ ...by(noa).give('lead', ann), on: { incident: incidentId('led') } })
    const { reminding, commands } = remind(database, { time: at('13:50') })
    await reminding.settle()
    const overdue = commands.flatMap((command) =>
      command.type === 'remind' && command.kind === 'update-overdue' ? [[command.on, command.to]] : [],
    )
    expect(overdue).toHaveLength(2)
    expect(overdue).toContainEqual([{ incident: 'led' }, ann.user])
    expect(overdue).toContainEqual([{ incident: 'leaderless' }, noa.user])
  })

  it('waits for the working hours of the person it is for', async () => {
    const { database } = await openHouse()
    await database.people.save([person(noa, 'Asia/Jerusalem')])
    await declare(database, 'one', { severity: 'sev3' })
    const { reminding } = remind(database, { time: at('2026-03-06 10:00') })
    await reminding.settle()
    // Friday noon in Jerusalem; Sunday at nine is 07:00 UTC.
    expect((await remindersOf(database, 'one'))?.['no-lead']).toEqual({ dueAt: at('2026-03-08 07:00'), sent: 0 })
  })

  it('of many incidents is all reminded of at once', async () => {
    const { database } = await openHouse()
    const ids = Array.from({ length: 120 }, (_, nth) => `incident-${nth}`)
    for (const id of ids) await declare(database, id)
    const { reminding, commands } = remind(database, { time: at('13:26') })
    await reminding.settle()
    expect(new Set(commands.map((command) => ('on' in command ? JSON.stringify(command.on) : '')))).toHaveLength(120)
    expect(await database.reads.due(at('13:26'), 200)).toEqual([])
  })
})

describe('two processes, and a new one', () => {
  it('that see the same due time remind once', async () => {
    const { url, database } = await openHouse()
    await declare(database, 'one')
    const clock = { time: at('13:25') }
    const [one, other] = [remind(database, clock), remind(openReplica(url), clock)]
    await Promise.all([one.reminding.settle(), other.reminding.settle()])
    expect((await remindersOf(database, 'one'))?.['no-lead']).toEqual({ dueAt: at('13:30'), sent: 1 })
  })

  it('after a restart neither forget nor repeat', async () => {
    const { url, database } = await openHouse()
    await declare(database, 'one')
    const before = remind(database, { time: at('13:25') })
    await before.reminding.settle()
    await before.reminding.stop()

    const again = remind(openReplica(url), { time: at('13:26') })
    await again.reminding.settle()
    expect(again.commands).toEqual([])

    const late = remind(openReplica(url), { time: at('13:50') })
    await late.reminding.settle()
    expect(late.commands).toMatchObject([{ kind: 'update-overdue' }, { kind: 'no-lead' }])
    expect((await remindersOf(database, 'one'))?.['no-lead']).toEqual({ dueAt: at('13:50') + 10 * minute, sent: 2 })
  })
})

describe('a fault with one incident', () => {
  it('keeps nobody else from being reminded', async () => {
    const { database } = await openHouse()
    for (const id of ['one', 'two', 'three']) await declare(database, id)
    const door = doorOf(database)
    const { reminding, logged } = remind(database, { time: at('13:25') }, (command, alongside) =>
      'on' in command && 'incident' in command.on && command.on.incident === 'one'
        ? Promise.reject(new Error('a mistake of ours'))
        : door(command, alongside),
    )
    await reminding.settle()
    expect((await remindersOf(database, 'two'))?.['no-lead']?.sent).toBe(1)
    expect((await remindersOf(database, 'three'))?.['no-lead']?.sent).toBe(1)
    expect(logged).toContain('reminder-fault')
  })
})

describe('stopping', () => {
  it('begins no further look', async () => {
    const { database } = await openHouse()
    await declare(database, 'one')
    const clock = { time: at('13:20') }
    const { reminding, commands } = remind(database, clock)
    await reminding.stop()
    clock.time = at('13:20') + hour
    reminding.nudge()
    await reminding.stop()
    expect(commands).toEqual([])
  })
})
