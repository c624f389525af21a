import { arabic } from './words-ar.ts'
import { english } from './words-en.ts'
import { hebrew } from './words-he.ts'
import { japanese } from './words-ja.ts'
import type { Words } from './words.ts'

/** The languages whose letters stand in the text. There may be two: "עשינו rollback", "ロールバック done". */
export function languagesIn(text: string): readonly Words[] {
  return languages.filter((words) => words.letter.test(text))
}

/** All vocabularies. */
export const languages: readonly Words[] = [english, hebrew, arabic, japanese]
