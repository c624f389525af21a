import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { headCountWritten } from '../../src/domain/head-count.ts'
import { textIn, type Language } from '../../src/text/text.ts'
import { countWords } from '../../src/slack/views/impact-lines.ts'

describe('how many, as people write it', () => {
  it.each([
    ['3000', 3000, false],
    ['3,000', 3000, false],
    ['3.000', 3000, false],
    ['3 000', 3000, false],
    ["1'234'567", 1_234_567, false],
    ['٣٠٠٠', 3000, false],
    ['٣٬٠٠٠', 3000, false],
    ['۳۰۰۰', 3000, false],
    ['３０００', 3000, false],
    ['about 3,000', 3000, true],
    ['~3k', 3000, true],
    ['3.5k', 3500, false],
    ['1.5 million users', 1_500_000, false],
    ['כ-3,000 לקוחות', 3000, true],
    ['3000 בערך', 3000, true],
    ['3 אלף', 3000, false],
    ['حوالي ٣٠٠٠ مستخدم', 3000, true],
    ['نحو 3 آلاف', 3000, true],
    ['約3千人', 3000, true],
    ['3000人ほど', 3000, true],
    ['12万件', 120_000, false],
    ['0', 0, false],
  ])('%s', (typed, count, about) => {
    expect(headCountWritten(typed)).toEqual({ count, about })
  })

  it.each(['', 'many', 'about', '-5', '3,00', '1.5', '3-4', '99999999999999', 'about 3,000 in the EU', 'NaN', '1e9'])(
    '%j is none: nobody guesses at a number that customers are told',
    (typed) => {
      expect(headCountWritten(typed)).toBeUndefined()
    },
  )

  it('reads back what a form shows, in every language', () => {
    const languages = fc.constantFrom<Language>('en', 'he', 'ar', 'ja')
    fc.assert(
      fc.property(languages, fc.integer({ min: 0, max: 10_000_000_000 }), fc.boolean(), (language, count, about) => {
        const shown = countWords({ count, about }, textIn(language))
        expect(headCountWritten(shown)).toEqual({ count, about })
      }),
    )
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (typed) => {
        const { count = 0 } = headCountWritten(typed) ?? {}
        expect(Number.isSafeInteger(count) && count >= 0).toBe(true)
      }),
    )
  })
})
