import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDate } from '../../../../sandbox/page/kit/dates.ts'
import { secondsAt, wallAt } from '../../../../sandbox/page/kit/wall-clock.ts'
import type { Language } from '../../../../sandbox/page/seen.ts'

const at = Date.UTC(2026, 10, 22, 9, 5, 7)
const hour = 60 * 60_000
const shown = (tokens: string, language: Language, timeZone: string, now = at) =>
  formatDate(at, tokens, { language, timeZone }, now)

describe('a date token', () => {
  it.each([
    ['en', 'UTC', '2026-11-22 09:05 09:05:07'],
    ['ar', 'Asia/Riyadh', '2026-11-22 12:05 12:05:07'],
    ['ja', 'Asia/Tokyo', '2026-11-22 18:05 18:05:07'],
    ['he', 'Pacific/Kiritimati', '2026-11-22 23:05 23:05:07'],
  ] as const)(
    'of numbers is the same in every language, in the zone of the reader: %s in %s',
    (language, zone, expected) => {
      expect(shown('{date_num} {time} {time_secs}', language, zone)).toBe(expected)
    },
  )

  it('of words speaks the language of the reader', () => {
    expect(shown('{date_long}', 'en', 'UTC')).toBe('Sunday, November 22, 2026')
    expect(shown('{date_long}', 'he', 'UTC')).toBe('יום ראשון, 22 בנובמבר 2026')
    expect(shown('{date_long}', 'ar', 'UTC')).toBe('الأحد، 22 نوفمبر 2026')
    expect(shown('{date_long}', 'ja', 'UTC')).toBe('2026年11月22日日曜日')
    expect(shown('{date_short}', 'en', 'UTC')).toBe('Nov 22, 2026')
  })

  it('leaves the year out while nobody can mistake it', () => {
    expect(shown('{date}', 'en', 'UTC')).toBe('November 22')
    expect(shown('{date}', 'en', 'UTC', at + 300 * 24 * hour)).toBe('November 22, 2026')
  })

  it('is called today or yesterday by the calendar of the reader, not by hours', () => {
    expect(shown('{date_pretty}', 'en', 'UTC', at + 2 * hour)).toBe('Today')
    expect(shown('{date_pretty}', 'en', 'Asia/Tokyo', at + 7 * hour)).toBe('Yesterday')
    expect(shown('since {date_short_pretty}', 'en', 'UTC', at)).toBe('since today')
    expect(shown('{date_pretty}', 'en', 'UTC', at + 72 * hour)).toBe('November 22')
  })

  it('says how long ago', () => {
    expect(shown('{ago}', 'en', 'UTC', at + 3 * hour)).toBe('3 hours ago')
  })

  it('that is unknown stays as it was written', () => {
    expect(shown('{century} {time}', 'en', 'UTC')).toBe('{century} 09:05')
  })
})

describe('a wall clock', () => {
  it('is read back to the moment that it showed, in any zone', () => {
    const zones = fc.constantFrom('UTC', 'Asia/Jerusalem', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 70_000_000 }), zones, (minutes, zone) => {
        const wall = wallAt(minutes * 60, zone)
        const back = secondsAt(wall, zone)
        expect(back === undefined ? undefined : wallAt(back, zone)).toEqual(wall)
      }),
      { numRuns: 60 },
    )
  })

  it('takes the first of an hour that comes twice, and passes over one that is skipped', () => {
    expect(secondsAt({ date: '2026-10-25', time: '01:30' }, 'Asia/Jerusalem')).toBe(
      Date.UTC(2026, 9, 24, 22, 30) / 1000,
    )
    expect(secondsAt({ date: '2026-03-27', time: '02:30' }, 'Asia/Jerusalem')).toBe(Date.UTC(2026, 2, 27, 0, 30) / 1000)
  })

  it('shows no moment where a part is missing', () => {
    expect(secondsAt({ date: '2026-10-25', time: '' }, 'UTC')).toBeUndefined()
    expect(secondsAt({ date: '', time: '09:00' }, 'UTC')).toBeUndefined()
  })
})
