import { updateEvery } from '../cadence.ts'
import type { IncidentEvent } from '../events.ts'
import type { MessageTs, Moment } from '../ids.ts'
import { isOpen, type Incident } from '../incident.ts'
import { beginsLate, comesIntoReach } from '../reminders.ts'
import { taken } from './troubles.ts'

type ChannelFact = Extract<
  IncidentEvent,
  {
    type:
      | 'channel-opened'
      | 'channel-name-refused'
      | 'channel-renamed'
      | 'channel-archived'
      | 'channel-unarchived'
      | 'channel-deleted'
      | 'bot-removed'
      | 'bot-returned'
      | 'card-posted'
      | 'card-pinned'
      | 'announcement-posted'
      | 'lead-question-posted'
      | 'message-deleted'
  }
>

/** What changes with the channel and with what stands in it. */
export const ofChannel = (incident: Incident, event: ChannelFact, at: Moment): Partial<Incident> => {
  switch (event.type) {
    case 'channel-opened':
      return {
        channel: event.channel,
        channelName: event.name,
        ...taken(incident, 'open-channel'),
        ...(beginsLate(incident) && { nextUpdateDue: at + updateEvery(incident.severity) }),
      }
    case 'channel-name-refused':
      return { channelName: event.next, channelNameTry: incident.channelNameTry + 1 }
    case 'channel-renamed':
      return { channelName: event.name }
    case 'channel-archived':
      return { channelArchived: true }
    case 'channel-deleted':
      return { unreachable: 'deleted' }
    case 'bot-removed':
      return { unreachable: 'bot-removed' }
    case 'channel-unarchived':
      return { channelArchived: false, ...inReach(incident, event, at) }
    case 'bot-returned':
      return inReach(incident, event, at)
    case 'card-posted':
      return { card: event.ts, cardPinned: false, ...taken(incident, 'show-card') }
    case 'card-pinned':
      return { cardPinned: true, ...taken(incident, 'pin-card') }
    case 'announcement-posted':
      return { announcement: { channel: event.channel, ts: event.ts }, ...taken(incident, 'show-announcement') }
    case 'lead-question-posted':
      return { leadQuestion: { ts: event.ts, to: event.to } }
    case 'message-deleted':
      return withoutMessage(incident, event.ts)
  }
}

/**
 * The channel is taken to be in reach: if it was not, all that stands in it is asked for anew, and no old trouble is
 * one.
 */
export const inReach = (incident: Incident, event: IncidentEvent, at: Moment): Partial<Incident> => {
  if (!comesIntoReach(incident, event)) return {}
  const due = isOpen(incident) && { nextUpdateDue: at + updateEvery(incident.severity) }
  return { channelArchived: false, unreachable: undefined, troubles: [], ...due }
}

/** Somebody deleted one of our messages: what is to stand is posted anew, below a deleted root all of the thread. */
const withoutMessage = (incident: Incident, ts: MessageTs): Partial<Incident> => {
  if (incident.card === ts) return { card: undefined, cardPinned: false }
  const { messages } = incident.postmortem
  const isRoot = messages.root?.ts === ts
  const left = Object.entries(messages).filter(([, message]) => !isRoot && message?.ts !== ts)
  return left.length === Object.keys(messages).length
    ? {}
    : { postmortem: { ...incident.postmortem, messages: Object.fromEntries(left) } }
}
