import { type Language, languages } from './incident.ts'
import type { PublicText, PublicTexts } from './public-updates.ts'
import { type UnsaidKind, unsaidKinds } from './unsaid/kinds.ts'
import { shapes } from './unsaid/shapes.ts'
import { wordsOf } from './unsaid/names.ts'

/** Names that only a workspace knows, as they are written there. */
export type Unsayable = {
  readonly services: readonly string[]
  readonly vendors: readonly string[]
  readonly people: readonly string[]
}

/** Something in a text that customers must not read, as it stands there (in its normal form, NFKC). */
export type Mark = { readonly kind: UnsaidKind; readonly text: string }

/** What is marked in each language of a wording. */
export type MarksByLanguage = ReadonlyMap<Language, readonly Mark[]>

/* Direction marks, joiners and other formats show nothing and would part a name in two. */
const formats = /\p{Cf}/gu

/**
 * What must not be said in this text, each once, in the order of `unsaidKinds`. It finds too much rather than too
 * little: what stands there rightly is kept knowingly. What one kind has found no later kind finds again.
 */
export const marksIn = (text: string, names: Unsayable): readonly Mark[] => {
  let rest = text.normalize('NFKC').replace(formats, '')
  const found = new Map<string, Mark>()
  for (const kind of unsaidKinds) {
    for (const pattern of patternsOf(kind, names)) {
      rest = rest.replace(pattern, (hit) => {
        const shown = hit.trim()
        found.set(`${kind} ${shown}`, { kind, text: shown })
        return ' '
      })
    }
  }
  return [...found.values()]
}

/** The same of a whole wording, in every language. */
export const marksInTexts = (texts: PublicTexts, names: Unsayable): readonly Mark[] =>
  inOrder(Object.values(texts).flatMap((text) => marksInText(text, names)))

/** The same by the language in which they stand; a language without any is not there. */
export const marksByLanguage = (texts: PublicTexts, names: Unsayable): MarksByLanguage =>
  new Map(
    languages.flatMap((language) => {
      const text = texts[language]
      const marks = text === undefined ? [] : inOrder(marksInText(text, names))
      return marks.length === 0 ? [] : [[language, marks] as const]
    }),
  )

const marksInText = ({ title, body }: PublicText, names: Unsayable): readonly Mark[] => [
  ...marksIn(title, names),
  ...marksIn(body, names),
]

const inOrder = (marks: readonly Mark[]): readonly Mark[] => {
  const once = new Map(marks.map((mark) => [`${mark.kind} ${mark.text}`, mark]))
  return unsaidKinds.flatMap((kind) => [...once.values()].filter((mark) => mark.kind === kind))
}

/** The kinds that stand in the way of publishing it: whatever is marked and not kept, and every secret. */
export const mustChange = (
  texts: PublicTexts,
  names: Unsayable,
  kept: readonly UnsaidKind[],
): readonly UnsaidKind[] => {
  const kinds = new Set(marksInTexts(texts, names).map(({ kind }) => kind))
  return unsaidKinds.filter((kind) => kinds.has(kind) && (kind === 'secret' || !kept.includes(kind)))
}

const patternsOf = (kind: UnsaidKind, names: Unsayable): readonly RegExp[] => {
  switch (kind) {
    case 'secret':
    case 'internal-link':
    case 'host':
    case 'version':
      return shapes[kind]
    case 'person':
      return [...shapes.person, ...wordsOf(names.people, 'people')]
    case 'service':
      return wordsOf(names.services, 'things')
    case 'vendor':
      return wordsOf(names.vendors, 'things')
  }
}
