import type { Effect, Post } from '../effects.ts'
import type { IncidentEvent } from '../events.ts'
import type { Moment } from '../ids.ts'
import type { ReminderKind } from '../incident.ts'
import { isEstimatePassed } from '../vendor.ts'
import { newestUpdate } from '../public-updates.ts'
import { answered, card, inChannel, inThread, type Change } from './asks.ts'

/** The third reminder in a row stands in the channel; the others are for one person, in the card's thread. */
const inChannelFrom = 3

/** A reminder goes out, waits, or was answered. */
export const reminded = (
  event: Extract<
    IncidentEvent,
    { type: 'reminder-sent' | 'reminder-put-off' | 'reminder-snoozed' | 'reminder-stopped' }
  >,
  change: Change,
): readonly Effect[] => {
  const { after, command } = change
  switch (event.type) {
    case 'reminder-sent': {
      const { kind, to, count, nextDueAt } = event
      const since = dueSince(event.kind, change)
      const last = nextDueAt === undefined
      const vendor = kind === 'vendor-due' ? vendorAsked(change) : undefined
      const facts = { ...(to !== undefined && { to }), ...(vendor !== undefined && { vendor }) }
      const post: Post = { say: 'reminder', kind, count, last, since, ...facts }
      const overdue = saysWhenPassed(kind) ? [card] : []
      // Where nobody is named, a thread that nobody follows would be read by nobody.
      const isForAll = count === inChannelFrom || to === undefined
      if (kind === 'triage-waiting')
        return [{ type: 'post', post, language: after.language, in: 'announcement-thread' }]
      return [isForAll ? inChannel(after, post) : inThread(after, post), ...overdue]
    }
    case 'reminder-put-off':
      return saysWhenPassed(event.kind) ? [card] : []
    case 'reminder-snoozed':
      return answered(command, { say: 'reminder-snoozed', kind: event.kind, until: event.until })
    case 'reminder-stopped':
      return [...answered(command, { say: 'reminder-stopped', kind: event.kind }), card]
  }
}

/** The card says so once this due time has passed. */
const saysWhenPassed = (kind: ReminderKind): boolean =>
  kind === 'update-overdue' || kind === 'customers-due' || kind === 'vendor-due'

const vendorAsked = ({ after: { vendor }, at }: Change) =>
  vendor === undefined ? undefined : { name: vendor.name, promised: isEstimatePassed(vendor, at) }

const dueSince = (kind: ReminderKind, { before, after, at }: Change): Moment => {
  switch (kind) {
    case 'update-overdue':
      return after.nextUpdateDue ?? at
    case 'customers-due':
      return newestUpdate(after)?.nextUpdateDue ?? at
    case 'vendor-due':
      return isEstimatePassed(after.vendor, at) ? (after.vendor?.estimate?.at ?? at) : (after.vendor?.since ?? at)
    case 'no-lead':
    case 'triage-waiting':
      return after.declaredAt
    case 'silence':
      return before?.lastHeardAt ?? at
    case 'postmortem-unpublished':
      return after.resolved?.at ?? at
  }
}
