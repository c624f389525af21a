import { clausesOf } from './clauses.ts'
import type { Clause } from './clauses.ts'
import type { Finding, TurningPoint } from './finding.ts'
import { languages } from './languages.ts'
import { asks, hears, opensWithCondition, takenBack } from './mood.ts'
import type { Sentence } from './sentences.ts'
import { anyOf, atStart } from './words.ts'
import type { Kinds, Words } from './words.ts'

type TurningPointFound = Extract<Finding, { kind: 'turning-point' }>

/**
 * The turning point a sentence states as done or under way, or null. The first clause that states one decides; a question, a
 * denial, a plan, a condition, a doubt, hearsay or a distant past state none.
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

/** The clauses that do not ask. A question mark makes the whole sentence ask, unless its last clause asks in words as well. */
function statements(sentence: Sentence, clauses: readonly Clause[]): Clause[] {
  const last = clauses.at(-1)
  if (sentence.asks && (last === undefined || !asks(last.plain))) return []
  return clauses.filter((clause) => !asks(clause.plain))
}

function statedIn(clause: Clause, sentence: Sentence): TurningPoint | null {
  for (const { what, phrases, words, isDeed } of TESTS) {
    const found = phrases.exec(clause.plain)
    if (found === null) continue
    const before = clause.plain.slice(0, found.index)
    const after = clause.plain.slice(found.index + found[0].length)
    const saidBefore = sentence.plain.slice(0, clause.from)
    if (takenBack({ before, after }, words) || hears('reports', saidBefore) || hears('past', sentence.plain)) continue
    if (isDeed && hears('describes', before)) continue
    return what
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
  readonly isDeed: boolean
}

const TESTS: readonly Test[] = ORDER.flatMap((what) => languages.flatMap((words) => testsOf(what, words)))

function testsOf(what: TurningPoint, words: Words): Test[] {
  const made: [Kinds, (phrases: readonly string[], words: Words) => RegExp | null, boolean][] = [
    [words.facts, anyOf, false],
    [words.acts, anyOf, true],
    [words.news, atStart, false],
    [words.underway, atStart, false],
  ]
  return made.flatMap(([kinds, compile, isDeed]) => {
    const phrases = compile(kinds[what] ?? [], words)
    return phrases === null ? [] : [{ what, phrases, words, isDeed }]
  })
}
