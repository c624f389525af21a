import { describe, expect, it } from 'vitest'
import { durations } from '../../src/domain/durations.ts'
import { backdated, dana, declared, declaredFromMessage, hour, minute, noa, record, told, type Told } from './record.ts'

const lead = told({ type: 'role-assigned', role: 'lead', to: noa }, 4, noa, 'lead')
const status = (to: 'identified' | 'monitoring', after: number) =>
  told({ type: 'status-changed', from: 'investigating', to }, after, dana, `${to}-${after}`)
const resolution = { fix: 'rolled back', verified: '', canReturn: '', thanks: '' }
const resolved = (after: number) => told({ type: 'incident-resolved', resolution }, after)
const reopened = (after: number) => told({ type: 'incident-reopened', why: '', nextUpdateDue: 0 }, after)
const of = (...events: readonly Told[]) => durations(record(...events))

describe('how long it took', () => {
  it('counts from the declaration to the first of each step', () => {
    expect(
      of(
        declared,
        lead,
        { ...lead, after: 9, name: 'again' },
        status('identified', 20),
        status('monitoring', 30),
        resolved(71),
      ),
    ).toEqual({ toLead: 4 * minute, toIdentify: 20 * minute, toMonitor: 30 * minute, toResolve: 71 * minute })
  })

  it('says nothing of steps that were not taken', () => {
    expect(of(declared)).toEqual({})
    expect(of()).toEqual({})
  })

  it('counts the time in which it was open, not the rest between a resolution and the reopening', () => {
    expect(of(declared, resolved(60), reopened(600), resolved(660)).toResolve).toBe(2 * hour)
  })

  it('is not resolved while it is open again, nor when it was a false alarm', () => {
    expect(of(declared, resolved(60), reopened(600)).toResolve).toBeUndefined()
    expect(of(declared, told({ type: 'incident-cancelled', why: 'load test' }, 10)).toResolve).toBeUndefined()
  })

  it('knows how long the first sign stood before anybody declared', () => {
    expect(of(declaredFromMessage).toDeclare).toBe(5 * minute)
  })

  it('takes times as somebody corrected them, and none as less than nothing', () => {
    expect(of(declared, lead, backdated('lead', 1)).toLead).toBe(minute)
    expect(of(declared, lead, backdated('lead', -10)).toLead).toBe(0)
    expect(of(declaredFromMessage, backdated('e1', -2))).toEqual({ toDeclare: 3 * minute })
  })
})
