import type { Incident } from './incident.ts'

type Titled = Pick<Incident, 'title'>

/** How much of the shorter title must be found in the other one. */
const enough = 0.6
const mostShown = 3

/**
 * The incidents whose titles say much the same, the most alike first, at most three. It compares the words that tell
 * incidents apart: letters' case, width, marks and plurals do not count, nor does a typing error in a long word; "is",
 * "down" and "slow" hardly count. Chinese and Japanese, written without spaces, are compared by pairs of characters;
 * Hebrew and Arabic without their prefixes. A title without a word of its own is like none.
 */
export const alike = <Line extends Titled>(title: string, lines: readonly Line[]): readonly Line[] => {
  const ours = wordsOf(title)
  return lines
    .map((line) => ({ line, score: likeness(ours, wordsOf(line.title)) }))
    .filter(({ score }) => score >= enough)
    .toSorted((one, other) => other.score - one.score)
    .slice(0, mostShown)
    .map(({ line }) => line)
}

const likeness = (one: readonly string[], other: readonly string[]): number => {
  const [shorter, longer] = weight(one) <= weight(other) ? [one, other] : [other, one]
  const common = shorter.filter((word) => longer.some((candidate) => sameWord(word, candidate)))
  // What both call "down" is not yet the same thing.
  if (!common.some((word) => !weak.has(word))) return 0
  return weight(common) / weight(shorter)
}

const weight = (words: readonly string[]): number => words.reduce((sum, word) => sum + (weak.has(word) ? 0.2 : 1), 0)

/** Words that stand in the titles of many incidents, in the four languages, as `stem` leaves them. */
const weak = new Set(
  `a an and are at for from has have in is it no not of on or our the to us we with down up broken error errors fail failing failure
   failed issue problem slow outage offline unavailable working work again degraded high latency
   לא של את על עם יש אין תקלה שגיאה שגיאות נפל נפלה איטי איטית למטה עובד עובדת בעיה
   في من على عن مع لا هل خطأ اخطاء عطل بطيء بطيئه متوقف متوقفه تعطل مشكله يعمل تعمل
   障害 停止 遅い エラー 発生 失敗 ない です ます した して いる てい`
    .split(/\s+/)
    .filter((word) => word !== ''),
)

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+/gu

/** Of titles that were taken apart already: each declare is compared with the same fifty. */
const known = new Map<string, readonly string[]>()
const knownAtMost = 500

const wordsOf = (title: string): readonly string[] => {
  const before = known.get(title)
  if (before !== undefined) return before
  if (known.size >= knownAtMost) known.clear()
  const words = takenApart(title)
  known.set(title, words)
  return words
}

const takenApart = (title: string): readonly string[] => {
  const text = title.normalize('NFKC').toLowerCase()
  const spaced = text.replace(unspaced, ' ').match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  const pairs = (text.match(unspaced) ?? []).flatMap(pairsOf)
  return [...new Set([...spaced.map(stem), ...pairs])].filter((word) => word !== '')
}

const pairsOf = (run: string): string[] => {
  const letters = [...run]
  if (letters.length === 1) return letters
  return letters.slice(1).map((letter, before) => `${letters[before] ?? ''}${letter}`)
}

const stem = (word: string): string => {
  const bare = word.normalize('NFKD').replace(/\p{M}/gu, '')
  if (/\p{Script=Hebrew}/u.test(bare)) return bare.length > 4 ? bare.replace(/^[והבלמשכ](?=.{3})/u, '') : bare
  if (/\p{Script=Arabic}/u.test(bare)) {
    const plain = bare.replace(/[أإآ]/gu, 'ا').replace(/ة$/u, 'ه').replace(/ى$/u, 'ي')
    return plain.length > 4 ? plain.replace(/^(?:[وفبلك]?ال|لل)(?=.{2})/u, '') : plain
  }
  return bare.length > 3 && /[^s]s$/.test(bare) && !weak.has(bare) ? bare.slice(0, -1) : bare
}

const sameWord = (one: string, other: string): boolean => {
  if (one === other) return true
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  // A digit more or less is another machine, not a typing error.
  if (short.length < 5 || long.length - short.length > 1 || /\d/.test(one + other)) return false
  return oneStepApart(short, long)
}

/** One letter changed, left out, or two neighbours swapped. */
const oneStepApart = (short: string, long: string): boolean => {
  let start = 0
  while (start < short.length && short[start] === long[start]) start++
  if (short.length < long.length) return short.slice(start) === long.slice(start + 1)
  if (short.slice(start + 1) === long.slice(start + 1)) return true
  const swapped = `${long[start + 1] ?? ''}${long[start] ?? ''}`
  return short.slice(start, start + 2) === swapped && short.slice(start + 2) === long.slice(start + 2)
}
