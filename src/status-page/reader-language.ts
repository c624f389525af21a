import { type Language, languageFrom } from '../text/text.ts'

/** Further ones change nothing, and whoever sends hundreds is no reader. */
const tagsRead = 20

/**
 * The language that an `Accept-Language` header asks for, by its q-values (RFC 9110, 12.5.4); of equal ones the first.
 * `fallback` where it asks for none that we speak.
 */
export const languageAsked = (header: string | undefined, fallback: Language): Language => {
  const asked = (header ?? '')
    .split(',', tagsRead)
    .map(rangeOf)
    .filter(({ q }) => q > 0)
    .toSorted((a, b) => b.q - a.q)
  for (const { tag } of asked) {
    const language = tag === '*' ? fallback : languageFrom(tag)
    if (language !== undefined) return language
  }
  return fallback
}

const rangeOf = (range: string): { readonly tag: string; readonly q: number } => {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim())
  const weight = parameters.find((one) => /^q\s*=/i.test(one))?.replace(/^q\s*=\s*/i, '')
  const q = weight === undefined ? 1 : /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(weight) ? Number(weight) : 0
  return { tag, q }
}

/** Each language by its own name, for whoever looks for theirs. */
export const ownNames: Readonly<Record<Language, string>> = { en: 'English', he: 'עברית', ar: 'العربية', ja: '日本語' }
