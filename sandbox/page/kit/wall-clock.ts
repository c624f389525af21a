import { isoDay } from './dates.ts'

/** A moment as a wall clock shows it: `2026-11-22` and `14:05`. */
export type Wall = { readonly date: string; readonly time: string }

/** What calendar and clock show in a zone at a moment, in Unix seconds. */
export const wallAt = (seconds: number, timeZone: string): Wall => ({
  date: isoDay(seconds * 1000, timeZone),
  time: new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(
    seconds * 1000,
  ),
})

/**
 * The moment at which a zone's wall clock shows this, in Unix seconds; undefined for what is no date or time. Of an hour
 * that comes twice, the first; of one that is skipped, as much later as the clock jumps.
 */
export const secondsAt = ({ date, time }: Wall, timeZone: string): number | undefined => {
  const asUtc = Date.parse(`${date}T${time}:00Z`) / 1000
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || !/^\d\d:\d\d$/.test(time) || Number.isNaN(asUtc)) return undefined
  const offsetAt = (seconds: number) => {
    const shown = wallAt(seconds, timeZone)
    return Date.parse(`${shown.date}T${shown.time}:00Z`) / 1000 - seconds
  }
  // The zone's offset a day before and a day after: between them lies every change that can matter.
  const day = 24 * 60 * 60
  const [before, after] = [asUtc - offsetAt(asUtc - day), asUtc - offsetAt(asUtc + day)]
  const isThere = (seconds: number) => seconds + offsetAt(seconds) === asUtc
  return isThere(before) ? before : isThere(after) ? after : before
}
