import type { Role } from '../vocabulary.ts'
import type { TurningPoint } from './finding.ts'
import { evenLetters } from './sentences.ts'

/**
 * What one language knows, as data. A phrase is written as people type it, plus a little notation: `(a|b)` either,
 * `(a)?` may be left out, `~` any one word, `…` up to six words between, `{name}` any phrase of the list of that name.
 * What stands in a gap may not deny, put off or doubt.
 */
export interface Words {
  /** A letter of its script: text without one says nothing in this language. */
  readonly letter: RegExp
  /**
   * Letters that are written together with the next word (Hebrew ו, ה, ב; Arabic و, ف): a pattern of one optional
   * cluster.
   */
  readonly glued: string
  /** False where words are written without spaces between them, so a phrase has no border. */
  readonly spaced: boolean
  readonly lists: Readonly<Record<string, readonly string[]>>
  /** What may stand before the words that matter: "ok", "update:", "hi all". */
  readonly openers: readonly string[]
  /** What may stand behind a role claim: "now", "for this incident". */
  readonly closers: readonly string[]
  /** Words at which a sentence falls into clauses: "and", "but", "so". */
  readonly joints: readonly string[]
  readonly mood: Readonly<Record<Mood, readonly string[]>>
  readonly roles: RoleWords
  /** True wherever they stand in a clause. */
  readonly facts: Kinds
  /** Deeds in the past tense: true unless they describe a thing ("the version we deployed", "the deployed version"). */
  readonly acts: Kinds
  /** Deeds too common to count unless they open the clause or come with "just", "now" or a perfect tense. */
  readonly news: Kinds
  /** Deeds under way, at the beginning of a clause only: "rolling back", "draining node 4". */
  readonly underway: Kinds
}

/**
 * Ways of not stating a thing as done. `asks`: opens a question, at the beginning of a clause. `asksAtEnd`: closes one.
 * `denies`, `plans`, `doubts`, `reports`: before the words they govern (after them in Japanese). `past`: then, not now;
 * anywhere. `conditions`: anywhere before, and over the whole sentence when they open it. `describes`: ends right
 * before a deed and turns it into a description. `retracts`: undoes a role claim wherever it stands in the sentence
 * ("if needed", "tomorrow", "just kidding").
 */
export type Mood =
  | 'asks'
  | 'asksAtEnd'
  | 'denies'
  | 'plans'
  | 'doubts'
  | 'reports'
  | 'past'
  | 'conditions'
  | 'describes'
  | 'retracts'

/** The words of each turning point. */
export type Kinds = Readonly<Partial<Record<TurningPoint, readonly string[]>>>

/**
 * `nouns` name a role in the phrases below as `{role}`. `claims` (speaker takes it), `given` (`@` stands for the
 * mention that takes it) and `released` (speaker lets it go) hold `{role}`; `spoken` are claims that name the role by
 * their verb ("taking notes"), and `done` says the same of a mention. All of them must fill a whole clause, openers and
 * closers aside.
 */
export interface RoleWords {
  readonly nouns: Readonly<Record<Role, readonly string[]>>
  readonly claims: readonly string[]
  readonly given: readonly string[]
  readonly released: readonly string[]
  readonly spoken: Readonly<Record<Role, readonly string[]>>
  readonly done: Readonly<Record<Role, readonly string[]>>
}

/**
 * A phrase as a regular expression source. Its only capturing groups are its gaps (`…`, `~`), so that the caller can
 * look at what stood in them. Throws on a `{name}` that the language does not have.
 */
export function source(phrase: string, words: Words): string {
  return evenLetters(phrase)
    .replaceAll(/(?<!\\)\((?!\?)/g, '(?:')
    .replaceAll(/\{([a-z-]+)\}/g, (all: string, name: string) => {
      if (name === 'role') return all
      const list = words.lists[name]
      if (list === undefined) throw new Error(`no list named ${name}`)
      return `(?:${alternatives(list, words)})`
    })
    .replaceAll(/\(\?:~ \)(\?|\{\d,\d\}\?)/g, '((?:\\S+ )$1)')
    .replaceAll(/ ?… ?\??/g, words.spaced ? ` ((?:\\S+ ){0,6}?)${words.glued}` : '([^、。]{0,24}?)')
    .replaceAll('~', '(\\S+)')
}

/** One expression for many phrases wherever they stand, with the language's word borders; null when there are none. */
export function anyOf(phrases: readonly string[], words: Words): RegExp | null {
  return phrases.length === 0 ? null : new RegExp(bordered(alternatives(phrases, words), words), 'u')
}

/** Phrases at a place of the text (`lastIndex`, sticky); null when there are none. */
export function atPlace(phrases: readonly string[], words: Words): RegExp | null {
  if (phrases.length === 0) return null
  return new RegExp(
    `${words.glued}(?:${alternatives(phrases, words)})${words.spaced ? '(?![\\p{L}\\p{N}_])' : ''}`,
    'uy',
  )
}

/** Phrases at the end of the text, but for a full stop; null when there are none. */
export function atEnd(phrases: readonly string[], words: Words): RegExp | null {
  const found = anyOf(phrases, words)
  return found === null ? null : new RegExp(`(?:${found.source})[\\s.。!]*$`, 'u')
}

/** `(?:a)|(?:b)` of phrases. */
export function alternatives(phrases: readonly string[], words: Words): string {
  return phrases.map((phrase) => `(?:${source(phrase, words)})`).join('|')
}

function bordered(body: string, words: Words): string {
  return words.spaced ? `(?<![\\p{L}\\p{N}_])${words.glued}(?:${body})(?![\\p{L}\\p{N}_])` : `(?:${body})`
}

/**
 * Makes something of each language's words when it is first needed: a team that writes English never compiles the
 * others.
 */
export function perLanguage<Made>(make: (words: Words) => Made): (words: Words) => Made {
  const made = new Map<Words, Made>()
  return (words) => {
    const known = made.get(words)
    if (known !== undefined) return known
    const fresh = make(words)
    made.set(words, fresh)
    return fresh
  }
}
