import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import ar from '../../src/text/ar.json' with { type: 'json' }
import en from '../../src/text/en.json' with { type: 'json' }
import he from '../../src/text/he.json' with { type: 'json' }
import ja from '../../src/text/ja.json' with { type: 'json' }
import { literals } from './literals.ts'
import { type Part, pluralForms, partsOf, placeholders, atLength } from './parts.ts'

const catalogues: Readonly<Record<string, Readonly<Record<string, string>>>> = { en, he, ar, ja }
const others = ['he', 'ar', 'ja'] as const
const entries = Object.entries(catalogues).flatMap(([language, texts]) =>
  Object.entries(texts).map(([key, text]) => ({ language, key, text })),
)

/** The entries that break a rule, as lines that say where; a test expects none. */
function breaking(rule: (entry: { language: string; key: string; text: string; parts: Part[] }) => boolean): string[] {
  return entries
    .filter((entry) => rule({ ...entry, parts: partsOf(entry.text, entry.language) }))
    .map(({ language, key, text }) => `${language} ${key}: ${text}`)
}

describe('the four catalogues', () => {
  it.each(others)('en and %s have the same keys', (language) => {
    expect(Object.keys(catalogues[language] ?? {})).toEqual(Object.keys(en))
  })

  it('have the same placeholders under each key', () => {
    const named = new Map(Object.entries(en).map(([key, text]) => [key, placeholders(partsOf(text, 'en'))]))
    expect(breaking(({ key, parts }) => placeholders(parts).join() !== named.get(key)?.join())).toEqual([])
  })

  it('are sorted by key, so that two people who add one do not meet in the same line', () => {
    expect(Object.keys(en)).toEqual(Object.keys(en).toSorted())
  })

  it.each(Object.keys(catalogues))('%s has each key once: of two, JSON keeps the last and says nothing', (language) => {
    const text = readFileSync(new URL(`../../src/text/${language}.json`, import.meta.url), 'utf8')
    const keys = [...text.matchAll(/^ {2}"([^"]+)":/gm)].map(([, key]) => key)
    expect(keys.filter((key, nth) => keys.indexOf(key) !== nth)).toEqual([])
  })

  it('name keys by place, in lower case with hyphens', () => {
    expect(
      Object.keys(en).filter((key) => !/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)+$/.test(key)),
    ).toEqual([])
  })

  it('give every plural a form for every number', () => {
    const forms: Readonly<Record<string, readonly string[]>> = {
      en: ['one', 'other'],
      he: ['one', 'two', 'other'],
      ar: ['zero', 'one', 'two', 'few', 'many', 'other'],
      ja: ['other'],
    }
    expect(
      breaking(({ language, parts }) =>
        pluralForms(parts).some((given) => (forms[language] ?? []).some((form) => !given.includes(form))),
      ),
    ).toEqual([])
  })

  it('leave nothing in English but what is a literal', () => {
    const same = breaking(
      ({ language, key, text }) =>
        language !== 'en' &&
        !literals.some((literal) => literal === key) &&
        text === catalogues['en']?.[key] &&
        /\p{L}/u.test(atLength(partsOf(text, language)).replace(/[A-Z]+/g, '')),
    )
    expect(same).toEqual([])
  })

  it('are written in their own script', () => {
    const scripts: Readonly<Record<string, RegExp>> = {
      he: /\p{Script=Hebrew}/u,
      ar: /\p{Script=Arabic}/u,
      ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u,
    }
    const foreign = breaking(({ language, key, text, parts }) => {
      const script = scripts[language]
      if (script === undefined || literals.some((literal) => literal === key)) return false
      return /\p{L}/u.test(atLength(parts)) && !script.test(text)
    })
    expect(foreign).toEqual([])
  })
})

describe('the voice', () => {
  it.each([
    ['an exclamation mark', /[!！]/],
    ['"successfully"', /success|בהצלחה|بنجاح|正常に/i],
    ['"please note"', /please note|note that|שימו לב ש|يرجى ملاحظة|ご注意ください/i],
    ['"something went wrong"', /something went wrong|oops|משהו השתבש|حدث خطأ ما|問題が発生しました/i],
    ['"action item"', /action item/i],
  ])('says nothing with %s', (_, words) => {
    expect(breaking(({ text }) => words.test(text.replace(/<!date[^>]*>/g, '')))).toEqual([])
  })

  it('writes Arabic without diacritics and without other digits than 0-9', () => {
    expect(
      breaking(({ language, text }) => language === 'ar' && /[\u064b-\u0652\u0660-\u0669\u06f0-\u06f9]/.test(text)),
    ).toEqual([])
  })

  it('never begins a Hebrew or an Arabic sentence with a Latin letter, a digit or a mark', () => {
    const begins = /^(?:[\p{Script=Hebrew}\p{Script=Arabic}\u2068\u200f*«"״(]|$)/u
    expect(
      breaking(({ language, key, parts }) => {
        if (!['he', 'ar'].includes(language) || literals.some((literal) => literal === key)) return false
        // An example shows what to type after a command, and begins as it is typed.
        if (key.endsWith('example')) return false
        const first = parts[0]
        return first?.kind === 'text' && !begins.test(first.text.trimStart())
      }),
    ).toEqual([])
  })

  it('writes no bidi override and closes each isolate it opens', () => {
    expect(
      breaking(
        ({ text }) =>
          /[\u202a-\u202e]/.test(text) ||
          (text.match(/[\u2066-\u2068]/g)?.length ?? 0) !== (text.match(/\u2069/g)?.length ?? 0),
      ),
    ).toEqual([])
  })
})

describe('text with little room', () => {
  it.each([
    [/form-(?:title|submit|close)$/, 24],
    [/confirm-(?:yes|no)$/, 30],
    [/(?:\.|-)button$/, 40],
    [/(?:\.|-)option$/, 75],
    [/confirm-title$/, 100],
    [/(?:\.|-)(?:label|placeholder|header)$/, 150],
    [/confirm-text$/, 300],
  ])('keys ending in %s have at most %i characters in every language', (ending, most) => {
    expect(breaking(({ key, parts }) => ending.test(key) && atLength(parts).length > most)).toEqual([])
  })
})
