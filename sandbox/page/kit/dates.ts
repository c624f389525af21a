import type { Language, Reader } from '../seen.ts'

/** How Intl is asked for a language: digits 0-9 and the common calendar everywhere, as engineers write them. */
const tags: Readonly<Record<Language, string>> = {
  en: 'en',
  he: 'he-u-ca-gregory-nu-latn',
  ar: 'ar-u-ca-gregory-nu-latn',
  ja: 'ja-u-ca-gregory',
}

type Shown = Pick<Reader, 'language' | 'timeZone'>

const long = { month: 'long', day: 'numeric' } as const
const short = { month: 'short', day: 'numeric' } as const
const year = { year: 'numeric' } as const
const dayForms: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  date: long,
  date_short: { ...short, ...year },
  date_long: { weekday: 'long', ...long, ...year },
  date_long_full: { ...long, ...year },
  date_slash: { day: '2-digit', month: '2-digit', ...year },
  day_divider: { weekday: 'long', ...long },
}

const dayMs = 24 * 60 * 60_000
/** Slack leaves the year out of `{date}` for as long as nobody can mistake it: within about half a year. */
const yearAloneMs = 183 * dayMs

/**
 * A moment by Slack's date tokens (docs.slack.dev/messaging/formatting-message-text, date formatting; and those of
 * rich_text's date element), in the reader's language and zone. Clocks have 24 hours, as in the texts that apps write
 * themselves; Slack goes by the device's habit. An unknown token stays as it is written.
 *
 * @param epochMs milliseconds since 1970, UTC
 * @param now by which days are called today and yesterday, in the same unit
 */
export const formatDate = (epochMs: number, tokens: string, reader: Shown, now: number): string =>
  tokens.replace(/\{(\w+)\}/g, (written, token: string, at: number) => {
    const shown = formatToken(epochMs, token, reader, now)
    if (shown === undefined) return written
    return at === 0 ? shown.charAt(0).toLocaleUpperCase(reader.language) + shown.slice(1) : shown
  })

const formatToken = (epochMs: number, token: string, reader: Shown, now: number): string | undefined => {
  const name = token.replace(/_pretty$/, '')
  if (name !== token) {
    const near = nearDay(epochMs, reader, now)
    if (near !== undefined) return near
  }
  switch (name) {
    case 'date_num':
      return isoDay(epochMs, reader.timeZone)
    case 'time':
      return clock(epochMs, reader, {})
    case 'time_secs':
      return clock(epochMs, reader, { second: '2-digit' })
    case 'ago':
      return ago(epochMs, reader, now)
    default: {
      const form = dayForms[name]
      if (form === undefined) return undefined
      const withYear = name === 'date' && Math.abs(epochMs - now) > yearAloneMs ? { ...form, ...year } : form
      return intl(reader, withYear).format(epochMs)
    }
  }
}

const intl = (reader: Shown, form: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(tags[reader.language], { ...form, timeZone: reader.timeZone })

const clock = (epochMs: number, reader: Shown, more: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('en', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: reader.timeZone,
    ...more,
  }).format(epochMs)

/** `2026-11-22` there. */
export const isoDay = (epochMs: number, timeZone: string): string =>
  // Swedish writes dates as ISO 8601 does.
  new Intl.DateTimeFormat('sv', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone }).format(epochMs)

const nearDay = (epochMs: number, reader: Shown, now: number): string | undefined => {
  const midnight = (at: number) => Date.parse(`${isoDay(at, reader.timeZone)}T00:00:00Z`)
  const days = Math.round((midnight(epochMs) - midnight(now)) / dayMs)
  return Math.abs(days) > 1 ? undefined : relative(reader).format(days, 'day')
}

const units = [
  ['year', 365 * dayMs],
  ['month', 30 * dayMs],
  ['day', dayMs],
  ['hour', 60 * 60_000],
  ['minute', 60_000],
] as const

const ago = (epochMs: number, reader: Shown, now: number): string => {
  const passed = epochMs - now
  const [unit, ms] = units.find(([, size]) => Math.abs(passed) >= size) ?? ['second', 1000]
  return relative(reader).format(Math.trunc(passed / ms), unit)
}

const relative = (reader: Shown) => new Intl.RelativeTimeFormat(tags[reader.language], { numeric: 'auto' })

/** Whether a moment can be shown: a number of seconds that a Date holds. */
export const isMoment = (seconds: number): boolean => Number.isFinite(seconds) && Math.abs(seconds) <= 8.64e12
