import { languagesIn } from './languages.ts'
import type { Clause } from './clauses.ts'
import { anyOf, atEnd, atPlace, perLanguage } from './words.ts'
import type { Mood, Words } from './words.ts'

/**
 * Whether a clause asks: it opens with a question word or an inverted verb of any language, or closes with one (か).
 * A question mark is the sentence's business (`Sentence.asks`).
 */
export function asks(clause: Clause): boolean {
  return (
    languagesIn(clause.plain).some((words) => opensWith(testsOf(words).asksFirst, clause)) ||
    hears('asksAtEnd', clause.plain)
  )
}

/** Whether the whole sentence hangs on a condition that opens it: "if this fails, …", "once it is up, …". */
export function opensWithCondition(clauses: readonly Clause[]): boolean {
  const first = clauses[0]
  if (first === undefined) return false
  return languagesIn(first.plain).some((words) => {
    const { conditionFirst, byMood } = testsOf(words)
    return words.spaced ? opensWith(conditionFirst, first) : byMood.conditions?.test(first.plain) === true
  })
}

/** Whether a word of this mood stands in the text, in any language. */
export function hears(mood: Exclude<Mood, 'asks'>, text: string): boolean {
  return languagesIn(text).some((words) => testsOf(words).byMood[mood]?.test(text) === true)
}

/**
 * Whether what stands around a phrase, or in its gaps, takes away that it is done and true: a denial, a plan, a doubt,
 * hearsay, a condition or a time long past. In spaced languages the governing word comes before, in Japanese at the
 * end.
 */
export function takenBack(
  around: { readonly before: string; readonly after: string; readonly gaps: readonly string[] },
  language: Words,
): boolean {
  const { before, after, gaps } = around
  const governing = language.spaced ? before : `${before} ${after}`
  return (
    GOVERNING.some((mood) => hears(mood, governing)) ||
    gaps.some((gap) => IN_GAPS.some((mood) => hears(mood, gap))) ||
    hears('past', `${before} ${after}`)
  )
}

const IN_GAPS = ['denies', 'plans', 'doubts'] as const
const GOVERNING = [...IN_GAPS, 'reports', 'conditions'] as const

const testsOf = perLanguage((words) => ({
  asksFirst: atPlace(words.mood.asks, words),
  conditionFirst: atPlace(words.mood.conditions, words),
  byMood: {
    asksAtEnd: atEnd(words.mood.asksAtEnd, words),
    denies: anyOf(words.mood.denies, words),
    plans: anyOf(words.mood.plans, words),
    doubts: anyOf(words.mood.doubts, words),
    reports: anyOf(words.mood.reports, words),
    past: anyOf(words.mood.past, words),
    conditions: anyOf(words.mood.conditions, words),
    describes: atEnd(words.mood.describes, words),
    retracts: anyOf(words.mood.retracts, words),
  } satisfies Record<Exclude<Mood, 'asks'>, RegExp | null>,
}))

function opensWith(phrases: RegExp | null, clause: Clause): boolean {
  if (phrases === null) return false
  return clause.starts.some((start) => {
    phrases.lastIndex = start
    return phrases.test(clause.plain)
  })
}
