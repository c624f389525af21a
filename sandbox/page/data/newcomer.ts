import type { Language } from '../seen.ts'

/** Whom a window that nobody has used before acts as, by the language that they and the reader share. */
const speakers: Readonly<Record<Language, string>> = { en: 'U0ANN', he: 'U0NOA', ar: 'U0LAYLA', ja: 'U0HARUKI' }

const isSpoken = (code: string | undefined): code is Language => code !== undefined && code in speakers

/**
 * The first person that a reader sees the page as: the page speaks that person's language, so it is somebody whose
 * language the browser asks for, the first that is spoken here. `wanted`: BCP 47 tags, the dearest first.
 */
export const newcomer = (wanted: readonly string[]): string => {
  const languages = wanted.map((tag) => tag.toLowerCase().split('-')[0])
  // What Java and old Androids still call Hebrew (docs.oracle.com/javase/8/docs/api/java/util/Locale.html).
  return speakers[languages.map((code) => (code === 'iw' ? 'he' : code)).find(isSpoken) ?? 'en']
}
