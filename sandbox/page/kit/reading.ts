import type { Kit } from '../seen.ts'

/*
 * What an app sends is read as it is drawn: nothing here trusts a shape, and what has none is drawn as it came.
 */

/** True for a JSON object. */
export const isKit = (held: unknown): held is Kit => typeof held === 'object' && held !== null && !Array.isArray(held)

/** The object under a name; an empty one where there is none. */
export const kitIn = (held: unknown, name: string): Kit => {
  const value = isKit(held) ? held[name] : undefined
  return isKit(value) ? value : {}
}

/** The objects of a list; those that are none are left out. */
export const kitsOf = (held: unknown): readonly Kit[] => listOf(held).filter(isKit)

/** A list, or an empty one. */
export const listOf = (held: unknown): readonly unknown[] => (Array.isArray(held) ? held : [])

/** A string, or an empty one. */
export const stringOf = (held: unknown): string =>
  typeof held === 'string' ? held : typeof held === 'number' ? String(held) : ''

/** A number; undefined for anything else, infinities included. Slack takes the bounds of numbers as strings. */
export const numberOf = (held: unknown): number | undefined => {
  const number = typeof held === 'string' && held.trim() !== '' ? Number(held) : held
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

/** The words of a text object, or of a plain string. */
export const wordsOf = (held: unknown): string => (isKit(held) ? stringOf(held['text']) : stringOf(held))
