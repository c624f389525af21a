import type { Command } from './commands.ts'
import type { Effect, Post } from './effects.ts'
import type { IncidentEvent } from './events.ts'
import type { MessageTs } from './ids.ts'
import { isReachable, type Incident } from './incident.ts'
import { approvalsAnswered } from './react/approvals.ts'
import { announcement, answered, card, inChannel, rootPart, topic, type Change } from './react/asks.ts'
import { askable, drawnAnew, leftBehind, lost, reposted } from './react/channel.ts'
import { approverFound, closingOwed, publishedAnew, toCustomers } from './react/customers.ts'
import { ended } from './react/ends.ts'
import { particularShown } from './react/particulars.ts'
import { changesTimeline, newPages, redraw } from './react/postmortem.ts'
import { reminded } from './react/reminders.ts'
import { leadAsked, ofLead, questionDrawn, toldOfRole, undone, wantsLead } from './react/roles.ts'
import { channelNamed, ofTriage } from './react/triage.ts'
import { againAfter, archivedAfter, mendedOnCard, retried, told } from './react/troubles.ts'
import { watched } from './react/watch.ts'
import type { Refusal } from './refusals.ts'
import { mustBePerson } from './standing.ts'
import { openedBy } from './triage.ts'

/**
 * What follows from a fact: one table, so that a slash command, a button, a message and a timer have the same
 * consequences. `show-…` effects are drawn from the newest state when they are sent, so asking twice is free.
 */
export const react = (event: IncidentEvent, change: Change): readonly Effect[] => {
  const { after } = change
  const effects = [
    ...follows(event, change),
    ...closingOwed(event, change),
    ...approvalsAnswered(event, change),
    ...(changesTimeline(event) ? redraw(after) : []),
  ]
  return askable(effects, change)
}

/** What follows besides the postmortem's timeline and the last word to customers. */
const follows = (event: IncidentEvent, change: Change): readonly Effect[] => {
  const { before, after, at, command } = change
  switch (event.type) {
    case 'incident-declared':
      return [{ type: 'open-channel', name: event.channelName }]
    case 'incident-reported':
    case 'report-accepted':
    case 'report-declined':
    case 'incident-merged':
    case 'incident-unmerged':
    case 'merge-settled':
    case 'incident-absorbed':
    case 'incident-let-go':
    case 'members-brought':
    case 'kept-channel-learned':
      return ofTriage(event, change)
    case 'channel-name-refused':
      return [{ type: 'open-channel', name: event.next }]
    case 'channel-opened':
      return [
        ...after.members.map((user): Effect => ({ type: 'invite', user })),
        card,
        announcement,
        topic,
        { type: 'set-purpose' },
        { type: 'answer', ...openedBy(after), news: { say: 'channel-opened' } },
        ...(after.status === 'resolved' ? [rootPart] : []),
        ...channelNamed(after),
        ...retried(change),
      ]
    case 'card-posted':
      return [{ type: 'pin-card' }, ...mendedOnCard(change), ...retried(change), ...leadAsked(event, change)]
    case 'card-pinned':
    case 'announcement-posted':
    case 'slack-took':
      return [...mendedOnCard(change), ...retried(change)]
    case 'lead-question-posted':
      // Somebody may have taken the lead while the question was on its way.
      return wantsLead(after) ? [] : questionDrawn(after)
    case 'channel-renamed':
      return []
    case 'channel-archived':
      return lost('archived', change)
    case 'channel-deleted':
      return lost('deleted', change)
    case 'bot-removed':
      return lost('bot-removed', change)
    case 'channel-unarchived':
    case 'bot-returned':
      return drawnAnew(change)
    case 'member-joined': {
      const { user } = event
      return [
        { type: 'invite', user },
        { type: 'answer', command: command.id, user, news: { say: 'joined' } },
        ...leadAsked(event, change),
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
      return [card, ...ofLead(event.role, after), ...toldOfRole(event, change), ...approverFound(event, change)]
    case 'role-released':
      return [card, ...ofLead(event.role, after), ...undone(event.role, undefined, change)]
    case 'update-posted': {
      const { text, nextUpdateDue } = event
      const post: Post = { say: 'update', text, by: mustBePerson(command), at, nextUpdateDue }
      return [inChannel(after, post), card, announcement]
    }
    case 'follow-up-added':
    case 'follow-up-completed':
    case 'recurrence-found':
    case 'recurrence-linked':
    case 'recurrence-unlinked':
      return [card]
    case 'kind-changed':
    case 'impact-stated':
    case 'impact-withdrawn':
    case 'vendor-awaited':
    case 'vendor-described':
    case 'vendor-estimated':
    case 'vendor-estimate-withdrawn':
    case 'vendor-returned':
    case 'change-recorded':
    case 'change-undone':
      return particularShown(event, change)
    case 'watch-started':
    case 'watch-item-ticked':
    case 'watch-item-opened':
    case 'watch-ended':
    case 'watch-told':
    case 'watch-put-off':
      return watched(event, change)
    case 'resolution-answered':
    case 'note-added':
    case 'message-heard':
    case 'message-edited':
    case 'message-pinned':
    case 'message-unpinned':
    case 'message-marked':
    case 'entry-edited':
    case 'entry-backdated':
    case 'entry-kept':
    case 'entry-removed':
      return []
    case 'message-deleted':
      return reposted(change)
    case 'incident-resolved':
    case 'incident-reopened':
    case 'incident-cancelled':
      return ended(event, change)
    case 'postmortem-part-drawn':
      return event.part === 'root'
        ? [...redraw(after).filter((effect) => effect !== rootPart), ...movedThread(event.ts, change)]
        : [...newPages(change), ...retried(change)]
    case 'prose-edited':
      return [{ type: 'show-postmortem', part: event.section }]
    case 'postmortem-published':
      return [card, ...redraw(after, 'root')]
    case 'postmortem-exported':
      return [{ type: 'upload-postmortem', for: mustBePerson(command) }]
    case 'reminder-sent':
    case 'reminder-put-off':
    case 'reminder-snoozed':
    case 'reminder-stopped':
      return reminded(event, change)
    case 'slack-refused':
      return told(event, change)
    case 'retry-asked':
      return before === undefined ? [] : [...retriedNow(before, change), ...publishedAnew(before)]
    case 'public-update-drafted':
    case 'public-update-edited':
    case 'public-update-sent-back':
    case 'public-update-withdrawn':
    case 'public-update-published':
    case 'publication-arrived':
    case 'approval-asked':
    case 'publication-failed':
      return toCustomers(event, change)
  }
}

/** What the sender of a refused command hears, where their click could not be answered with words. */
export const reactToRefusal = (command: Command, refusal: Refusal): readonly Effect[] =>
  answered(command, { say: 'refused', refusal })

const urgent = (severity: Incident['severity']): boolean => severity === 'sev1' || severity === 'sev2'

const retriedNow = (before: Incident, change: Change): readonly Effect[] =>
  before.channel === undefined || isReachable(before)
    ? [...againAfter(before), card, ...archivedAfter(before)]
    : drawnAnew(change)

/** The root was found gone only when it was drawn: its replies stand in a thread without it. */
const movedThread = (ts: MessageTs, { before }: Change): readonly Effect[] => {
  const root = before?.postmortem.messages.root
  return before === undefined || root === undefined || root.ts === ts ? [] : leftBehind(before)
}
