import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addWorkDays, intoWorkHours, type WorkCalendar } from '../../src/domain/cadence.ts'
import { momentsAt, wallTimeOf } from '../../src/domain/wall-clock.ts'
import { at, by, day, hour, minute, noa, office, remind } from './cast.ts'
import { given } from './specification.ts'

/*
 * London: clocks go from 01:00 to 02:00 on Sunday 29 March 2026 (01:00 UTC), and from 02:00 back to 01:00 on Sunday 25
 * October (01:00 UTC). What is said with a clock time in those hours is in listen/spoken-entries.test.ts.
 */

const nightShift: WorkCalendar = { ...office, startMinute: 90, endMinute: 10 * 60, days: [1, 2, 3, 4, 5, 6, 7] }

describe('on the night when clocks change', () => {
  it.each(['2026-03-29 00:50', '2026-10-25 00:50'])('an update is due half an hour later, from %s', (night) => {
    given()
      .when(by(noa, night).declare())
      .leaves({ nextUpdateDue: at(night) + 30 * minute })
  })

  it.each([
    ['2026-03-28 23:30', '2026-03-30 08:00'],
    ['2026-10-24 23:30', '2026-10-26 09:00'],
  ])('what waits for working hours, from %s, comes on Monday at nine by the wall clock', (due, monday) => {
    const declaredAt = new Date(at(due) - 5 * minute).toISOString().slice(0, 16).replace('T', ' ')
    given(by(noa, declaredAt).declare({ severity: 'sev4' }))
      .when(remind('no-lead', due))
      .records({ type: 'reminder-put-off', kind: 'no-lead', until: at(monday) })
  })

  it('hours that begin in the hour that spring leaves out begin when it is over, and end as ever', () => {
    // 01:30 is not shown; 02:30 is, at 01:30 UTC.
    expect(intoWorkHours(at('2026-03-29 00:10'), nightShift)).toBe(at('2026-03-29 01:30'))
    expect(intoWorkHours(at('2026-03-29 08:59'), nightShift)).toBe(at('2026-03-29 08:59'))
    expect(intoWorkHours(at('2026-03-29 09:00'), nightShift)).toBe(at('2026-03-30 00:30'))
  })

  it('hours that begin in the hour that autumn repeats begin once', () => {
    const begins = intoWorkHours(at('2026-10-24 23:30'), nightShift)
    expect(wallTimeOf(begins, office.timeZone)).toEqual({ date: '2026-10-25', time: '01:30' })
    for (const later of [0, 30, 60, 90])
      expect(intoWorkHours(begins + later * minute, nightShift)).toBe(begins + later * minute)
  })
})

it('three working days later a clock shows the same time, in any zone, unless that day’s clock leaves it out', () => {
  const zones = [
    'Europe/London',
    'Asia/Jerusalem',
    'Africa/Cairo',
    'Australia/Lord_Howe',
    'America/St_Johns',
    'Asia/Tokyo',
  ]
  const minutes = fc.integer({ min: Date.UTC(2026, 0) / minute, max: Date.UTC(2027, 0) / minute })
  fc.assert(
    fc.property(fc.constantFrom(...zones), minutes, (timeZone, from) => {
      const calendar = { ...office, timeZone, days: [1, 2, 3, 4, 5, 6, 7] }
      const then = addWorkDays(from * minute, 3, calendar)
      expect(Math.abs(then - from * minute - 3 * day)).toBeLessThanOrEqual(hour)
      const { time } = wallTimeOf(from * minute, timeZone)
      const shown = momentsAt({ date: wallTimeOf(then, timeZone).date, time }, timeZone)
      if (shown.length > 0) expect(shown).toContain(then)
    }),
    // 2 a.m. is left out on the second of the three days: found by chance.
    { numRuns: 1_000, examples: [['America/St_Johns', Date.UTC(2026, 2, 6, 5, 30) / minute]] },
  )
})
