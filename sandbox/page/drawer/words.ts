import type { Language } from '../seen.ts'
import { ar } from './words-ar.ts'
import { en, type DrawerWords } from './words-en.ts'
import { he } from './words-he.ts'
import { ja } from './words-ja.ts'

/** What the drawer says, by language. */
export const drawerWords: Readonly<Record<Language, DrawerWords>> = { en, he, ar, ja }
