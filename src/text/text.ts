import type { Language, TextKey } from './catalogue.ts'
import { inLanguageOf, type InSome } from './fallback.ts'
import { type Values, formatMessage } from './message.ts'
import { formatClock, formatDay, formatDuration, formatList, formatMoment, formatNumber } from './format.ts'

export { type Language, type TextKey, directionOf, languageFrom, languages } from './catalogue.ts'
export type { Values } from './message.ts'

/**
 * Says things in one language. Views take a `T` and never learn which language it is.
 *
 * Called with a key it gives the message under that key. Every string value is isolated (U+2068 … U+2069) on its way
 * in, so no caller can forget it: a Latin title in a Hebrew sentence keeps both in order. A value that a `select`
 * chooses by stays bare.
 *
 * Keys are `place.thing`, in lower case with hyphens (`card.since`, `refusal.already-resolved`). The end of a key says
 * where the text stands and so how long it may be, in every language (test/text measures it):
 *
 * | ends in | at most |
 * |---|---|
 * | `form-title`, `form-submit`, `form-close` | 24 |
 * | `confirm-yes`, `confirm-no` | 30 |
 * | `button` | 40 (Slack takes 75 and shows about 30) |
 * | `option` | 75 |
 * | `confirm-title` | 100 |
 * | `label`, `placeholder`, `header` | 150 |
 * | `confirm-text` | 300 |
 */
export interface T {
  (key: TextKey, values?: Values): string
  /** How long, from milliseconds: "1 h 40 min". See `formatDuration`. */
  readonly duration: (milliseconds: number) => string
  /** Date, clock and zone of a moment (milliseconds UTC) in an IANA zone, for places without Slack's date tokens. */
  readonly moment: (epochMs: number, tz: string) => string
  /** The date of a moment in an IANA zone. */
  readonly day: (epochMs: number, tz: string) => string
  /** The clock of a moment in an IANA zone: "14:05". */
  readonly clock: (epochMs: number, tz: string) => string
  /** A number with the language's grouping, digits 0-9. */
  readonly number: (value: number) => string
  /** What is said in several languages, in this one; where it is not said in this one, in the first that it is. */
  readonly own: <Thing>(said: InSome<Thing>) => Thing | undefined
  /** Names joined as the language joins them, each isolated. */
  readonly list: (items: readonly string[]) => string
}

const voices = new Map<Language, T>()

/** The voice of one language; the same one each time. */
export function textIn(language: Language): T {
  const known = voices.get(language)
  if (known !== undefined) return known
  const fresh: T = Object.assign((key: TextKey, values?: Values) => formatMessage(language, key, values), {
    duration: (milliseconds: number) => formatDuration(milliseconds, language),
    moment: (epochMs: number, tz: string) => formatMoment(epochMs, tz, language),
    day: (epochMs: number, tz: string) => formatDay(epochMs, tz, language),
    clock: (epochMs: number, tz: string) => formatClock(epochMs, tz, language),
    number: (value: number) => formatNumber(value, language),
    list: (items: readonly string[]) => formatList(items, language),
    own: <Thing>(said: InSome<Thing>) => inLanguageOf(said, language, language)?.text,
  })
  voices.set(language, fresh)
  return fresh
}
