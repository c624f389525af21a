/**
 * Takes a slash command's text apart, as tolerantly as people type it on a phone: all kinds of white space, marks of
 * direction, smart quotes, full-width letters, Arabic digits. Nothing here throws, and nothing changes what will be
 * recorded: only the copies that are compared are folded.
 */

/** The first of some words, and what stands behind them. */
export type Led<Found> = { readonly found: Found; readonly rest: string }

/** Words by their folded form: `new Map([['follow up', …]])`. */
export type Words<Found> = ReadonlyMap<string, Found>

/** Most words that a name in a table has: "ניהול האירוע", "root cause of it". */
const longestName = 4

/**
 * A word in the form in which words are compared: NFKC, lower case, without marks of direction, vowel points and
 * Arabic's variants of one letter; digits 0-9, one kind of hyphen; without quotes and punctuation around it.
 */
export const fold = (word: string): string =>
  word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{Cf}\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670\u0640]/gu, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/\p{Pd}/gu, '-')
    .replace(/^[\s"'`“”„‟«»‘’*_/:,.;!?、。・،؛؟()[\]「」『』-]+|[\s"'`“”„‟«»‘’*_:,.;!?、。・،؛؟()[\]「」『』-]+$/gu, '')

type Token = { readonly folded: string; readonly end: number }

/** The first tokens that show something, with where each ends in the text as it was typed. */
const tokensOf = (text: string, most: number): Token[] => {
  const tokens: Token[] = []
  for (const match of text.matchAll(/[^\s\u200b]+/gu)) {
    if (tokens.length === most) break
    const folded = fold(match[0])
    if (folded !== '') tokens.push({ folded, end: match.index + match[0].length })
  }
  return tokens
}

const behind = (text: string, end: number): string => text.slice(end).replace(/^[\s\p{Cf}]+|[\s\u200b]+$/gu, '')

/** The longest name of the table with which the text begins; undefined when it begins with none. */
export const ledBy = <Found>(text: string, words: Words<Found>): Led<Found> | undefined => {
  const tokens = tokensOf(text, longestName)
  for (let count = tokens.length; count > 0; count--) {
    const name = tokens
      .slice(0, count)
      .map((token) => token.folded)
      .join(' ')
    const found = words.get(name)
    if (found !== undefined) return { found, rest: behind(text, tokens[count - 1]?.end ?? 0) }
  }
  return undefined
}

/** The first word, whatever it is, and the rest; undefined when there is nothing to see. */
export const firstWord = (text: string): Led<string> | undefined => {
  const [token] = tokensOf(text, 1)
  return token === undefined ? undefined : { found: token.folded, rest: behind(text, token.end) }
}

/** A table of rows such as `['lead', 'lead | commander | ניהול']`, its names folded as typed words will be. */
export const wordTable = <Found>(rows: readonly (readonly [Found, string])[]): Words<Found> =>
  new Map(rows.flatMap(([found, names]) => names.split('|').map((name) => [foldAll(name), found] as const)))

/** Several words in the form in which they are compared. */
const foldAll = (text: string): string =>
  text
    .split(/[\s\u200b]+/u)
    .map(fold)
    .filter((word) => word !== '')
    .join(' ')

/**
 * `<@U1|noa>` or `<@U1>`, as `should_escape` sends people (docs.slack.dev/interactivity/implementing-slash-commands).
 */
const personToken = /<@(\w+)(?:\|[^<>]*)?>/u

/**
 * The first person that is named, and the text without them. `id` comes from Slack's own token; `name` was typed as
 * `@noa` and is to be looked up.
 */
export const personIn = (raw: string): Led<{ readonly id: string } | { readonly name: string }> | undefined => {
  const token = personToken.exec(raw)
  if (token?.[1] !== undefined) return { found: { id: token[1] }, rest: without(raw, token.index, token[0].length) }
  const typed = /(?<![\p{L}\p{N}.])@([\p{L}\p{N}][\p{L}\p{N}._-]*)/u.exec(raw)
  if (typed?.[1] === undefined) return undefined
  return { found: { name: typed[1].replace(/[._-]+$/u, '') }, rest: without(raw, typed.index, typed[0].length) }
}

const without = (text: string, index: number, length: number): string =>
  `${text.slice(0, index).trimEnd()} ${text.slice(index + length).trimStart()}`.trim()

/** Without the quotes that somebody put around the whole of it. */
export const unquoted = (text: string): string => {
  const [, , inside] = /^(["'“”„«「『])([^"“”„«»「」『』]+)["'”“»」』]$/u.exec(text.trim()) ?? []
  return inside === undefined ? text.trim() : inside.trim()
}

/** The known words that look most like a mistyped one, at most three, the nearest first. */
export const nearest = (typed: string, known: readonly string[]): readonly string[] => {
  const word = fold(typed).slice(0, 40)
  return [...new Set(known)]
    .map((candidate) => ({
      candidate,
      far: candidate.startsWith(word) && word.length > 1 ? 0.5 : distance(word, candidate),
    }))
    .filter(({ candidate, far }) => far <= Math.max(1, Math.floor(candidate.length / 3)))
    .toSorted((one, other) => one.far - other.far)
    .slice(0, 3)
    .map(({ candidate }) => candidate)
}

/** Damerau and Levenshtein's: letters added, left out, changed, or two neighbours swapped. */
const distance = (one: string, other: string): number => {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, column) => column)]
  for (let row = 1; row <= one.length; row++) {
    const current = [row]
    for (let column = 1; column <= other.length; column++) {
      const cell = (up: number, left: number): number =>
        (up === 0 ? current[column - left] : rows[row - up]?.[column - left]) ?? Infinity
      const changed = one[row - 1] === other[column - 1] ? 0 : 1
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      current.push(Math.min(cell(1, 0) + 1, cell(0, 1) + 1, cell(1, 1) + changed, swapped ? cell(2, 2) + 1 : Infinity))
    }
    rows.push(current)
  }
  return rows[one.length]?.[other.length] ?? Infinity
}
