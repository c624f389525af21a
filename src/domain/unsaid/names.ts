/*
 * Names are found as people write them: `Noa` in `Noa's`, `נועה` in `לנועה`, `أحمد` in `لأحمد`, `田中` in `田中さんが`.
 */

/** The letters that stand before a Hebrew or Arabic word without a space: and, in, to, from, as, that, the. */
const glued = '(?:[והבלכמש]{0,3}|(?:[وف])?(?:[بكلس]|ال|بال|كال|لل)?)'
const latinEdge = '[\\p{Script=Latin}\\p{N}_]'
const abjadEdge = '[\\p{Script=Hebrew}\\p{Script=Arabic}\\p{N}]'

/** A part of a person's name shorter than this is more often a word than a name. */
const shortestPart = 3

/**
 * Patterns for these names, the longest first. Of people each part of the name counts too, as it is written (`Mark` is
 * one, `mark` is a word); names of things are found in any case.
 */
export const wordsOf = (names: readonly string[], of: 'people' | 'things'): readonly RegExp[] => {
  const whole = names.map(normal).filter((name) => [...name.matchAll(/[\p{L}\p{N}]/gu)].length > 1)
  const parts = of === 'people' ? whole.flatMap((name) => name.split(/[\s・.]+/)).filter(isTelling) : []
  return [
    ...longestFirst(whole).map((name) => wordOf(name, 'giu')),
    ...longestFirst(parts.filter((part) => !whole.includes(part))).map((part) => wordOf(part, 'gu')),
  ]
}

const longestFirst = (all: readonly string[]): readonly string[] =>
  [...new Set(all)].toSorted((a, b) => b.length - a.length)

const normal = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()

const isTelling = (part: string): boolean => {
  const length = [...part].length
  return isUnspaced(part) ? length > 1 : length >= shortestPart
}

/** Written without spaces between words, so that a name has no edges. */
const isUnspaced = (name: string): boolean =>
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー・\s]+$/u.test(name)

const wordOf = (name: string, flags: string): RegExp => {
  // `ledger-core` is also found in `ledger core` and `ledgercore`.
  const pattern = name
    .split(/[\s_־-]+/)
    .filter((part) => part !== '')
    .map(literal)
    .join('[\\s\\-־_]*')
  if (isUnspaced(name)) return new RegExp(pattern, flags)
  if (/[\p{Script=Hebrew}\p{Script=Arabic}]/u.test(name)) {
    return new RegExp(`(?<!${abjadEdge})${glued}${pattern}(?!${abjadEdge})`, flags)
  }
  return new RegExp(`(?<!${latinEdge})${pattern}(?!${latinEdge})`, flags)
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
