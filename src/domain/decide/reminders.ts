import { addWorkDays, intoWorkHours, postmortemDays, waitsForWorkHours, type WorkCalendar } from '../cadence.ts'
import type { ClockCommand, PersonCommand } from '../commands.ts'
import type { Moment } from '../ids.ts'
import type { Incident, ReminderKind } from '../incident.ts'
import { dueAfter, isStillTrue } from '../reminders.ts'
import type { Decision } from '../situation.ts'
import { happened, refuse, unchanged } from './outcome.ts'
import { decideWatchDay } from './watch.ts'

/** A due time has passed: remind, or wait for that person's working hours. Not due (any more) changes nothing. */
export const decideRemind = (command: ClockCommand, incident: Incident): Decision => {
  const { kind, to, calendar, at } = command
  const reminder = incident.reminders[kind]
  if (reminder === undefined || reminder.dueAt > at) return unchanged
  if (kind === 'merge-settles') return happened({ type: 'merge-settled' })
  if (kind === 'watch-day') return decideWatchDay(command, incident)
  const earliest = earliestFor(kind, incident, calendar, at)
  if (earliest > at) return happened({ type: 'reminder-put-off', kind, until: earliest })
  const count = reminder.sent + 1
  const nextDueAt = dueAfter(incident, kind, count, at)
  const facts = { ...(to !== undefined && { to }), ...(nextDueAt !== undefined && { nextDueAt }) }
  return happened({ type: 'reminder-sent', kind, count, ...facts })
}

/** The first moment at which this person may be reminded of this, at or after `at`. */
const earliestFor = (kind: ReminderKind, incident: Incident, calendar: WorkCalendar, at: Moment): Moment => {
  if (!waitsForWorkHours(kind, incident.severity)) return at
  if (kind !== 'postmortem-unpublished' || incident.resolved === undefined) return intoWorkHours(at, calendar)
  const due = addWorkDays(incident.resolved.at, postmortemDays, calendar)
  return intoWorkHours(Math.max(at, due), calendar)
}

/** *Snooze* and *Not needed*. Both are answers: the row of reminders starts anew when its reason comes back. */
export const decideReminderAnswer = (
  command: Extract<PersonCommand, { type: 'snooze-reminder' | 'stop-reminder' }>,
  incident: Incident,
): Decision => {
  const { kind } = command
  // After the fifth in a row nothing waits, but the person may still answer the last one.
  const waiting = incident.reminders[kind] !== undefined || isStillTrue(kind, incident)
  if (!waiting) return refuse({ code: 'reminder-not-due', kind })
  // After the fifth in a row there is nothing to stop but the due time that the card shows.
  if (command.type === 'stop-reminder' && incident.reminders[kind] === undefined && kind !== 'update-overdue') {
    return unchanged
  }
  return command.type === 'stop-reminder'
    ? happened({ type: 'reminder-stopped', kind })
    : happened({ type: 'reminder-snoozed', kind, until: command.at + command.forMs })
}
