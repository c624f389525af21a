import type { Effect, News } from '../effects.ts'
import type { IncidentEvent } from '../events.ts'
import type { Incident } from '../incident.ts'
import { mergedInto, openedBy } from '../triage.ts'
import { isToBeArchived } from '../troubles.ts'
import { announcement, card, rootPart, topic, type Change } from './asks.ts'
import { redraw } from './postmortem.ts'

/** The card shows what Slack refuses; once that has been done after all, it must no longer say so. */
export const mendedOnCard = ({ before, after }: Change): readonly Effect[] =>
  before !== undefined && after.troubles.length < before.troubles.length ? [card] : []

/**
 * How long a refusal is taken for the answer to *Try again*: what is delayed for longer than that is no answer any
 * more.
 */
const answersWithin = 10 * 60_000

/** *Try again* has done all that it asked for: whoever pressed it reads so. */
export const retried = ({ before, after, at }: Change): readonly Effect[] => {
  const { retrying, troubles } = after
  const isLast = retrying?.effects.length === 0 && before?.retrying?.effects.length !== 0
  if (retrying === undefined || !isLast || troubles.length > 0 || at > retrying.at + answersWithin) return []
  return [{ type: 'answer', command: retrying.command, user: retrying.by, news: { say: 'retried' } }]
}

/** Whom a lasting refusal of Slack's concerns, and in which words. It is told once; the card keeps showing it. */
export const told = (
  event: Extract<IncidentEvent, { type: 'slack-refused' }>,
  { before, after, at, command }: Change,
): readonly Effect[] => {
  if (command.type !== 'record-failure') return []
  const { effect } = command
  const { error, needed } = event
  const why = { error, ...(needed !== undefined && { needed }) }
  const retrying = before?.retrying
  const isAnswer = retrying?.effects.includes(effect.type) === true && at <= retrying.at + answersWithin
  /** Whoever pressed *Try again* wants to know; else the person whom it concerns. */
  const to = (usual: Effect & { readonly news: News }): Effect =>
    isAnswer ? { type: 'answer', command: retrying.command, user: retrying.by, news: usual.news } : usual
  const declarer = (news: News): Effect => to({ type: 'answer', ...openedBy(after), news })
  const shown = effect.type === 'show-card' || after.channel === undefined ? [] : [card]
  switch (effect.type) {
    case 'open-channel':
      return [declarer({ say: 'channel-refused', ...why }), announcement]
    case 'show-announcement':
      return [declarer({ say: 'announcement-refused', channel: event.channel ?? '', ...why }), ...shown]
    case 'invite': {
      const news: News = { say: 'invite-refused', user: effect.user, error }
      const theirs: Effect = { type: 'tell', user: effect.user, news }
      return [...(isAnswer && retrying.by !== effect.user ? [theirs] : []), to(theirs), ...shown]
    }
    case 'tell':
    case 'answer':
    case 'remove-surplus':
    case 'discard-channel':
    case 'remove-message':
    case 'show-lead-question':
    case 'answer-approval':
    case 'name-channel':
    // Told by its own event, or seen on the card: customers still read that it goes on.
    case 'publish':
    case 'draft-closing':
      return []
    case 'link-incident':
      return shown
    default: {
      const lead = after.roles.lead?.holder ?? openedBy(after).user
      const user = effect.type === 'upload-postmortem' ? effect.for : lead
      return [to({ type: 'tell', user, news: { say: 'slack-refused', effect: effect.type, ...why } }), ...shown]
    }
  }
}

/**
 * What is worth another try once an admin has mended the cause, before the card. Posts are history and are not sent
 * late.
 */
export const againAfter = (incident: Incident): readonly Effect[] =>
  incident.troubles.flatMap(({ effect }): readonly Effect[] => {
    switch (effect) {
      case 'open-channel':
        return [{ type: 'open-channel', name: incident.channelName }]
      case 'show-announcement':
        return [announcement]
      case 'set-topic':
        return [topic]
      case 'set-purpose':
        return [{ type: 'set-purpose' }]
      case 'pin-card':
        return [{ type: 'pin-card' }]
      case 'invite':
        return incident.members.map((user): Effect => ({ type: 'invite', user }))
      case 'show-postmortem':
        return [rootPart, ...redraw(incident).filter((one) => one !== rootPart)]
      case 'link-incident':
        return linksOf(incident)
      case 'show-card':
      // After the card, which could not be drawn in an archived channel.
      case 'archive-channel':
      case 'answer-approval':
      case 'name-channel':
      case 'show-lead-question':
      case 'remove-message':
      case 'post':
      case 'tell':
      case 'answer':
      case 'upload-postmortem':
      case 'remove-surplus':
      case 'discard-channel':
      case 'publish':
      case 'draft-closing':
        return []
    }
  })

/** The channel of an incident that was merged for good, should archiving it have been refused. */
export const archivedAfter = (incident: Incident): readonly Effect[] =>
  isToBeArchived(incident) && incident.troubles.some(({ effect }) => effect === 'archive-channel')
    ? [{ type: 'archive-channel' }]
    : []

/** What the others of its merges are to know, should telling them have been refused. */
export const linksAfter = (incident: Incident): readonly Effect[] =>
  incident.troubles.some(({ effect }) => effect === 'link-incident') ? linksOf(incident) : []

/** What the others of its merges are to know; whoever knows it already changes nothing. */
const linksOf = (incident: Incident): readonly Effect[] => {
  const merged = mergedInto(incident)
  const parted = incident.triage?.parted
  return [
    ...(parted === undefined || parted.incident === merged?.incident
      ? []
      : [{ type: 'link-incident', to: parted.incident, linked: false, by: parted.by } as const]),
    ...(merged === undefined
      ? []
      : [{ type: 'link-incident', to: merged.incident, linked: true, by: merged.by } as const]),
  ]
}
