import { describe, expect, it } from 'vitest'
import { directionOf, languageFrom, languages, textIn } from '../../src/text/text.ts'
import { formatMessage } from '../../src/text/message.ts'

const hour = 3_600_000
const minute = 60_000

describe('how long', () => {
  it.each([
    [0, '0 s'],
    [-5000, '0 s'],
    [45_999, '45 s'],
    [12 * minute + 59_000, '12 min'],
    [hour, '1 h'],
    [hour + 40 * minute, '1 h 40 min'],
    [24 * hour + 59 * minute, '1 d'],
    [77 * hour, '3 d 5 h'],
  ])('%i ms is %s', (length, words) => {
    expect(textIn('en').duration(length)).toBe(words)
  })

  it('is said as the language says it', () => {
    const lengths = [hour, 2 * hour + minute, hour + 40 * minute, 3 * 24 * hour + 11 * hour]
    expect(lengths.map(textIn('he').duration)).toEqual(['שעה', 'שעתיים ודקה', 'שעה ו-40 דקות', '3 ימים ו-11 שעות'])
    expect(lengths.map(textIn('ar').duration)).toEqual(['ساعة', 'ساعتين ودقيقة', 'ساعة و40 دقيقة', '3 أيام و11 ساعة'])
    expect(lengths.map(textIn('ja').duration)).toEqual(['1時間', '2時間1分', '1時間40分', '3日11時間'])
  })
})

describe('when', () => {
  const at = Date.UTC(2026, 10, 22, 14, 5)

  it('is the clock of the zone, in 24 hours', () => {
    expect(languages.map((language) => textIn(language).clock(at, 'Asia/Jerusalem'))).toEqual(Array(4).fill('16:05'))
    expect(textIn('en').clock(Date.UTC(2026, 0, 1), 'UTC')).toBe('00:00')
  })

  it('is absolute with date and zone', () => {
    expect(textIn('en').moment(at, 'Asia/Tokyo')).toBe('Nov 22, 2026, 23:05 GMT+9')
    expect(textIn('ja').moment(at, 'Asia/Tokyo')).toBe('2026年11月22日 23:05 JST')
    expect(textIn('ar').moment(at, 'Asia/Riyadh')).toContain('22 نوفمبر 2026')
    expect(textIn('he').day(at, 'Asia/Jerusalem')).toBe('22 בנוב׳ 2026')
  })

  it('needs a zone that exists', () => {
    expect(() => textIn('en').clock(at, 'Mars/Olympus')).toThrow(RangeError)
  })
})

describe('a value in a sentence', () => {
  it('is isolated when it is words, and left to the language when it is a number', () => {
    expect(textIn('en').list(['Noa', 'עמית'])).toBe('\u2068Noa\u2069 and \u2068עמית\u2069')
    expect(textIn('ar').number(12_345)).toBe('12,345')
    expect(formatMessage('en', 'duration.minutes', { minutes: 'ten' })).toBe('\u2068ten\u2069 min')
    expect(formatMessage('en', 'duration.minutes', { minutes: 10 })).toBe('10 min')
  })

  it('is joined to the one before as Hebrew joins it: with a hyphen only where it is not Hebrew', () => {
    const { list } = textIn('he')
    expect(list(['סודות', 'אנשים', 'ספקים'])).toBe('\u2068סודות\u2069, \u2068אנשים\u2069 ו\u2068ספקים\u2069')
    const marks = list(['סודות', textIn('he')('customers.mark', { kind: 'ספקים', words: 'Acme' })])
    expect(marks.replace(/\p{Cf}/gu, '')).toBe('סודות וספקים (Acme)')
    expect(list(['נועה', 'Ann'])).toBe('\u2068נועה\u2069 ו-\u2068Ann\u2069')
    expect(list(['נועה'])).toBe('\u2068נועה\u2069')
    expect(list([])).toBe('')
  })

  it('that opens what runs right to left does not turn it round', () => {
    const list = { incident: 'INC-42', severity: 'sev1', status: 'x', title: 'Down' }
    expect(languages.map((language) => textIn(language)('list.line', list).startsWith('\u200f'))).toEqual([
      false,
      true,
      true,
      false,
    ])
    expect(textIn('he')('status.resolved')).toBe('נפתר')
    expect(textIn('he').duration(12 * minute)).toBe('12 דקות')
  })

  it('must be given: leaving it out is a fault', () => {
    expect(() => textIn('en')('duration.minutes')).toThrow('minutes')
  })
})

describe('languages', () => {
  it.each([
    ['ja-JP', 'ja'],
    ['en-GB', 'en'],
    ['he', 'he'],
    ['iw-IL', 'he'],
    ['ar_EG', 'ar'],
    ['fr-FR', undefined],
    ['jav', undefined],
    ['', undefined],
  ])('the locale "%s" asks for %s', (tag, language) => {
    expect(languageFrom(tag)).toBe(language)
  })

  it('run from right to left in Hebrew and Arabic', () => {
    expect(languages.map(directionOf)).toEqual(['ltr', 'rtl', 'rtl', 'ltr'])
  })

  it('have one voice each', () => {
    expect(textIn('he')).toBe(textIn('he'))
  })
})

const helpLine = (language: (typeof languages)[number]) =>
  formatMessage(language, 'help.line', { command: '/incident status', does: 'x' })

describe('a command in a sentence', () => {
  it('can be copied as it stands where the sentence runs its way', () => {
    expect(helpLine('en')).toContain('/incident status')
    expect(helpLine('en')).not.toContain('\u2068/')
    expect(helpLine('ja')).not.toContain('\u2068/')
  })

  it('keeps its slash in front where the sentence runs the other way', () => {
    expect(helpLine('he')).toContain('\u2068/incident status\u2069')
    expect(helpLine('ar')).toContain('\u2068/incident status\u2069')
  })
})
