import type { WrittenEntry } from './written-timeline.ts'

/** A timeline entry that was found in the chat, at a local wall-clock time of the log. */
export interface FoundEntry {
  /** `HH:MM`. */
  readonly at: string
  /** Days since the log's first message. */
  readonly day: number
  readonly text: string
}

export interface Comparison {
  /** Written entries with the found one that tells the same. */
  readonly hits: readonly { readonly written: WrittenEntry; readonly found: FoundEntry }[]
  /** Written entries that nothing found tells. */
  readonly misses: readonly WrittenEntry[]
  /** Found entries that tell nothing written: not wrong by that alone, the writer may have left them out. */
  readonly extra: readonly FoundEntry[]
}

/** Two entries this close in time are the same even without a word in common. */
const CERTAINLY = 3

/**
 * Matches found entries with the written timeline: at most `within` minutes apart and with a word in common, or at most
 * three minutes apart. Every written entry takes the found one nearest in words, then in time; one found entry may tell
 * two written ones.
 */
export function compare(found: readonly FoundEntry[], written: readonly WrittenEntry[], within = 10): Comparison {
  const pairs = written.map((entry) => ({
    entry,
    near: found
      .map((other) => ({
        other,
        apart: Math.abs(minuteOf(other) - minuteOf(entry)),
        shared: wordsShared(other.text, entry.text),
      }))
      .filter(({ apart, shared }) => apart <= CERTAINLY || (apart <= within && shared > 0))
      .toSorted((a, b) => b.shared - a.shared || a.apart - b.apart),
  }))
  const told = new Set(pairs.flatMap(({ near }) => near.map(({ other }) => other)))
  return {
    hits: pairs.flatMap(({ entry, near }) => (near[0] === undefined ? [] : [{ written: entry, found: near[0].other }])),
    misses: pairs.filter(({ near }) => near.length === 0).map(({ entry }) => entry),
    extra: found.filter((entry) => !told.has(entry)),
  }
}

function minuteOf(entry: { readonly at: string; readonly day: number }): number {
  const [hour = 0, minute = 0] = entry.at.split(':').map(Number)
  return (entry.day * 24 + hour) * 60 + minute
}

/**
 * Words of four letters and more that both texts have, by their first five letters, so that "rolled" and "rolls" differ
 * little.
 */
function wordsShared(one: string, other: string): number {
  const stems = stemsOf(other)
  return [...stemsOf(one)].filter((stem) => stems.has(stem)).length
}

function stemsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/\p{L}{4,}|[\p{Script=Han}\p{Script=Katakana}]{2,}/gu) ?? []
  return new Set(words.filter((word) => !COMMON.has(word)).map((word) => word.slice(0, 5)))
}

const COMMON = new Set(
  'that this with from have been were they them then which should would could some will what when there their'.split(
    ' ',
  ),
)
