import type { Language } from '../seen.ts'
import { ar } from './words-ar.ts'
import { en, type GuideWords } from './words-en.ts'
import { he } from './words-he.ts'
import { ja } from './words-ja.ts'

/** What the guide and the play say, by language. */
export const guideWords: Readonly<Record<Language, GuideWords>> = { en, he, ar, ja }
