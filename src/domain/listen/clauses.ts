import { languages } from './languages.ts'
import { MENTION } from './sentences.ts'
import type { Sentence } from './sentences.ts'
import { alternatives, anyOf } from './words.ts'

/** A part of a sentence that states one thing. */
export interface Clause {
  readonly plain: string
  /** Where it begins in the sentence's `plain`. */
  readonly from: number
  /** The users mentioned in it, in order. */
  readonly mentions: readonly string[]
  /** The places at which its words may begin: the beginning, and behind each opener ("ok, so", "update:"). */
  readonly starts: readonly number[]
}

/** An opener and what sets it apart; at a place. */
const OPENER = new RegExp(
  `(?:${languages.flatMap((words) => (words.openers.length > 0 ? [alternatives(words.openers, words)] : [])).join('|')})[\\s,:!.、،-]+`,
  'uy',
)

/** More openers than these are no beginning any more. */
const MOST_OPENERS = 4

function startsOf(plain: string): number[] {
  const starts = [0]
  while (starts.length <= MOST_OPENERS) {
    OPENER.lastIndex = starts.at(-1) ?? 0
    const found = OPENER.exec(plain)
    if (found === null) break
    starts.push(found.index + found[0].length)
  }
  return starts
}

/** The sentence at its commas, dashes and brackets only: "I'm IC and scribe" stays one. */
export function coarseClauses(sentence: Sentence): Clause[] {
  return cut(sentence, COARSE)
}

/** The sentence at its commas, dashes, brackets and at "and", "but", "so" of any language. */
export function clausesOf(sentence: Sentence): Clause[] {
  return cut(sentence, FINE)
}

/** A comma that is not inside a number, a dash between spaces, brackets, dots. */
const MARKS = '[,،](?!\\d)|、| [-–—]+ |[()[\\]]|\\.{2,}|…'
const COARSE = new RegExp(MARKS, 'gu')
const JOINTS = languages
  .map((words) => anyOf(words.joints, words)?.source)
  .filter((joint) => joint !== undefined)
  .join('|')
const FINE = new RegExp(`${MARKS}|${JOINTS}`, 'gu')

function cut(sentence: Sentence, at: RegExp): Clause[] {
  const clauses: Clause[] = []
  let from = 0
  let mentioned = 0
  // A joint at the very beginning joins nothing: "which pods were restarted" asks.
  for (const end of [...sentence.plain.matchAll(at), null].filter((found) => found?.index !== 0)) {
    const piece = sentence.plain.slice(from, end === null ? undefined : end.index)
    const count = piece.split(MENTION).length - 1
    const lead = piece.length - piece.trimStart().length
    if (piece.trim() !== '') {
      const mentions = sentence.mentions.slice(mentioned, mentioned + count)
      const plain = piece.trim()
      clauses.push({ plain, from: from + lead, mentions, starts: startsOf(plain) })
    }
    mentioned += count
    from = end === null ? from : end.index + end[0].length
  }
  return clauses
}
