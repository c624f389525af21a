import { languages } from './languages.ts'
import { MENTION } from './sentences.ts'
import type { Sentence } from './sentences.ts'
import { anyOf } from './words.ts'

/** A part of a sentence that states one thing. */
export interface Clause {
  readonly plain: string
  /** Where it begins in the sentence's `plain`. */
  readonly from: number
  /** The users mentioned in it, in order. */
  readonly mentions: readonly string[]
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
  for (const end of [...sentence.plain.matchAll(at), null]) {
    const piece = sentence.plain.slice(from, end === null ? undefined : end.index)
    const count = piece.split(MENTION).length - 1
    const lead = piece.length - piece.trimStart().length
    if (piece.trim() !== '') {
      const mentions = sentence.mentions.slice(mentioned, mentioned + count)
      clauses.push({ plain: piece.trim(), from: from + lead, mentions })
    }
    mentioned += count
    from = end === null ? from : end.index + end[0].length
  }
  return clauses
}
