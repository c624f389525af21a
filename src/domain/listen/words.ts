import type { Role, TurningPoint } from './finding.ts'
import { evenLetters } from './sentences.ts'

/**
 * What one language knows, as data. A phrase is written as people type it, plus a little notation: `(a|b)` either, `(a)?` may
 * be left out, `~` any word that neither denies nor doubts, `…` up to six such words between, `{name}` any phrase of the list of that name, `^` the beginning of a clause (after
 * openers such as "ok" or "update:"), `$` its end (before closers such as "now" or "for this one"). A space is any space.
 */
export interface Words {
  /** Letters that are written together with the next word (Hebrew ו, ה, ב; Arabic و, ف): a pattern of one optional cluster. */
  readonly glued: string
  /** False where words are written without spaces between them, so a phrase has no border. */
  readonly spaced: boolean
  readonly lists: Readonly<Record<string, readonly string[]>>
  readonly openers: readonly string[]
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
 * Ways of not stating a thing as done.
 * `asks`: opens a question, at the beginning of a clause. `asksAtEnd`: closes one. `denies`, `plans`, `doubts`, `reports`: before the
 * words they govern (after them in Japanese). `past`: then, not now; anywhere. `conditions`: anywhere before, and over the whole
 * sentence when they open it. `describes`: ends right before a deed and turns it into a description. `retracts`: undoes a role
 * claim wherever it stands in the sentence ("if needed", "tomorrow", "just kidding").
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

export type Kinds = Readonly<Partial<Record<TurningPoint, readonly string[]>>>

/**
 * `nouns` name a role in the phrases below as `{role}`. `claims` (speaker takes it), `given` (`@` stands for the mention that
 * takes it) and `released` (speaker lets it go) hold `{role}`; `spoken` are claims that name the role by their verb ("taking notes"), and
 * `done` says the same of a mention. All of them must fill a whole clause, from `^` to `$`.
 */
export interface RoleWords {
  readonly nouns: Readonly<Record<Role, readonly string[]>>
  readonly claims: readonly string[]
  readonly given: readonly string[]
  readonly released: readonly string[]
  readonly spoken: Readonly<Record<Role, readonly string[]>>
  readonly done: Readonly<Record<Role, readonly string[]>>
}

/** A phrase as a regular expression source; throws on a `{name}` that the language does not have. */
export function source(phrase: string, words: Words): string {
  return evenLetters(phrase)
    .replaceAll(/\{([a-z-]+)\}/g, (_all, name: string) => {
      const list = words.lists[name]
      if (list === undefined) throw new Error(`no list named ${name}`)
      return `(?:${list.map((item) => source(item, words)).join('|')})`
    })
    .replaceAll(/ ?… ?\??/g, () => (words.spaced ? `(?: ${plainWord(words)}){0,6}? ${words.glued}` : '[^、。]{0,24}?'))
    .replaceAll('~', () => plainWord(words))
}

const plainWords = new Map<Words, string>()

/** Any word but one that would deny, doubt or put off what it stands in: "errors are not dropping" has no gap of that kind. */
function plainWord(words: Words): string {
  const known = plainWords.get(words)
  if (known !== undefined) return known
  const { denies, plans, doubts } = words.mood
  const made = `(?!(?:${[...denies, ...plans, ...doubts].map((phrase) => evenLetters(phrase)).join('|')})(?![\\p{L}\\p{N}_]))\\S+`
  plainWords.set(words, made)
  return made
}

/** One expression for many phrases, with the language's word borders; null when there are none. */
export function anyOf(phrases: readonly string[], words: Words): RegExp | null {
  return phrases.length === 0 ? null : new RegExp(bordered(alternatives(phrases, words), words), 'u')
}

/** Phrases that must fill the clause: what comes before may only be openers, what comes after only closers. */
export function wholeClause(phrase: string, words: Words): string {
  return `${opening(words)}(?:${source(phrase, words)})${closing(words)}`
}

/** Phrases at the beginning of a clause, after openers. */
export function atStart(phrases: readonly string[], words: Words): RegExp | null {
  if (phrases.length === 0) return null
  return new RegExp(
    `${opening(words)}(?:${alternatives(phrases, words)})${words.spaced ? '(?![\\p{L}\\p{N}_])' : ''}`,
    'u',
  )
}

/** `(?:a|b|c)` of phrases. */
export function alternatives(phrases: readonly string[], words: Words): string {
  return phrases.map((phrase) => `(?:${source(phrase, words)})`).join('|')
}

function bordered(body: string, words: Words): string {
  return words.spaced ? `(?<![\\p{L}\\p{N}_])${words.glued}(?:${body})(?![\\p{L}\\p{N}_])` : `(?:${body})`
}

function opening(words: Words): string {
  const openers = alternatives(words.openers, words)
  return openers === '' ? '^' : `^(?:(?:${openers})[\\s,:!.、،-]+){0,4}${words.glued}`
}

function closing(words: Words): string {
  const closers = alternatives(words.closers, words)
  return `(?:[\\s,、،]*(?:${closers})){0,3}[\\s.!。、،)\\uE001]*$`
}
