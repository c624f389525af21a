import { dayOf } from '../data/grouping.ts'
import type { Reader } from '../seen.ts'
import type { Words } from '../words/words.ts'

const tag = { en: 'en', he: 'he', ar: 'ar-u-nu-latn', ja: 'ja' } as const

/** Making one takes a hundred times as long as using it. */
const formats = new Map<string, Intl.DateTimeFormat>()

const formatted = (at: number, reader: Reader, name: string, options: Intl.DateTimeFormatOptions): string => {
  const key = `${name} ${reader.language} ${reader.timeZone}`
  const found =
    formats.get(key) ?? new Intl.DateTimeFormat(tag[reader.language], { ...options, timeZone: reader.timeZone })
  formats.set(key, found)
  return found.format(at)
}

/** A clock's time in the reader's zone, `14:05`. */
export const timeOf = (at: number, reader: Reader): string =>
  formatted(at, reader, 'time', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** Day and time in full, for what a message's time says of itself. */
export const momentOf = (at: number, reader: Reader): string =>
  formatted(at, reader, 'moment', { dateStyle: 'full', timeStyle: 'medium', hourCycle: 'h23' })

/** A day as people call it: today, yesterday, or its date. */
export const dayName = (at: number, now: number, reader: Reader, words: Words): string => {
  const day = dayOf(at, reader.timeZone)
  if (day === dayOf(now, reader.timeZone)) return words.today
  if (day === dayOf(now - 24 * 60 * 60_000, reader.timeZone)) return words.yesterday
  return formatted(at, reader, 'day', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
}
