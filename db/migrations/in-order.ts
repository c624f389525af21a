import { begin } from './0001-begin.ts'

/**
 * Every step of the schema, in order, as text inside the program: a bundle carries them without a folder beside it.
 * A step that has been released is never edited; what it got wrong, the next one mends.
 */
export const migrations: readonly { readonly number: number; readonly name: string; readonly sql: string }[] = [
  { number: 1, name: 'begin', sql: begin },
]
