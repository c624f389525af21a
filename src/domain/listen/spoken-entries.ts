import { tzOffset } from '@date-fns/tz'
import type { Finding, Heard } from './finding.ts'
import { simplified, withoutBullet } from './sentences.ts'

type SpokenEntry = Extract<Finding, { kind: 'entry-spoken' }>

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** Clocks of two people differ: a time up to five minutes ahead of the message is read as the message's own. */
const AHEAD = 5 * MINUTE

/** `timeline:` in the four languages, as the first words of a line. */
const PREFIX =
  /^[\s*_]*(?:timeline|ציר[ -]?ה?זמן|לציר הזמן|الخط الزمني|خط زمني|タイムライン|時系列)[*_\s]*[:：][*_\s]*/iu

/**
 * `[14:05]`, `[2:05 pm]`, `[14:05:30 UTC]`, `［14:05］`, `[14時05分]`, `[2026-03-01 14:05]`, with Arabic digits as well.
 */
const BRACKETED =
  /^[\s*_]*[[［【]\s*(?:(\d{4})-(\d{2})-(\d{2})[ T])?(\d{1,2})[:：.時](\d{2})分?(?:[:：](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.|ص|م)?\s*(utc|gmt|z)?\s*[\]］】][*_\s]*[:：-]?\s*/iu

/**
 * The entry a line asks for by its form, or null: it begins with `timeline:` (said now) or with a clock time in
 * brackets (said of then), or with both. The time is the latest such local time of the speaker that is not after the
 * message: `[23:50]` at ten past midnight is yesterday's. A line with nothing behind the form asks for nothing.
 */
export function spokenEntry(line: string, heard: Pick<Heard, 'at' | 'timeZone'>): SpokenEntry | null {
  const body = withoutBullet(line)
  const announced = PREFIX.exec(body)
  const rest = announced === null ? body : body.slice(announced[0].length)
  const clock = BRACKETED.exec(westernDigits(rest))
  const text = (clock === null ? rest : rest.slice(clock[0].length)).trim()
  if ((announced === null && clock === null) || simplified(text) === '') return null
  if (clock === null) return { kind: 'entry-spoken', text, at: heard.at }
  const at = momentOf(clock, heard)
  if (at !== null) return { kind: 'entry-spoken', text, at }
  return announced === null ? null : { kind: 'entry-spoken', text: rest.trim(), at: heard.at }
}

/** The moment the brackets mean, or null for a time that is none (`[25:00]`) or for a date that has not come. */
function momentOf(clock: RegExpExecArray, heard: Pick<Heard, 'at' | 'timeZone'>): number | null {
  const [, year, month, day, hourText, minuteText, secondText, half, universal] = clock
  const hour = hourOf(Number(hourText), half)
  const minute = Number(minuteText)
  const second = Number(secondText ?? 0)
  if (hour === null || minute > 59 || second > 59) return null
  const zone = universal === undefined ? heard.timeZone : 'UTC'
  const sinceMidnight = ((hour * 60 + minute) * 60 + second) * 1_000
  const today = Math.floor((heard.at + offset(zone, heard.at)) / DAY) * DAY
  const days =
    year === undefined ? [today - DAY, today, today + DAY] : [Date.UTC(Number(year), Number(month) - 1, Number(day))]
  const past = days
    .flatMap((midnight) => momentsAt(midnight + sinceMidnight, zone))
    .filter((moment) => moment <= heard.at + AHEAD)
  return past.length === 0 ? null : Math.min(heard.at, Math.max(...past))
}

/**
 * The moments at which a wall clock in the zone shows this time (written as if it were UTC): two in the hour that
 * autumn repeats. In the hour that spring leaves out there are none, and both neighbouring readings are offered.
 */
function momentsAt(wall: number, zone: string): number[] {
  const readings = [...new Set([wall - offset(zone, wall - DAY), wall - offset(zone, wall + DAY)])]
  const shown = readings.filter((moment) => moment + offset(zone, moment) === wall)
  return shown.length === 0 ? readings : shown
}

/** The zone's distance from UTC at a moment, in ms; an unknown zone is UTC (tzOffset answers NaN). */
function offset(zone: string, at: number): number {
  const minutes = tzOffset(zone, new Date(at))
  return Number.isNaN(minutes) ? 0 : minutes * MINUTE
}

function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour > 23 ? null : hour
  if (hour < 1 || hour > 12) return null
  return (hour % 12) + (/^(?:p|م)/i.test(half) ? 12 : 0)
}

/** Arabic-Indic digits as 0-9, character for character. */
function westernDigits(text: string): string {
  return text.replaceAll(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
}
