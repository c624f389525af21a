import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import { cleanLine, cleanText, clip } from '../../src/domain/clean.ts'
import { typed } from '../typed.ts'

describe('a title that a person typed', () => {
  it('is trimmed and put on one line', () => {
    expect(cleanLine('  Checkout\tis \n\n down\u00a0 ')).toBe('Checkout is down')
  })

  it('loses NUL, controls, direction overrides and marks that show nothing', () => {
    expect(cleanLine('pay\u0000ment\u0007 \u202edown\u202c\u200b\ufeff')).toBe('payment down')
  })

  it('keeps what emoji and Persian are joined with', () => {
    expect(cleanLine('👩‍🚒 می‌خواهم')).toBe('👩‍🚒 می‌خواهم')
  })

  it.each(['', ' \n ', '\u0000', '\u200b\u200d', '\u202e', '\u2800 \u3164'])(
    'is empty when nothing of it shows: %j',
    (raw) => {
      expect(cleanLine(raw)).toBe('')
    },
  )

  it('may be nothing but emoji', () => {
    expect(cleanLine('🔥🔥')).toBe('🔥🔥')
    expect(cleanLine(':fire:')).toBe(':fire:')
  })

  it('whatever is typed: cleaning twice is cleaning once', () => {
    fc.assert(
      fc.property(typed, (raw) => {
        const title = cleanLine(raw)
        expect(cleanLine(title)).toBe(title)
        expect(title).toBe(title.trim())
        expect(title).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
        expect(title).not.toMatch(/\p{Cs}/u)
      }),
    )
  })
})

describe('a text of several lines', () => {
  it('keeps its lines, with one empty line at most between them', () => {
    expect(cleanText('\r\nWe saw:  \r\n\r\n\r\n\r\n- errors\u2028- latency \n')).toBe('We saw:\n\n- errors\n- latency')
  })

  it('keeps the direction marks that a Hebrew sentence with Latin in it needs', () => {
    expect(cleanText('שירות \u200eapi-1\u200e נפל')).toBe('שירות \u200eapi-1\u200e נפל')
  })

  it('whatever is typed: cleaning twice is cleaning once, and nothing dangerous is left', () => {
    fc.assert(
      fc.property(typed, (raw) => {
        const text = cleanText(raw)
        expect(cleanText(text)).toBe(text)
        expect(text).not.toMatch(/[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069\p{Cs}]/u)
      }),
    )
  })
})

describe('clipping', () => {
  it('leaves what fits, to the last character', () => {
    expect(clip('checkout', 8)).toBe('checkout')
    expect(clip('checkout', 7)).toBe('checko…')
  })

  it('keeps a grapheme whole', () => {
    expect(clip('ab👩‍👩‍👧‍👦', 5)).toBe('ab…')
    expect(clip('e\u0301e\u0301e\u0301', 4)).toBe('e\u0301…')
  })

  it('closes the isolate that it cut', () => {
    expect(clip('\u2068checkout\u2069 is down', 8)).toBe('\u2068check…\u2069')
  })

  it('shows something of a letter under more marks than there is room', () => {
    expect(clip(`a${'\u0301'.repeat(500)}`, 10)).toBe(`a${'\u0301'.repeat(8)}…`)
  })

  it('whatever is clipped: the length holds, no surrogate is parted, no isolate is left open that was closed', () => {
    fc.assert(
      fc.property(typed, fc.integer({ min: 0, max: 60 }), (raw, max) => {
        const text = raw.replace(/\p{Cs}/gu, '').replace(/[\u2066-\u2069]/g, '')
        const isolated = `\u2068${text}\u2069`
        expect(clip(text, max).length).toBeLessThanOrEqual(max)
        expect(clip(text, max)).not.toMatch(/\p{Cs}/u)
        const clipped = clip(isolated, max)
        expect(clipped.length).toBeLessThanOrEqual(max)
        expect(clipped.split('\u2068').length).toBe(clipped.split('\u2069').length)
      }),
    )
  })
})
