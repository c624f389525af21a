import ar from './ar.json' with { type: 'json' }
import en from './en.json' with { type: 'json' }
import he from './he.json' with { type: 'json' }
import ja from './ja.json' with { type: 'json' }

/** The languages that Stanch speaks; each has a whole catalogue. */
export type Language = 'en' | 'he' | 'ar' | 'ja'

/** Every `Language`, in the order in which people choose among them. */
export const languages: readonly Language[] = ['en', 'he', 'ar', 'ja']

/** A key of the catalogues. English is the one the others are measured by. */
export type TextKey = keyof typeof en

const catalogues: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, he, ar, ja }

/** The ICU message under `key`; in English where the language has none yet (the tests fail on that, people do not). */
export function messageOf(language: Language, key: TextKey): string {
  return catalogues[language][key] ?? en[key]
}

/**
 * The BCP 47 tag that formats numbers and dates in a language. Arabic carries `nu-latn`: engineers in every
 * Arabic-speaking country write 0-9 in logs and graphs, and the digits in an incident must be the ones in the graph.
 */
export const localeTags: Readonly<Record<Language, string>> = { en: 'en', he: 'he', ar: 'ar-u-nu-latn', ja: 'ja' }

/** Which way a language runs. */
export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'he' || language === 'ar' ? 'rtl' : 'ltr'
}

/**
 * The language a locale tag asks for: `ja-JP` is `ja`, and `iw` is the old tag of Hebrew; undefined where Stanch does
 * not speak it. Slack has no Hebrew or Arabic interface, so from `users.info` this never says `he` or `ar`; people
 * choose those themselves.
 */
export function languageFrom(localeTag: string): Language | undefined {
  const primary = localeTag.trim().toLowerCase().split(/[-_]/)[0]
  return languages.find((language) => language === (primary === 'iw' ? 'he' : primary))
}
