import { TZDate } from '@date-fns/tz'
import { addDays, startOfDay } from 'date-fns'
import type { Moment } from './ids.ts'
import type { Incident, ReminderKind, Severity } from './incident.ts'
import { triageWantedAfter } from './triage.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** When somebody works: wall-clock minutes of the day in their zone, and ISO weekdays (1 = Monday … 7 = Sunday). */
export type WorkCalendar = {
  readonly timeZone: string
  readonly startMinute: number
  readonly endMinute: number
  readonly days: readonly number[]
}

/** How long people may go without an update, by severity (the figures: 30 min, 60 min, 4 h, a day). */
export const updateEvery = (severity: Severity): number =>
  ({ sev1: 30 * minute, sev2: 60 * minute, sev3: 4 * hour, sev4: day })[severity]

/** How long a channel may be silent before somebody is asked whether it is over. */
export const silenceAfter = (severity: Severity): number =>
  severity === 'sev1' || severity === 'sev2' ? 2 * hour : 2 * day

/** How long a vendor who promised nothing is left alone before somebody is asked to call again. */
export const vendorAskedEvery = (severity: Severity): number => updateEvery(severity)

/** How long after a time that customers were promised somebody is asked again, the first time. */
export const customersAskedEvery = 15 * minute

/** How long after its declare an incident without a lead is asked about, in ms. */
export const leadWantedAfter = 5 * minute
/** Days from the end until its postmortem is asked for. */
export const postmortemDays = 3
/** After so many without an answer it reminds no more. */
export const remindersInARow = 5

/**
 * sev1 and sev2 wake people; sev3 and sev4 wait for the person's working hours. A postmortem always waits; a report
 * never does, for nobody has judged yet how bad it is, nor does a time that customers were promised.
 */
export const waitsForWorkHours = (kind: ReminderKind, severity: Severity): boolean => {
  if (kind === 'triage-waiting' || kind === 'customers-due') return false
  return kind === 'postmortem-unpublished' || severity === 'sev3' || severity === 'sev4'
}

/** The wait after the n-th reminder in a row (from 1): each longer than the last; undefined after the fifth. */
export const nextAfter = (kind: ReminderKind, severity: Severity, count: number): number | undefined => {
  if (count >= remindersInARow) return undefined
  const base = {
    'update-overdue': updateEvery(severity) / 2,
    'customers-due': customersAskedEvery,
    'vendor-due': vendorAskedEvery(severity) / 2,
    'no-lead': leadWantedAfter,
    silence: silenceAfter(severity),
    'postmortem-unpublished': day,
    'triage-waiting': triageWantedAfter,
  }[kind]
  return base * 2 ** (count - 1)
}

/**
 * `at` itself if it falls into the working hours, else the start of the next ones. DST-safe: computed on the wall
 * clock.
 */
export const intoWorkHours = (at: Moment, calendar: WorkCalendar): Moment => {
  const local = new TZDate(at, calendar.timeZone)
  for (let ahead = 0; ahead <= 14; ahead++) {
    const date = addDays(startOfDay(local), ahead)
    if (!calendar.days.includes(isoWeekday(date))) continue
    const start = wallClock(date, calendar.startMinute, calendar.timeZone)
    const end = wallClock(date, calendar.endMinute, calendar.timeZone)
    if (at < start) return start
    if (at < end) return at
  }
  return at
}

/**
 * The same time of day, `count` working days later: a Thursday's third working day is Tuesday where weekends are
 * Saturday and Sunday.
 */
export const addWorkDays = (at: Moment, count: number, calendar: WorkCalendar): Moment => {
  const from = new TZDate(at, calendar.timeZone)
  if (calendar.days.length === 0) return addDays(from, count).getTime()
  // Each counted from the first: a day between them whose clock leaves that time out must not move what comes behind it.
  let days = 0
  for (let left = count; left > 0;) {
    days++
    if (calendar.days.includes(isoWeekday(addDays(from, days)))) left--
  }
  return addDays(from, days).getTime()
}

/** The earliest reminder of an incident, for the ledger's index; undefined if none waits. */
export const nextReminderDue = (incident: Incident): Moment | undefined => {
  const due = Object.values(incident.reminders).map((reminder) => reminder.dueAt)
  return due.length === 0 ? undefined : Math.min(...due)
}

const isoWeekday = (date: Date): number => date.getDay() || 7

const wallClock = (date: Date, minuteOfDay: number, timeZone: string): Moment => {
  const at = new TZDate(date.getTime(), timeZone)
  at.setHours(Math.floor(minuteOfDay / 60), minuteOfDay % 60, 0, 0)
  return at.getTime()
}
