import type { Command } from './commands.ts'
import type { Effect, Post } from './effects.ts'
import type { IncidentEvent } from './events.ts'
import type { Moment } from './ids.ts'
import { isOpen, openFor, type Incident } from './incident.ts'
import { announcement, answered, card, inChannel, inThread, rootPart, topic, type Change } from './react/asks.ts'
import { changesTimeline, newPages, redraw } from './react/postmortem.ts'
import { ofLead, toldOfRole, undone } from './react/roles.ts'
import { againAfter, mendedOnCard, told } from './react/troubles.ts'
import type { Refusal } from './refusals.ts'
import { mustBePerson } from './standing.ts'

/**
 * What follows from a fact: one table, so that a slash command, a button, a message and a timer have the same
 * consequences. `show-…` effects are drawn from the newest state when they are sent, so asking twice is free.
 */
export const react = (event: IncidentEvent, change: Change): readonly Effect[] => {
  const { after } = change
  const effects = [...follows(event, change), ...(changesTimeline(event) ? redraw(after) : [])]
  return after.channel === undefined ? effects.filter(({ type }) => !drawnOnceOpened.has(type)) : effects
}

/** Where there is no channel yet these would wait in vain; `channel-opened` asks for all of them. */
const drawnOnceOpened: ReadonlySet<Effect['type']> = new Set([
  'invite',
  'set-topic',
  'set-purpose',
  'show-card',
  'show-postmortem',
])

/** What follows besides the postmortem's timeline. */
const follows = (event: IncidentEvent, change: Change): readonly Effect[] => {
  const { before, after, at, command } = change
  switch (event.type) {
    case 'incident-declared':
      return [{ type: 'open-channel', name: event.channelName }]
    case 'channel-name-refused':
      return [{ type: 'open-channel', name: event.next }]
    case 'channel-opened':
      return [
        ...after.members.map((user): Effect => ({ type: 'invite', user })),
        card,
        announcement,
        topic,
        { type: 'set-purpose' },
        { type: 'answer', command: after.declaredWith, user: after.declaredBy, news: { say: 'channel-opened' } },
        ...(after.status === 'resolved' ? [rootPart] : []),
      ]
    case 'card-posted':
      return [
        { type: 'pin-card' },
        ...mendedOnCard(change),
        ...(wantsLead(after) ? [inThread(after, { say: 'lead-wanted', to: after.declaredBy })] : []),
      ]
    case 'card-pinned':
    case 'announcement-posted':
      return mendedOnCard(change)
    case 'channel-renamed':
      return []
    case 'channel-archived':
    case 'channel-unarchived':
      return [announcement]
    case 'member-joined': {
      const { user } = event
      return [
        { type: 'invite', user },
        { type: 'answer', command: command.id, user, news: { say: 'joined' } },
      ]
    }
    case 'severity-changed': {
      const { from, to, nextUpdateDue } = event
      const shown = [card, announcement]
      if (urgent(from) === urgent(to)) return shown
      return [
        ...shown,
        inChannel(after, { say: 'severity-changed', by: mustBePerson(command), from, to, nextUpdateDue }),
      ]
    }
    case 'status-changed':
      return [card, announcement]
    case 'title-changed':
      return [card, announcement, topic]
    case 'language-changed':
      return [card, announcement, topic, { type: 'set-purpose' }, ...redraw(after)]
    case 'role-assigned':
      return [card, ...ofLead(event.role), ...toldOfRole(event, change)]
    case 'role-released':
      return [card, ...ofLead(event.role), ...undone(event.role, undefined, change)]
    case 'update-posted': {
      const { text, nextUpdateDue } = event
      const post: Post = { say: 'update', text, by: mustBePerson(command), at, nextUpdateDue }
      return [inChannel(after, post), card, announcement]
    }
    case 'follow-up-added':
    case 'follow-up-completed':
      return [card]
    case 'note-added':
    case 'message-heard':
    case 'message-edited':
    case 'message-deleted':
    case 'message-pinned':
    case 'message-unpinned':
    case 'message-marked':
    case 'entry-edited':
    case 'entry-backdated':
    case 'entry-kept':
    case 'entry-removed':
      return []
    case 'incident-resolved': {
      const by = mustBePerson(command)
      const post: Post = { say: 'resolved', by, at, afterMs: openFor(after, at), fix: event.resolution.fix }
      const begun = after.postmortem.messages.root !== undefined
      return [card, inChannel(after, post), announcement, ...(begun ? [] : [rootPart])]
    }
    case 'incident-reopened':
      return [card, inChannel(after, { say: 'reopened', by: mustBePerson(command), at, why: event.why }), announcement]
    case 'incident-cancelled': {
      const { why, duplicateNumber } = event
      const post: Post = {
        say: 'cancelled',
        by: mustBePerson(command),
        why,
        ...(duplicateNumber !== undefined && { duplicateNumber }),
      }
      return [card, inChannel(after, post), announcement]
    }
    case 'postmortem-part-drawn':
      return event.part === 'root' ? redraw(after).filter((effect) => effect !== rootPart) : newPages(change)
    case 'prose-edited':
      return [{ type: 'show-postmortem', part: event.section }]
    case 'postmortem-published':
      return [card, ...redraw(after, 'root')]
    case 'postmortem-exported':
      return [{ type: 'upload-postmortem', for: mustBePerson(command) }]
    case 'reminder-sent': {
      const { kind, to, count, nextDueAt } = event
      const since = dueSince(event.kind, change)
      const post: Post = { say: 'reminder', kind, to, count, last: nextDueAt === undefined, since }
      const overdue = kind === 'update-overdue' ? [card] : []
      return [count === inChannelFrom ? inChannel(after, post) : inThread(after, post), ...overdue]
    }
    case 'reminder-put-off':
      return event.kind === 'update-overdue' ? [card] : []
    case 'reminder-snoozed':
      return answered(command, { say: 'reminder-snoozed', kind: event.kind, until: event.until })
    case 'reminder-stopped':
      return [...answered(command, { say: 'reminder-stopped', kind: event.kind }), card]
    case 'slack-refused':
      return told(event, change)
    case 'retry-asked':
      return before === undefined ? [] : [...againAfter(before), card]
  }
}

/** What the sender of a refused command hears, where their click could not be answered with words. */
export const reactToRefusal = (command: Command, refusal: Refusal): readonly Effect[] =>
  answered(command, { say: 'refused', refusal })

/** The third reminder in a row stands in the channel; the others are for one person, in the card's thread. */
const inChannelFrom = 3

const urgent = (severity: Incident['severity']): boolean => severity === 'sev1' || severity === 'sev2'
/** Only somebody who could take it is asked: a guest's press would be refused. The reminder comes all the same. */
const wantsLead = (incident: Incident): boolean =>
  isOpen(incident) && incident.roles.lead === undefined && incident.declaredByMember

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
