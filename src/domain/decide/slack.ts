import { nextChannelName } from '../channel-name.ts'
import type { SlackCommand } from '../commands.ts'
import { isReachable, type Incident } from '../incident.ts'
import type { Decision } from '../situation.ts'
import { channelLossIn, isInChannel } from '../troubles.ts'
import { happened, unchanged } from './outcome.ts'
import { decidePublication, decideUnpublished } from './publications.ts'

/** What Slack answered or tells of the channel: facts, never refused. */
export const decideAnswer = (command: SlackCommand, incident: Incident): Decision => {
  switch (command.type) {
    case 'record-channel':
      return incident.channel === command.channel
        ? unchanged
        : happened({ type: 'channel-opened', channel: command.channel, name: command.name })
    case 'record-name-taken': {
      if (incident.channel !== undefined || command.name !== incident.channelName) return unchanged
      const next = nextChannelName(incident.number, incident.title, incident.channelNameTry)
      return happened({ type: 'channel-name-refused', name: command.name, next })
    }
    case 'record-card':
      return incident.card === command.ts ? unchanged : happened({ type: 'card-posted', ts: command.ts })
    case 'record-pin':
      return incident.cardPinned ? unchanged : happened({ type: 'card-pinned' })
    case 'record-announcement': {
      const { channel, ts } = command
      const same = incident.announcement?.channel === channel && incident.announcement.ts === ts
      return same ? unchanged : happened({ type: 'announcement-posted', channel, ts })
    }
    case 'record-lead-question': {
      const { ts, to } = command
      return incident.leadQuestion?.ts === ts ? unchanged : happened({ type: 'lead-question-posted', ts, to })
    }
    case 'record-postmortem-part': {
      const { part, ts, drawn, pages } = command
      const known = incident.postmortem.messages[part]
      const same = known?.ts === ts && known.drawn === drawn && pages <= incident.postmortem.pages
      return same ? unchanged : happened({ type: 'postmortem-part-drawn', part, ts, drawn, pages })
    }
    case 'record-failure':
      return decideFailure(command, incident)
    case 'record-mended': {
      const { effect } = command
      const isAwaited = incident.retrying?.effects.includes(effect) === true
      const isTrouble = incident.troubles.some((trouble) => trouble.effect === effect)
      return isAwaited || isTrouble ? happened({ type: 'slack-took', effect }) : unchanged
    }
    case 'record-rename':
      return incident.channelName === command.name
        ? unchanged
        : happened({ type: 'channel-renamed', name: command.name })
    case 'record-archive':
      if (incident.channelArchived === command.archived) return unchanged
      return happened({ type: command.archived ? 'channel-archived' : 'channel-unarchived' })
    case 'record-deletion':
      return incident.unreachable === 'deleted' ? unchanged : happened({ type: 'channel-deleted' })
    case 'record-presence':
      if (!command.present) return incident.unreachable === undefined ? happened({ type: 'bot-removed' }) : unchanged
      // Whoever opens a channel is let in by itself, which is no return.
      return incident.channel === undefined || isReachable(incident) ? unchanged : happened({ type: 'bot-returned' })
    case 'record-publication':
      return decidePublication(command, incident)
    case 'record-approval-asked': {
      const { update, version, user, channel, ts } = command
      const isKnown = incident.customers?.asked?.some((one) => one.channel === channel && one.ts === ts) === true
      return isKnown ? unchanged : happened({ type: 'approval-asked', update, version, user, channel, ts })
    }
  }
}

/**
 * Some refusals say that the channel itself is out of reach. That is one fact, told once; each effect that meets it is
 * no trouble of its own, for all of them are asked for anew when the channel is back. What was for one person is told
 * to that person all the same.
 */
const decideFailure = (command: Extract<SlackCommand, { type: 'record-failure' }>, incident: Incident): Decision => {
  const { effect, error, channel, needed } = command
  const { type } = effect
  if (type === 'open-channel' && incident.channel !== undefined) return unchanged
  if (effect.type === 'publish') return decideUnpublished(effect, error, incident)
  // What concerns one person must be told to each of them; the rest is told once.
  const isPersonal = type === 'invite' || type === 'upload-postmortem'
  const loss = isInChannel(type) ? channelLossIn(error) : undefined
  const lost = loss !== undefined && isReachable(incident) ? [{ type: loss }] : []
  if (loss !== undefined && !isPersonal) return happened(...lost)
  const known = incident.troubles.some((trouble) => trouble.effect === type && trouble.error === error)
  if (known && !isPersonal) return unchanged
  const facts = {
    effect: type,
    error,
    ...(channel !== undefined && { channel }),
    ...(needed !== undefined && { needed }),
  }
  return happened(...lost, { type: 'slack-refused', ...facts })
}
