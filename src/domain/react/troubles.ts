import type { Effect, News } from '../effects.ts'
import type { IncidentEvent } from '../events.ts'
import type { Incident } from '../incident.ts'
import { announcement, card, rootPart, topic, type Change } from './asks.ts'
import { redraw } from './postmortem.ts'

/** The card shows what Slack refuses; once that has been done after all, it must no longer say so. */
export const mendedOnCard = ({ before, after }: Change): readonly Effect[] =>
  before !== undefined && after.troubles.length < before.troubles.length ? [card] : []

/** Whom a lasting refusal of Slack's concerns, and in which words. It is told once; the card keeps showing it. */
export const told = (
  event: Extract<IncidentEvent, { type: 'slack-refused' }>,
  { after, command }: Change,
): readonly Effect[] => {
  if (command.type !== 'record-failure') return []
  const { effect } = command
  const { error } = event
  const declarer = (news: News): Effect => ({
    type: 'answer',
    command: after.declaredWith,
    user: after.declaredBy,
    news,
  })
  const shown = effect.type === 'show-card' || after.channel === undefined ? [] : [card]
  switch (effect.type) {
    case 'open-channel':
      return [declarer({ say: 'channel-refused', error }), announcement]
    case 'show-announcement':
      return [declarer({ say: 'announcement-refused', channel: event.channel ?? '', error }), ...shown]
    case 'invite': {
      const news: News = { say: 'invite-refused', user: effect.user, error }
      return [{ type: 'tell', user: effect.user, news }, ...shown]
    }
    case 'tell':
    case 'answer':
    case 'remove-surplus':
    case 'discard-channel':
      return []
    default: {
      const lead = after.roles.lead?.holder ?? after.declaredBy
      const user = effect.type === 'upload-postmortem' ? effect.for : lead
      return [{ type: 'tell', user, news: { say: 'slack-refused', effect: effect.type, error } }, ...shown]
    }
  }
}

/** What is worth another try once an admin has mended the cause. Posts are history and are not sent late. */
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
      case 'show-card':
      case 'post':
      case 'tell':
      case 'answer':
      case 'upload-postmortem':
      case 'remove-surplus':
      case 'discard-channel':
        return []
    }
  })
