import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isolate } from '../../src/text/isolate.ts'
import { typed } from '../typed.ts'

describe('isolating a value', () => {
  it('puts it between U+2068 and U+2069, once', () => {
    expect(isolate('INC-42')).toBe('\u2068INC-42\u2069')
    expect(isolate(isolate('INC-42'))).toBe('\u2068INC-42\u2069')
  })

  it('isolates what only begins and ends with isolates', () => {
    expect(isolate('\u2068a\u2069, \u2068b\u2069')).toBe('\u2068\u2068a\u2069, \u2068b\u2069\u2069')
  })

  it("isolates Slack's own markup as well", () => {
    expect(isolate('<@U0NOA>')).toBe('\u2068<@U0NOA>\u2069')
  })

  it('takes out controls that would reach past the value', () => {
    expect(isolate('\u2069\u202edown')).toBe('\u2068down\u2069')
    expect(isolate('\u2067down')).toBe('\u2068down\u2069')
  })

  it('leaves nothing as nothing', () => {
    expect(isolate('')).toBe('')
    expect(isolate('\u202e')).toBe('')
  })

  it('whatever the value: it opens one isolate, closes it at its end and not before', () => {
    fc.assert(
      fc.property(typed, (text) => {
        let depth = 0
        const isolated = isolate(text)
        isolated.split('').forEach((unit, index) => {
          if (/[\u2066-\u2068]/.test(unit)) depth += 1
          if (unit === '\u2069') depth -= 1
          if (index < isolated.length - 1) expect(depth).toBeGreaterThan(0)
        })
        expect(depth).toBe(0)
        expect(isolated).not.toMatch(/[\u202a-\u202e]/)
      }),
    )
  })
})
