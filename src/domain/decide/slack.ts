import { nextChannelName } from '../channel-name.ts'
import type { SlackCommand } from '../commands.ts'
import type { Incident } from '../incident.ts'
import type { Decision } from '../situation.ts'
import { happened, unchanged } from './outcome.ts'

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
    case 'record-postmortem-part': {
      const { part, ts, drawn, pages } = command
      const known = incident.postmortem.messages[part]
      const same = known?.ts === ts && known.drawn === drawn && pages <= incident.postmortem.pages
      return same ? unchanged : happened({ type: 'postmortem-part-drawn', part, ts, drawn, pages })
    }
    case 'record-failure': {
      const { effect, error, channel } = command
      const type = effect.type
      if (type === 'open-channel' && incident.channel !== undefined) return unchanged
      // What concerns one person must be told to each of them; the rest is told once.
      const isPersonal = type === 'invite' || type === 'upload-postmortem'
      const known = incident.troubles.some((trouble) => trouble.effect === type && trouble.error === error)
      if (known && !isPersonal) return unchanged
      return happened({ type: 'slack-refused', effect: type, error, ...(channel !== undefined && { channel }) })
    }
    case 'record-rename':
      return incident.channelName === command.name
        ? unchanged
        : happened({ type: 'channel-renamed', name: command.name })
    case 'record-archive':
      if (incident.channelArchived === command.archived) return unchanged
      return happened({ type: command.archived ? 'channel-archived' : 'channel-unarchived' })
  }
}
