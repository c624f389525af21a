import { clausesOf } from './clauses.ts'
import type { Clause } from './clauses.ts'
import type { Finding, TurningPoint } from './finding.ts'
import { languagesIn } from './languages.ts'
import { asks, hears, opensWithCondition, takenBack } from './mood.ts'
import type { Sentence } from './sentences.ts'
import { anyOf, atPlace, perLanguage } from './words.ts'
import type { Words } from './words.ts'

type TurningPointFound = Extract<Finding, { kind: 'turning-point' }>

/**
 * The turning point a sentence states as done or under way, or null. The first clause that states one decides; a
 * question, a denial, a plan, a condition, a doubt, hearsay or a distant past state none.
 */
export function turningPoint(sentence: Sentence): TurningPointFound | null {
  const clauses = clausesOf(sentence)
  if (opensWithCondition(clauses)) return null
  for (const clause of statements(sentence, clauses)) {
    const what = statedIn(clause, sentence)
    if (what !== null) return { kind: 'turning-point', what, text: sentence.text }
  }
  return null
}

/**
 * The clauses that do not ask. A question mark makes the whole sentence ask, unless its last clause asks in words as
 * well.
 */
function statements(sentence: Sentence, clauses: readonly Clause[]): Clause[] {
  const last = clauses.at(-1)
  if (sentence.asks && (last === undefined || !asks(last))) return []
  return clauses.filter((clause) => !asks(clause))
}

function statedIn(clause: Clause, sentence: Sentence): TurningPoint | null {
  if (hears('reports', sentence.plain.slice(0, clause.from)) || hears('past', sentence.plain)) return null
  for (const { what, phrases, words, where } of testsFor(clause.plain)) {
    const found = where === 'first' ? foundFirst(phrases, clause) : phrases.exec(clause.plain)
    if (found === null) continue
    const before = where === 'first' ? '' : clause.plain.slice(0, found.index)
    const after = clause.plain.slice(found.index + found[0].length)
    const gaps = found.slice(1).filter((gap) => gap !== undefined && gap !== '')
    if (takenBack({ before, after, gaps }, words)) continue
    if (where === 'anywhere, as a deed' && hears('describes', before)) continue
    return what
  }
  return null
}

function foundFirst(phrases: RegExp, clause: Clause): RegExpExecArray | null {
  for (const start of clause.starts) {
    phrases.lastIndex = start
    const found = phrases.exec(clause.plain)
    if (found !== null) return found
  }
  return null
}

/** Which kind is asked first where a clause states several: what explains or ends an incident before what began it. */
const ORDER: readonly TurningPoint[] = [
  'decision',
  'cause',
  'verification',
  'recovery',
  'rollback',
  'deploy',
  'mitigation',
  'symptom',
]

interface Test {
  readonly what: TurningPoint
  readonly phrases: RegExp
  readonly words: Words
  readonly where: 'anywhere' | 'anywhere, as a deed' | 'first'
}

/** The tests of the text's languages, in the order of kinds. */
function testsFor(text: string): Test[] {
  const tests = languagesIn(text).flatMap(testsOf)
  return ORDER.flatMap((what) => tests.filter((test) => test.what === what))
}

const testsOf = perLanguage((words) => ORDER.flatMap((what) => testsOfKind(what, words)))

function testsOfKind(what: TurningPoint, words: Words): Test[] {
  const made: [RegExp | null, Test['where']][] = [
    [anyOf(words.facts[what] ?? [], words), 'anywhere'],
    [anyOf(words.acts[what] ?? [], words), 'anywhere, as a deed'],
    [atPlace([...(words.news[what] ?? []), ...(words.underway[what] ?? [])], words), 'first'],
  ]
  return made.flatMap(([phrases, where]) => (phrases === null ? [] : [{ what, phrases, words, where }]))
}
