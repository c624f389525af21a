import { type Language, languages } from './catalogue.ts'

/** Something in some of our languages. */
export type InSome<Thing> = { readonly [L in Language]?: Thing }

/** What this reader gets, and the language it is in: theirs, else `fallback`, else the first that there is. */
export const inLanguageOf = <Thing>(
  some: InSome<Thing>,
  language: Language,
  fallback: Language,
): { readonly text: Thing; readonly language: Language } | undefined => {
  for (const one of [language, fallback, ...languages]) {
    const text = some[one]
    if (text !== undefined) return { text, language: one }
  }
  return undefined
}
