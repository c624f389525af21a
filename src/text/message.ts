import { IntlMessageFormat } from 'intl-messageformat'
import { type Language, type TextKey, directionOf, localeTags, messageOf } from './catalogue.ts'
import { isolate } from './isolate.ts'

/** What a message's placeholders stand for. */
export type Values = Readonly<Record<string, string | number | Date>>

interface Compiled {
  readonly format: IntlMessageFormat
  /** Arguments that a `select` chooses by: they are words of ours, compared letter by letter, and never shown. */
  readonly chosenBy: ReadonlySet<string>
  /** What stands before it, unseen: `rightToLeftMark` or nothing. */
  readonly opening: string
}

/**
 * Begins what runs right to left but opens with a value. Whoever shows it looks for the first letter to learn its
 * direction: HTML's `dir=auto` finds the Latin one of `INC-42`, inside its isolate
 * (https://html.spec.whatwg.org/#the-dir-attribute), and Unicode's P2, which skips isolates, may find none at all.
 */
const rightToLeftMark = '\u200f'

type Part = ReturnType<IntlMessageFormat['getAst']>[number]

const compiled = new Map<string, Compiled>()

/**
 * A message in a language, with the string values isolated (numbers and dates are the language's own and stay bare).
 *
 * @throws {Error} when a value that the message names is missing: that is a fault of the caller, never of the person reading.
 */
export function formatMessage(language: Language, key: TextKey, values: Values = {}): string {
  const { format, chosenBy, opening } = compile(language, key)
  const placed = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && !chosenBy.has(name) ? placedIn(language, value) : value,
    ]),
  )
  // `format` returns an array only for messages with rich (non-string) values, and `Values` admits none.
  return opening + String(format.format(placed))
}

/**
 * A value as it stands in a sentence of that language. A slash command of ours stays bare where the sentence runs its
 * way: people copy it, and Slack takes a line for a command only if it begins with the slash.
 */
function placedIn(language: Language, value: string): string {
  const isCommand = /^\/[\x20-\x7e]+$/.test(value)
  return isCommand && directionOf(language) === 'ltr' ? value : isolate(value)
}

function compile(language: Language, key: TextKey): Compiled {
  const id = `${language} ${key}`
  const known = compiled.get(id)
  if (known !== undefined) return known
  // Tags are off: in mrkdwn `<` begins Slack's own markup, and no message carries HTML.
  const format = new IntlMessageFormat(messageOf(language, key), localeTags[language], undefined, { ignoreTag: true })
  const parts = format.getAst()
  const opening = directionOf(language) === 'rtl' && opensWithValue(parts) ? rightToLeftMark : ''
  const fresh: Compiled = { format, chosenBy: new Set(selectors(parts)), opening }
  compiled.set(id, fresh)
  return fresh
}

/** A literal opens with its own words, and so does a plural or a select, whose words are in its options. */
function opensWithValue([first]: readonly Part[]): boolean {
  // In the parser's tree 0 is a literal.
  return first !== undefined && !('options' in first) && first.type !== 0
}

function selectors(parts: readonly Part[]): string[] {
  return parts.flatMap((part) => {
    if (!('options' in part)) return []
    const inner = Object.values(part.options).flatMap((option) => selectors(option.value))
    // Plurals have options too, but carry an offset; they choose by a number.
    return 'offset' in part ? inner : [part.value, ...inner]
  })
}
