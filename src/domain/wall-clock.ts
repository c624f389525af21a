import { tzOffset } from '@date-fns/tz'
import type { Moment } from './ids.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** A time as a clock on the wall shows it: `2026-03-02`, `13:20`. */
export type WallTime = { readonly date: string; readonly time: string }

/** What a clock in an IANA zone shows at a moment, without its seconds; an unknown zone is read as UTC. */
export const wallTimeOf = (at: Moment, timeZone: string): WallTime => {
  const shown = new Date(at + offset(timeZone, at)).toISOString()
  return { date: shown.slice(0, 10), time: shown.slice(11, 16) }
}

/**
 * The moments at which a clock in the zone shows this: two in the hour that autumn repeats (the earlier first), none in
 * the hour that spring leaves out, and none for what is no date or no time.
 */
export const momentsAt = ({ date, time }: WallTime, timeZone: string): Moment[] => {
  const wall = Date.parse(`${date}T${time}:00Z`)
  if (Number.isNaN(wall)) return []
  const readings = [wall - offset(timeZone, wall - day), wall - offset(timeZone, wall + day)]
  const shows = (at: Moment) => {
    const shown = wallTimeOf(at, timeZone)
    return shown.date === date && shown.time === time
  }
  return [...new Set(readings)].filter(shows).toSorted((a, b) => a - b)
}

const offset = (timeZone: string, at: Moment): number => {
  const minutes = tzOffset(timeZone, new Date(at))
  return Number.isNaN(minutes) ? 0 : minutes * minute
}
