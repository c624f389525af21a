import { type Language, localeTags } from './catalogue.ts'
import { formatMessage } from './message.ts'
import { isolate } from './isolate.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/**
 * How long, in two units at most and rounded down: "45 s", "12 min", "1 h 40 min", "2 d 3 h". The words come from the
 * catalogues: Intl's own short forms ("1 hr, 40 min", 「1 時間 40 分」) are not how engineers write them, and
 * `Intl.DurationFormat` is not in Node 20. A negative length (two clocks that disagree) counts as none.
 */
export function formatDuration(milliseconds: number, language: Language): string {
  const length = Math.max(0, milliseconds)
  if (length < minute) return formatMessage(language, 'duration.seconds', { seconds: Math.floor(length / second) })
  if (length < hour) return formatMessage(language, 'duration.minutes', { minutes: Math.floor(length / minute) })
  if (length < day) {
    const hours = Math.floor(length / hour)
    const minutes = Math.floor((length % hour) / minute)
    if (minutes === 0) return formatMessage(language, 'duration.hours', { hours })
    return formatMessage(language, 'duration.hours-minutes', { hours, minutes })
  }
  const days = Math.floor(length / day)
  const hours = Math.floor((length % day) / hour)
  if (hours === 0) return formatMessage(language, 'duration.days', { days })
  return formatMessage(language, 'duration.days-hours', { days, hours })
}

/**
 * A moment with its date, clock and zone, for places where Slack's date tokens do not work (plain_text, topics, files).
 *
 * @param epochMs milliseconds since 1970, UTC
 * @param tz an IANA zone
 * @throws {RangeError} when the zone is not one that Intl knows
 */
export function formatMoment(epochMs: number, tz: string, language: Language): string {
  return dates(language, tz, 'moment').format(epochMs)
}

/** Only the date of a moment, in a zone. Arguments and errors as in `formatMoment`. */
export function formatDay(epochMs: number, tz: string, language: Language): string {
  return dates(language, tz, 'day').format(epochMs)
}

/** Only the clock of a moment, 24 hours, in a zone: "14:05". Arguments and errors as in `formatMoment`. */
export function formatClock(epochMs: number, tz: string, language: Language): string {
  return dates(language, tz, 'clock').format(epochMs)
}

/** A number grouped as the language groups it. */
export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(localeTags[language]).format(value)
}

/**
 * "A, B, and C" as the language joins it; each item is isolated, for items are names. Hebrew joins by the letter that the
 * last one begins with, so its joints are chosen for the bare items.
 */
export function formatList(items: readonly string[], language: Language): string {
  const bare = items.map((item) => item.replace(/\p{Cf}/gu, ''))
  const isolated = items.values()
  return new Intl.ListFormat(localeTags[language], { type: 'conjunction' })
    .formatToParts(bare)
    .map(({ type, value }) => (type === 'element' ? isolate(isolated.next().value ?? '') : value))
    .join('')
}

type Width = 'moment' | 'day' | 'clock'

const date = { year: 'numeric', month: 'short', day: 'numeric' } as const
const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
const widths: Readonly<Record<Width, Intl.DateTimeFormatOptions>> = {
  moment: { ...date, ...clock, timeZoneName: 'short' },
  day: date,
  clock,
}
// Making a DateTimeFormat costs some forty times as much as using it, and a postmortem formats thousands of moments.
const formatters = new Map<string, Intl.DateTimeFormat>()

function dates(language: Language, timeZone: string, width: Width): Intl.DateTimeFormat {
  const id = `${language} ${timeZone} ${width}`
  const known = formatters.get(id)
  if (known !== undefined) return known
  const fresh = new Intl.DateTimeFormat(localeTags[language], { ...widths[width], timeZone })
  formatters.set(id, fresh)
  return fresh
}
