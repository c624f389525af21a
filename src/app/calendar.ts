import { getTimezone } from 'countries-and-timezones'
import type { WorkCalendar } from '../domain/cadence.ts'

/** What the workspace has settled for everybody (`WORK_HOURS`, `WORK_DAYS`): minutes of the day, ISO weekdays. */
export type WorkOverrides = {
  readonly hours?: { readonly startMinute: number; readonly endMinute: number } | undefined
  readonly days?: readonly number[] | undefined
}

const officeHours = { startMinute: 9 * 60, endMinute: 18 * 60 }
const week = [1, 2, 3, 4, 5, 6, 7]

/**
 * When somebody in that IANA zone works: 09:00 to 18:00 on the days that are no weekend in the zone's country (Unicode
 * CLDR's week data: Sunday to Thursday in Israel and Saudi Arabia), unless the workspace has settled otherwise. A zone
 * that nobody knows is taken for UTC; a zone of no country has Monday to Friday.
 */
export const calendarOf = (timeZone: string, overrides: WorkOverrides = {}): WorkCalendar => {
  const zone = getTimezone(timeZone)
  return {
    timeZone: zone === null ? 'UTC' : timeZone,
    ...(overrides.hours ?? officeHours),
    days: overrides.days ?? workDaysIn(zone?.countries[0]),
  }
}

/** Node 20 and 22 have CLDR's week data as a property, newer ones as a method (the proposal changed on its way). */
type LocaleWithWeek = Intl.Locale & {
  readonly weekInfo?: { readonly weekend: readonly number[] }
  getWeekInfo?(): { readonly weekend: readonly number[] }
}

const workDaysIn = (country: string | undefined): readonly number[] => {
  // 001, the world: Saturday and Sunday are free.
  const locale: LocaleWithWeek = new Intl.Locale(`und-${country ?? '001'}`)
  const weekend = (locale.getWeekInfo?.() ?? locale.weekInfo)?.weekend ?? [6, 7]
  return week.filter((day) => !weekend.includes(day))
}
