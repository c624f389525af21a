import type { Language } from '../seen.ts'
import { ar } from './ar.ts'
import { en, type Words } from './en.ts'
import { he } from './he.ts'
import { ja } from './ja.ts'

export type { Words } from './en.ts'

/** The page's own words, by language. */
export const allWords: Readonly<Record<Language, Words>> = { en, he, ar, ja }

/** Which way a language is written. */
export const directionOf = (language: Language): 'ltr' | 'rtl' =>
  language === 'he' || language === 'ar' ? 'rtl' : 'ltr'
