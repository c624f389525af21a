import type { Moment } from './ids.ts'
import { momentsAt, wallTimeOf } from './wall-clock.ts'
import { aheadWords, agoWords, days, halves, lengthWords, since, units } from './written-time-words.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** Which way a time is meant that does not say so itself: `14:05` of what began, or of what is promised. */
export type Way = 'past' | 'future'

/**
 * A bare clock time that was a moment ago (or comes in a moment) on the wrong side is meant so, and is then refused in
 * words. Further off than this it is taken for the other day's: at ten past midnight `23:50` began yesterday.
 */
const slip = 3 * 60 * minute

/**
 * The moment that somebody means, as people write one, in the four languages: `14:05`, `2:05 pm`, `14時05分`, `9時半`,
 * `yesterday 22:30`, `2026-03-02 13:05`, `13:05 UTC`, `20 min ago`, `in 2 h`, `לפני שעתיים`, `بعد 30 دقيقة`, `20分前`; a
 * bare length counts from now. Clock times are those of the zone. To the minute, like the clocks people read it from. Undefined for
 * what is none of these, and for a time that the zone's clocks left out.
 */
export const writtenMoment = (typed: string, now: Moment, timeZone: string, way: Way): Moment | undefined => {
  const text = plainly(typed)
  const moment = clockTime(text, now, timeZone, way) ?? fromNow(text, now, way)
  return moment === undefined ? undefined : Math.floor(moment / minute) * minute
}

const plainly = (typed: string): string =>
  typed
    .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[.。,،]$/u, '')
    .trim()

const date = String.raw`(?:(?<year>\d{4})[-/.年](?<month>\d{1,2})[-/.月](?<date>\d{1,2})日?t?)`
const dayWord = `(?<day>${[...days.keys()].join('|')})`
const halfOfDay = (name: string) => `(?<${name}>${[...halves.keys()].join('|')})`
const clock = new RegExp(
  String.raw`^(?:(?:${date}|${dayWord})[ ,の]*)?(?:at |@ ?|ב-?|في |الساعة |בשעה )*(?:${halfOfDay('before')} ?)?` +
    String.raw`(?<hour>\d{1,2})(?:[:.時h](?<minute>\d{2}|半)?分?(?::\d{2})?)?(?: ?${halfOfDay('behind')})?(?<universal> ?(?:utc|gmt|z))?$`,
  'u',
)

const clockTime = (text: string, now: Moment, timeZone: string, way: Way): Moment | undefined => {
  const { hour, minute: written, behind, before, universal, ...at } = clock.exec(since(text))?.groups ?? {}
  const past = written === '半' ? '30' : written
  const half = halves.get(behind ?? before ?? '')
  const isClock = past !== undefined || half !== undefined || text.includes('時')
  if (hour === undefined || !isClock) return undefined
  const hours = hourOf(Number(hour), half)
  if (hours === undefined || Number(past ?? 0) > 59) return undefined
  const time = `${String(hours).padStart(2, '0')}:${past ?? '00'}`
  const zone = universal === undefined ? timeZone : 'UTC'
  const on = (shift: number) => momentsAt({ date: wallTimeOf(now + shift * day, zone).date, time }, zone)
  if (at['year'] !== undefined) return momentsAt({ date: isoDate(at), time }, zone).at(way === 'past' ? -1 : 0)
  if (at['day'] !== undefined) return on(days.get(at['day']) ?? 0).at(way === 'past' ? -1 : 0)
  return likeliest([-1, 0, 1].flatMap(on), now, way)
}

const isoDate = (at: Readonly<Record<string, string | undefined>>): string =>
  [at['year'], at['month']?.padStart(2, '0'), at['date']?.padStart(2, '0')].join('-')

const hourOf = (hour: number, half: 'am' | 'pm' | undefined): number | undefined => {
  if (half === undefined) return hour > 23 ? undefined : hour
  return hour < 1 || hour > 12 ? undefined : (hour % 12) + (half === 'pm' ? 12 : 0)
}

const likeliest = (moments: readonly Moment[], now: Moment, way: Way): Moment | undefined => {
  const near = moments.toSorted((a, b) => Math.abs(a - now) - Math.abs(b - now))
  // This very minute is neither past nor future.
  const isMeant = (at: Moment) => (way === 'past' ? at <= now : at + minute > now)
  const meant = near.find(isMeant)
  const slipped = near.find((at) => !isMeant(at) && Math.abs(at - now) <= slip)
  if (slipped === undefined || meant === undefined) return meant ?? slipped
  return Math.abs(meant - now) <= slip ? meant : slipped
}

const fromNow = (text: string, now: Moment, way: Way): Moment | undefined => {
  const [ago, ahead] = [agoWords.exec(text), aheadWords.exec(text)]
  const said = ago === null && ahead === null ? since(text) : text.replace(agoWords, '').replace(aheadWords, '')
  const length = lengthIn(said.trim())
  if (length === undefined || (ago !== null && ahead !== null)) return undefined
  const isPast = ago !== null || (ahead === null && way === 'past')
  return isPast ? now - length : now + length
}

/** No incident is told of in years. */
const longest = 366 * day

/** `20 min`, `2h`, `1 h 30 min`, `1.5 hours`, `half an hour`, `שעתיים`, `2時間半`; undefined for anything else. */
const lengthIn = (text: string): number | undefined => {
  const whole = lengthWords.get(text)
  if (whole !== undefined) return whole
  const part = new RegExp(
    String.raw`(\d{1,4}(?:[.,]\d{1,2})?) ?(${[...units.keys()].join('|')})(半)?(?![\p{L}\p{M}])`,
    'gu',
  )
  const parts = [...text.matchAll(part)]
  const rest = text.replace(part, '').replace(/[ ,&+]|and|ו-?|و/gu, '')
  if (parts.length === 0 || rest !== '') return undefined
  const length = parts.reduce((sum, [, count = '', unit = '', andHalf]) => {
    const each = units.get(unit) ?? 0
    return sum + Number(count.replace(',', '.')) * each + (andHalf === undefined ? 0 : each / 2)
  }, 0)
  return length > longest ? undefined : Math.round(length)
}
