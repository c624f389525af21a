import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import {
  addWorkDays,
  intoWorkHours,
  nextAfter,
  nextReminderDue,
  remindersInARow,
  silenceAfter,
  updateEvery,
  waitsForWorkHours,
  type WorkCalendar,
} from '../../src/domain/cadence.ts'
import { reminderKinds, severities } from '../../src/domain/incident.ts'
import { at, day, hour, minute, office, opened } from './cast.ts'
import { given } from './specification.ts'

const inIsrael: WorkCalendar = { ...office, timeZone: 'Asia/Jerusalem', days: [7, 1, 2, 3, 4] }

describe('how long people may wait', () => {
  it('for an update: 30 minutes, an hour, four hours, a day', () => {
    expect(severities.map(updateEvery)).toEqual([30 * minute, 60 * minute, 4 * hour, day])
  })

  it('in silence: two hours for what wakes people, two days for the rest', () => {
    expect(severities.map(silenceAfter)).toEqual([2 * hour, 2 * hour, 2 * day, 2 * day])
  })

  it('for the next reminder: each longer than the last, and none after the fifth', () => {
    for (const kind of reminderKinds) {
      for (const severity of severities) {
        const waits = [1, 2, 3, 4].map((count) => nextAfter(kind, severity, count) ?? Number.NaN)
        expect(waits).toEqual([...new Set(waits)].toSorted((a, b) => a - b))
        expect(nextAfter(kind, severity, remindersInARow)).toBeUndefined()
      }
    }
  })

  it('for working hours: sev3, sev4 and every postmortem do', () => {
    expect(severities.filter((severity) => waitsForWorkHours('no-lead', severity))).toEqual(['sev3', 'sev4'])
    expect(severities.filter((severity) => waitsForWorkHours('postmortem-unpublished', severity))).toEqual(severities)
  })

  it('at all: the earliest of what waits', () => {
    const { incident } = given(...opened).world
    expect(incident && nextReminderDue(incident)).toBe(at('13:25'))
    expect(incident && nextReminderDue({ ...incident, reminders: {} })).toBeUndefined()
  })
})

describe('into the working hours', () => {
  it.each([
    ['within them it is now', '2026-03-02 09:00', '2026-03-02 09:00'],
    ['early in the morning it is nine', '2026-03-02 05:00', '2026-03-02 09:00'],
    ['at the end of the day it is the next morning', '2026-03-02 18:00', '2026-03-03 09:00'],
    ['a minute before it is now', '2026-03-02 17:59', '2026-03-02 17:59'],
    ['on Friday evening it is Monday', '2026-03-06 18:30', '2026-03-09 09:00'],
    ['on Sunday it is Monday', '2026-03-08 12:00', '2026-03-09 09:00'],
  ])('in London, %s', (_name, now, then) => {
    expect(intoWorkHours(at(now), office)).toBe(at(then))
  })

  it('in Jerusalem Thursday evening is Sunday morning', () => {
    expect(intoWorkHours(at('2026-03-05 17:00'), inIsrael)).toBe(at('2026-03-08 07:00'))
  })

  it('begin at nine by the wall clock on the days when clocks change', () => {
    // London: 29 March 2026, Sunday; Jerusalem: 27 March 2026, Friday. The Monday and Sunday after begin an hour
    // sooner.
    expect(intoWorkHours(at('2026-03-27 20:00'), office)).toBe(at('2026-03-30 08:00'))
    expect(intoWorkHours(at('2026-03-26 20:00'), inIsrael)).toBe(at('2026-03-29 06:00'))
    const everyDay = { ...office, days: [1, 2, 3, 4, 5, 6, 7] }
    expect(intoWorkHours(at('2026-03-29 00:30'), everyDay)).toBe(at('2026-03-29 08:00'))
    expect(intoWorkHours(at('2026-10-25 00:30'), everyDay)).toBe(at('2026-10-25 09:00'))
  })

  it('exist where midnight does not: Cairo begins 24 April 2026 at one', () => {
    const inEgypt = { ...office, timeZone: 'Africa/Cairo', days: [7, 1, 2, 3, 4, 5] }
    expect(intoWorkHours(at('2026-04-23 16:00'), inEgypt)).toBe(at('2026-04-24 06:00'))
  })

  it('where nobody ever works it is now', () => {
    expect(intoWorkHours(at('2026-03-02 05:00'), { ...office, days: [] })).toBe(at('2026-03-02 05:00'))
  })

  it('whenever it is, in any zone: not before, within the hours, and settled', () => {
    const zone = fc.constantFrom('Europe/London', 'Asia/Jerusalem', 'Asia/Kolkata', 'America/St_Johns', 'Asia/Tokyo')
    const moment = fc.integer({ min: Date.UTC(2025, 0), max: Date.UTC(2028, 0) })
    const days = fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 })
    fc.assert(
      fc.property(zone, moment, days, (timeZone, now, workDays) => {
        const calendar = { ...office, timeZone, days: workDays }
        const then = intoWorkHours(now, calendar)
        expect(then).toBeGreaterThanOrEqual(now)
        expect(intoWorkHours(then, calendar)).toBe(then)
        const parts = new Intl.DateTimeFormat('en-GB', {
          timeZone,
          hour: '2-digit',
          hourCycle: 'h23',
          weekday: 'short',
        })
        const { hour: local = '', weekday = '' } = Object.fromEntries(
          parts.formatToParts(then).map(({ type, value }) => [type, value]),
        )
        expect(Number(local)).toBeGreaterThanOrEqual(9)
        expect(Number(local)).toBeLessThan(18)
        expect(workDays).toContain(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(weekday) + 1)
      }),
    )
  })
})

describe('working days later', () => {
  it.each([
    ['Thursday', '2026-03-05 15:00', '2026-03-10 15:00'],
    ['Friday', '2026-03-06 15:00', '2026-03-11 15:00'],
    ['Saturday', '2026-03-07 15:00', '2026-03-11 15:00'],
    ['Monday', '2026-03-02 15:00', '2026-03-05 15:00'],
  ])('three from a %s in London', (_weekday, from, to) => {
    expect(addWorkDays(at(from), 3, office)).toBe(at(to))
  })

  it('three from a Thursday in Jerusalem is Tuesday, from a Friday too', () => {
    expect(addWorkDays(at('2026-03-05 15:00'), 3, inIsrael)).toBe(at('2026-03-10 15:00'))
    expect(addWorkDays(at('2026-03-06 15:00'), 3, inIsrael)).toBe(at('2026-03-10 15:00'))
  })

  it('keep the time of day over a change of clocks', () => {
    expect(addWorkDays(at('2026-03-27 15:00'), 3, office)).toBe(at('2026-04-01 14:00'))
  })

  it('are days where nobody ever works', () => {
    expect(addWorkDays(at('2026-03-05 15:00'), 3, { ...office, days: [] })).toBe(at('2026-03-08 15:00'))
  })
})
