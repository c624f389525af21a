import { languages } from './languages.ts'
import type { Clause } from './clauses.ts'
import { anyOf, atStart } from './words.ts'
import type { Mood, Words } from './words.ts'

/**
 * Whether a clause asks: it opens with a question word or an inverted verb of any language, or closes with one (か).
 * A question mark is the sentence's business (`Sentence.asks`).
 */
export function asks(clause: string): boolean {
  return hears('asks', clause) || hears('asksAtEnd', clause)
}

/** Whether the whole sentence hangs on a condition that opens it: "if this fails, …", "once it is up, …". */
export function opensWithCondition(clauses: readonly Clause[]): boolean {
  const first = clauses[0]
  return first !== undefined && tests.some(({ conditionFirst }) => conditionFirst?.test(first.plain) === true)
}

/** Whether a word of this mood stands in the text, in any language. */
export function hears(mood: Mood, text: string): boolean {
  return tests.some(({ byMood }) => byMood[mood]?.test(text) === true)
}

/**
 * Whether what stands around a phrase takes away that it is done and true: a denial, a plan, a doubt, hearsay, a condition or a
 * time long past. In spaced languages the governing word comes before, in Japanese at the end.
 */
export function takenBack(around: { readonly before: string; readonly after: string }, language: Words): boolean {
  const governing = language.spaced ? around.before : `${around.before} ${around.after}`
  const moods: readonly Mood[] = ['denies', 'plans', 'doubts', 'reports', 'conditions']
  return moods.some((mood) => hears(mood, governing)) || hears('past', `${around.before} ${around.after}`)
}

type Tests = Readonly<Partial<Record<Mood, RegExp | null>>>

const tests = languages.map((words) => ({ byMood: testsOf(words), conditionFirst: conditionFirst(words) }))

function testsOf(words: Words): Tests {
  const { mood } = words
  return {
    asks: atStart(mood.asks, words),
    asksAtEnd: atEnd(mood.asksAtEnd, words),
    denies: anyOf(mood.denies, words),
    plans: anyOf(mood.plans, words),
    doubts: anyOf(mood.doubts, words),
    reports: anyOf(mood.reports, words),
    past: anyOf(mood.past, words),
    conditions: anyOf(mood.conditions, words),
    describes: atEnd(mood.describes, words),
    retracts: anyOf(mood.retracts, words),
  }
}

/** The words of a condition at the beginning; where they follow their clause (Japanese), anywhere in the first one. */
function conditionFirst(words: Words): RegExp | null {
  return words.spaced ? atStart(words.mood.conditions, words) : anyOf(words.mood.conditions, words)
}

function atEnd(phrases: readonly string[], words: Words): RegExp | null {
  const found = anyOf(phrases, words)
  return found === null ? null : new RegExp(`(?:${found.source})[\\s.。!]*$`, 'u')
}
