import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wallTimeOf } from '../../src/domain/wall-clock.ts'
import { writtenMoment } from '../../src/domain/written-time.ts'
import { at, day, hour, minute } from './cast.ts'

/** Monday 2 March 2026, 13:20:30 in Jerusalem. */
const now = at('11:20') + 30_000
const zone = 'Asia/Jerusalem'
const past = (typed: string) => writtenMoment(typed, now, zone, 'past')
const future = (typed: string) => writtenMoment(typed, now, zone, 'future')

describe('a time as people write it', () => {
  it.each([
    ['13:05', at('11:05')],
    ['1:05 pm', at('11:05')],
    ['13時05分', at('11:05')],
    ['午後1時', at('11:00')],
    ['９時半', at('07:30')],
    ['朝8時半', at('06:30')],
    ['١٣:٠٥', at('11:05')],
    ['since 13:05', at('11:05')],
    ['13:05から', at('11:05')],
    ['משעה 13:05', at('11:05')],
    ['11:05 UTC', at('11:05')],
    ['23:50', at('2026-03-01 21:50')],
    ['yesterday 22:30', at('2026-03-01 20:30')],
    ['אתמול 22:30', at('2026-03-01 20:30')],
    ['أمس 22:30', at('2026-03-01 20:30')],
    ['昨日の22:30', at('2026-03-01 20:30')],
    ['2026-02-28 09:00', at('2026-02-28 07:00')],
    ['2026年2月28日 9:00', at('2026-02-28 07:00')],
    ['20 min ago', at('11:00')],
    ['for 1 h 30 min', at('09:50')],
    ['half an hour ago', at('10:50')],
    ['לפני שעתיים', at('09:20')],
    ['قبل 20 دقيقة', at('11:00')],
    ['منذ ساعتين', at('09:20')],
    ['20分前', at('11:00')],
    ['2h', at('09:20')],
  ])('%s, when it began', (typed, meant) => {
    expect(past(typed)).toBe(meant)
  })

  it.each([
    ['15:30', at('13:30')],
    ['until 15:30', at('13:30')],
    ['tomorrow 09:00', at('2026-03-03 07:00')],
    ['מחר 09:00', at('2026-03-03 07:00')],
    ['明日 9時', at('2026-03-03 07:00')],
    ['in 2 h', at('13:20')],
    ['בעוד חצי שעה', at('11:50')],
    ['بعد 30 دقيقة', at('11:50')],
    ['30分後', at('11:50')],
    ['2時間半', at('13:50')],
    ['9:00', at('2026-03-03 07:00')],
  ])('%s, when it will be', (typed, meant) => {
    expect(future(typed)).toBe(meant)
  })

  it('is taken at its word where it is only just on the wrong side, so that it is refused and not moved by a day', () => {
    expect(past('13:40')).toBe(at('11:40'))
    expect(future('13:00')).toBe(at('11:00'))
    expect(past('in 5 min')).toBe(at('11:25'))
    expect(future('5 min ago')).toBe(at('11:15'))
  })

  it.each([
    '',
    'soon',
    '25:00',
    '13:75',
    '14',
    '13 05',
    '99999 days',
    '2026-02-30 09:00',
    '10 bananas',
    'ago',
    '-5 min',
  ])('%j is none', (typed) => {
    expect([past(typed), future(typed)]).toEqual([undefined, undefined])
  })

  it('is none where the clocks went forward over it', () => {
    expect(writtenMoment('2026-03-27 02:30', now, zone, 'past')).toBeUndefined()
  })

  it('reads back what a clock shows, in any zone, to the minute', () => {
    const zones = fc.constantFrom('UTC', 'Asia/Jerusalem', 'Asia/Tokyo', 'America/New_York', 'Asia/Kathmandu')
    fc.assert(
      fc.property(zones, fc.integer({ min: -300 * 24 * 60, max: 300 * 24 * 60 }), (timeZone, minutes) => {
        const moment = Math.floor((now + minutes * minute) / minute) * minute
        const { date, time } = wallTimeOf(moment, timeZone)
        const read = writtenMoment(`${date} ${time}`, now, timeZone, 'past')
        // In the hour that autumn repeats the clock alone cannot tell which.
        expect(Math.abs((read ?? 0) - moment)).toBeLessThanOrEqual(hour)
        expect(wallTimeOf(read ?? 0, timeZone)).toEqual({ date, time })
      }),
    )
  })

  it('never throws, and a bare clock time is within a day of now', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.constantFrom('past', 'future'), (typed, way) => {
        const read = writtenMoment(typed, now, zone, way)
        expect(read === undefined || Number.isSafeInteger(read)).toBe(true)
      }),
    )
    fc.assert(
      fc.property(fc.nat(23), fc.nat(59), fc.constantFrom('past', 'future'), (hours, minutes, way) => {
        const read = writtenMoment(`${hours}:${String(minutes).padStart(2, '0')}`, now, zone, way) ?? 0
        expect(Math.abs(read - now)).toBeLessThanOrEqual(day)
      }),
    )
  })
})
