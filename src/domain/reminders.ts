import { leadWantedAfter, nextAfter, postmortemDays, silenceAfter, updateEvery, vendorAskedEvery } from './cadence.ts'
import type { IncidentEvent } from './events.ts'
import type { Moment } from './ids.ts'
import type { Post } from './effects.ts'
import { isOpen, isReachable, type Incident, type ReminderKind, type Severity } from './incident.ts'
import { isWaiting, mergedInto, triageWantedAfter, unmergeWithin } from './triage.ts'

import { promiseAnew, withPromise } from './reminders/customers.ts'
import { watchAnew, withWatch } from './reminders/watch.ts'
import { runningWatch } from './watch.ts'
import { newestUpdate } from './public-updates.ts'

type Reminders = Incident['reminders']

const day = 24 * 60 * 60_000

/** What waits when an incident opens (or opens again): the next update, a lead, a sign of life, a vendor. */
export const openingReminders = (incident: Pick<Incident, 'severity' | 'roles' | 'vendor'>, at: Moment): Reminders => ({
  'update-overdue': { dueAt: at + updateEvery(incident.severity), sent: 0 },
  ...(incident.roles.lead === undefined && { 'no-lead': { dueAt: at + leadWantedAfter, sent: 0 } }),
  silence: { dueAt: at + silenceAfter(incident.severity), sent: 0 },
  ...(incident.vendor !== undefined && vendorDue(incident.vendor.estimate?.at, incident.severity, at)),
})

/** When a vendor is to be asked again: once what they promised has passed, or after a while where that is nothing. */
const vendorDue = (estimate: Moment | undefined, severity: Severity, at: Moment): Reminders => {
  const dueAt = estimate !== undefined && estimate > at ? estimate : at + vendorAskedEvery(severity)
  return { 'vendor-due': { dueAt, sent: 0 } }
}
/** A report waits for somebody who judges it. */
export const triageReminder = (at: Moment): Reminders => ({
  'triage-waiting': { dueAt: at + triageWantedAfter, sent: 0 },
})

/**
 * How the reminders stand after an event. `incident` is the state before it; the card's due time is kept by `evolve`.
 */
export const replan = (incident: Incident, event: IncidentEvent, at: Moment): Reminders => {
  if (comesIntoReach(incident, event))
    return { ...remindersAnew(incident, at), ...promiseAnew(incident, at), ...watchAnew(incident, at) }
  // Where nobody reads there is nobody to remind; whoever leads was told when the channel got out of reach.
  if (incident.channel !== undefined && !isReachable(incident)) return settling(incident, event, at)
  return withWatch(withPromise(planned(incident, event, at), incident, event, at), incident, event, at)
}

const planned = (incident: Incident, event: IncidentEvent, at: Moment): Reminders => {
  const now = incident.reminders
  switch (event.type) {
    case 'severity-changed':
      return {
        ...now,
        'update-overdue': { dueAt: event.nextUpdateDue, sent: 0 },
        silence: { dueAt: at + silenceAfter(event.to), sent: 0 },
        ...(incident.vendor !== undefined &&
          incident.vendor.estimate === undefined &&
          vendorDue(undefined, event.to, at)),
      }
    case 'update-posted':
      return {
        ...now,
        'update-overdue': { dueAt: event.nextUpdateDue, sent: 0 },
        silence: { dueAt: at + silenceAfter(incident.severity), sent: 0 },
      }
    case 'message-heard':
      // One that was overtaken by a newer message is no news.
      if (!isOpen(incident) || at < incident.lastHeardAt) return now
      return { ...now, silence: { dueAt: at + silenceAfter(incident.severity), sent: 0 } }
    case 'role-assigned':
      return event.role === 'lead' ? without(now, 'no-lead') : now
    case 'role-released':
      return event.role === 'lead' && isOpen(incident)
        ? { ...now, 'no-lead': { dueAt: at + leadWantedAfter, sent: 0 } }
        : now
    case 'vendor-awaited':
    case 'vendor-estimate-withdrawn':
      return { ...now, ...vendorDue(undefined, incident.severity, at) }
    case 'vendor-estimated':
      return { ...now, ...vendorDue(event.estimate, incident.severity, at) }
    case 'vendor-returned':
      return without(now, 'vendor-due')
    case 'incident-resolved':
      if (incident.postmortem.published !== undefined) return {}
      return { 'postmortem-unpublished': { dueAt: at + postmortemDays * day, sent: 0 } }
    case 'incident-reopened':
      return isWaiting(incident) ? triageReminder(at) : openingReminders(incident, at)
    case 'report-accepted':
      return openingReminders({ ...incident, severity: event.severity }, at)
    case 'incident-unmerged':
      return mergedInto(incident)?.was === 'triage' ? triageReminder(at) : openingReminders(incident, at)
    case 'incident-merged':
      return settling(incident, event, at)
    case 'incident-cancelled':
    case 'report-declined':
    case 'merge-settled':
      return {}
    case 'postmortem-published':
      return without(now, 'postmortem-unpublished')
    case 'reminder-sent':
      return event.nextDueAt === undefined
        ? without(now, event.kind)
        : { ...now, [event.kind]: { dueAt: event.nextDueAt, sent: event.count } }
    case 'reminder-snoozed':
      // An answer, so what comes then is the first of a new row.
      return { ...now, [event.kind]: { dueAt: event.until, sent: 0 } }
    case 'reminder-put-off':
      return { ...now, [event.kind]: { dueAt: event.until, sent: now[event.kind]?.sent ?? 0 } }
    case 'reminder-stopped':
      return without(now, event.kind)
    case 'slack-refused':
      // Without a channel there is nowhere to remind; what piled up would all be posted when it opens.
      return event.effect === 'open-channel' ? settling(incident, event, at) : now
    case 'channel-archived':
    case 'channel-deleted':
    case 'bot-removed':
      return settling(incident, event, at)
    case 'channel-opened':
      return beginsLate(incident) ? { ...openingReminders(incident, at), ...promiseAnew(incident, at), ...now } : now
    default:
      return now
  }
}

/** The end of the day in which a merge can be undone: it needs no reader, so it comes wherever the channel is. */
const settling = (incident: Incident, event: IncidentEvent, at: Moment): Reminders => {
  if (event.type === 'incident-merged') return settlesAfter(at)
  const { 'merge-settles': due } = incident.reminders
  const isOver = event.type === 'incident-unmerged' || event.type === 'merge-settled'
  return due === undefined || isOver ? {} : { 'merge-settles': due }
}

const settlesAfter = (merged: Moment): Reminders => ({ 'merge-settles': { dueAt: merged + unmergeWithin, sent: 0 } })

/** When the reminder after this one is due; undefined after the last of a row. */
export const dueAfter = (incident: Incident, kind: ReminderKind, count: number, at: Moment): Moment | undefined => {
  const promised = kind === 'customers-due' ? newestUpdate(incident)?.nextUpdateDue : undefined
  // The first word came before it was due.
  if (promised !== undefined && at < promised) return promised
  const wait = nextAfter(kind, incident.severity, count)
  return wait === undefined ? undefined : at + wait
}

/** The channel was out of reach, and by this event it is not: unarchived, let in again, or *Try again* was pressed. */
export const comesIntoReach = (incident: Incident, { type }: IncidentEvent): boolean =>
  incident.channel !== undefined &&
  !isReachable(incident) &&
  (type === 'channel-unarchived' || type === 'bot-returned' || type === 'retry-asked')

const remindersAnew = (incident: Incident, at: Moment): Reminders => {
  if (isOpen(incident)) return openingReminders(incident, at)
  const merged = mergedInto(incident)
  if (merged !== undefined) return merged.settled ? {} : settlesAfter(merged.at)
  const isWanted = incident.status === 'resolved' && incident.postmortem.published === undefined
  return isWanted ? { 'postmortem-unpublished': { dueAt: at + postmortemDays * day, sent: 0 } } : {}
}

/** Its channel had been refused for good, so that nothing waits: the times begin anew when it opens. */
export const beginsLate = (incident: Incident): boolean =>
  isOpen(incident) && Object.keys(incident.reminders).every((kind) => kind === 'customers-due')

const without = (reminders: Reminders, kind: keyof Reminders): Reminders => {
  const { [kind]: _gone, ...rest } = reminders
  return rest
}

/** Whether what a reminder speaks of is still so: not answered, not over. */
export const isStillTrue = (kind: ReminderKind, incident: Incident): boolean => {
  switch (kind) {
    case 'update-overdue':
      return incident.nextUpdateDue !== undefined
    case 'customers-due':
      return newestUpdate(incident)?.nextUpdateDue !== undefined
    case 'vendor-due':
      return isOpen(incident) && incident.vendor !== undefined
    case 'no-lead':
      return isOpen(incident) && incident.roles.lead === undefined
    case 'silence':
      return isOpen(incident)
    case 'triage-waiting':
      return incident.status === 'triage'
    case 'postmortem-unpublished':
      return incident.status === 'resolved' && incident.postmortem.published === undefined
  }
}

/**
 * Whether a post asks for what nobody needs any more: it was asked of Slack before the end, and would come after it.
 */
export const isMoot = (post: Post, incident: Incident): boolean => {
  if (post.say === 'lead-wanted') return !isStillTrue('no-lead', incident)
  if (post.say === 'watch-day') return runningWatch(incident) === undefined
  return post.say === 'reminder' && !isStillTrue(post.kind, incident)
}
