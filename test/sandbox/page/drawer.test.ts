import { describe, expect, it } from 'vitest'
import { faultRequest } from '../../../sandbox/faults.ts'
import { faultOf, hows, oftens } from '../../../sandbox/page/drawer/fault-kinds.ts'
import { cleared, fitting, noLines, runningIn, withTraffic } from '../../../sandbox/page/drawer/lines.ts'
import type { TrafficRow } from '../../../sandbox/page/drawer/traffic.ts'

const row = (id: string, more: Partial<TrafficRow> = {}): TrafficRow => ({
  id,
  kind: 'call',
  name: 'chat.postMessage',
  about: '#incidents · hello',
  at: 1,
  ms: 5,
  outcome: 'ok',
  isOk: true,
  retry: 0,
  ...more,
})
const seen = { call: 1, delivery: 0 }

describe('the lines of the drawer', () => {
  it('put what is new on top, and what has ended where it stood', () => {
    const first = withTraffic(noLines, {
      rows: [row('c2', { outcome: null, isOk: null }), row('c1')],
      seen,
      passed: 0,
    })
    expect(runningIn(first)).toEqual(['c2'])
    const next = withTraffic(first, { rows: [row('c3'), row('c2')], seen, passed: 0 })
    expect(next.rows.map(({ id }) => id)).toEqual(['c3', 'c2', 'c1'])
    expect(runningIn(next)).toEqual([])
  })

  it('are never more than a thousand, however long the storm', () => {
    let lines = noLines
    for (let n = 0; n < 10; n += 1) {
      const rows = Array.from({ length: 300 }, (_, nth) => row(`c${n * 300 + nth}`))
      lines = withTraffic(lines, { rows, seen, passed: 40 })
    }
    expect(lines.rows).toHaveLength(1000)
    // What was there before the window looked for the first time has not passed it by.
    expect(lines.passed).toBe(9 * 40)
  })

  it('begin anew when they are cleared, with what comes from then on', () => {
    const lines = withTraffic(noLines, { rows: [row('c1')], seen, passed: 0 })
    expect(cleared(lines)).toEqual({ rows: [], seen, passed: 0 })
  })

  it('are found by kind and by words, in whatever order, in any of their parts', () => {
    const rows = [row('c1'), row('c2', { outcome: 'ratelimited' }), row('d1', { kind: 'event', name: 'message' })]
    const all = new Set(['call', 'event', 'act'] as const)
    const found = (text: string, kinds = all) => fitting(rows, { text, kinds }).map(({ id }) => id)
    expect(found('')).toEqual(['c1', 'c2', 'd1'])
    expect(found('RATELIMITED postm')).toEqual(['c2'])
    expect(found('hello', new Set(['event']))).toEqual(['d1'])
    expect(found('hello nobody')).toEqual([])
  })
})

describe('a fault chosen in the drawer', () => {
  it.each(hows)('%s is one that the sandbox takes', (how) => {
    for (const often of oftens) {
      const wish = { method: ' chat.update ', how, often, error: 'cant_update_message', seconds: 7 }
      expect(faultRequest.parse(faultOf(wish))).toMatchObject({ method: 'chat.update' })
    }
  })

  it('a rate limit says how long to wait, as Slack does', () => {
    const wish = { method: '*', how: 'rate-limit', often: 'once', error: '', seconds: 7 } as const
    expect(faultOf(wish)).toMatchObject({ times: 1, how: { status: 429, headers: { 'retry-after': '7' } } })
  })
})
