import type { Effect, Post } from '../effects.ts'
import type { IncidentEvent } from '../events.ts'
import type { Moment } from '../ids.ts'
import type { Incident } from '../incident.ts'
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
      const post: Post = { say: 'reminder', kind, ...(to !== undefined && { to }), count, last, since }
      const overdue = kind === 'update-overdue' ? [card] : []
      // Where nobody is named, a thread that nobody follows would be read by nobody.
      const isForAll = count === inChannelFrom || to === undefined
      return [isForAll ? inChannel(after, post) : inThread(after, post), ...overdue]
    }
    case 'reminder-put-off':
      return event.kind === 'update-overdue' ? [card] : []
    case 'reminder-snoozed':
      return answered(command, { say: 'reminder-snoozed', kind: event.kind, until: event.until })
    case 'reminder-stopped':
      return [...answered(command, { say: 'reminder-stopped', kind: event.kind }), card]
  }
}

const dueSince = (kind: keyof Incident['reminders'], { before, after, at }: Change): Moment => {
  switch (kind) {
    case 'update-overdue':
      return after.nextUpdateDue ?? at
    case 'no-lead':
      return after.declaredAt
    case 'silence':
      return before?.lastHeardAt ?? at
    case 'postmortem-unpublished':
      return after.resolved?.at ?? at
  }
}
