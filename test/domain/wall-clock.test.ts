import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { momentsAt, wallTimeOf } from '../../src/domain/wall-clock.ts'

const zones = ['UTC', 'Asia/Jerusalem', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Asia/Tokyo']

describe('the clock on the wall', () => {
  it('shows the time of its zone', () => {
    expect(wallTimeOf(Date.UTC(2026, 2, 2, 23, 20), 'Asia/Jerusalem')).toEqual({ date: '2026-03-03', time: '01:20' })
    expect(momentsAt({ date: '2026-03-03', time: '01:20' }, 'Asia/Jerusalem')).toEqual([Date.UTC(2026, 2, 2, 23, 20)])
  })

  it('shows one time twice when summer time ends, and leaves out an hour when it begins', () => {
    expect(momentsAt({ date: '2026-11-01', time: '01:30' }, 'America/New_York')).toEqual([
      Date.UTC(2026, 10, 1, 5, 30),
      Date.UTC(2026, 10, 1, 6, 30),
    ])
    expect(momentsAt({ date: '2026-03-08', time: '02:30' }, 'America/New_York')).toEqual([])
  })

  it('knows no moment for what is no time', () => {
    expect(momentsAt({ date: '', time: '' }, 'UTC')).toEqual([])
    expect(momentsAt({ date: '2026-02-31', time: '25:00' }, 'UTC')).toEqual([])
  })

  it('reads back every minute that it shows', () => {
    const anyMinute = fc.integer({ min: 20_000_000, max: 40_000_000 })
    fc.assert(
      fc.property(anyMinute, fc.constantFrom(...zones), (minutes, zone) => {
        expect(momentsAt(wallTimeOf(minutes * 60_000, zone), zone)).toContain(minutes * 60_000)
      }),
    )
  })
})
