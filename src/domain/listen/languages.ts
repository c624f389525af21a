import { arabic } from './words-ar.ts'
import { english } from './words-en.ts'
import { hebrew } from './words-he.ts'
import { japanese } from './words-ja.ts'
import type { Words } from './words.ts'

/** All vocabularies. A message is judged by all of them, for engineers mix: "עשינו rollback", "ロールバック done". */
export const languages: readonly Words[] = [english, hebrew, arabic, japanese]
