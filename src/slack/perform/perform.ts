import type { Perform } from '../../app/deliver.ts'
import type { Claimed } from '../../app/ports.ts'
import type { Command } from '../../domain/commands.ts'
import type { Incident } from '../../domain/incident.ts'
import { showAnnouncement } from './announcement.ts'
import { pinCard, showCard } from './card.ts'
import { invite, openChannel, setPurpose, setTopic } from './channel.ts'
import type { PerformParts } from './parts.ts'
import { showPostmortem, uploadPostmortem } from './postmortem.ts'
import { removeSurplus } from './surplus.ts'
import { answerPrivately, sayInChannel, tell } from './words.ts'

/** Effect → Slack → the answer as a command. One file per kind of effect; throws `Failure`. */
export const startPerforming =
  (parts: PerformParts): Perform =>
  async (row) => {
    const incident = row.incident === undefined ? undefined : await parts.reads.incident(row.incident)
    const { effect } = row
    // Words for one person may belong to no incident: the answer to a click that found none.
    if (effect.type === 'tell') return tell({ ...row, effect }, incident, parts)
    if (effect.type === 'answer') return answerPrivately({ ...row, effect }, incident, parts)
    if (effect.type === 'remove-surplus') return removeSurplus({ ...row, effect }, incident, parts)
    if (incident === undefined) throw new Error(`outbox ${row.id} (${effect.type}) belongs to no incident`)
    return forIncident(row, incident, parts)
  }

const forIncident = (row: Claimed, incident: Incident, parts: PerformParts): Promise<Command | undefined> => {
  const { effect } = row
  switch (effect.type) {
    case 'open-channel':
      return openChannel({ ...row, effect }, incident, parts)
    case 'invite':
      return invite({ ...row, effect }, incident, parts)
    case 'set-topic':
      return setTopic({ ...row, effect }, incident, parts)
    case 'set-purpose':
      return setPurpose({ ...row, effect }, incident, parts)
    case 'show-card':
      return showCard({ ...row, effect }, incident, parts)
    case 'pin-card':
      return pinCard({ ...row, effect }, incident, parts)
    case 'show-announcement':
      return showAnnouncement({ ...row, effect }, incident, parts)
    case 'post':
      return sayInChannel({ ...row, effect }, incident, parts)
    case 'show-postmortem':
      return showPostmortem({ ...row, effect }, incident, parts)
    case 'upload-postmortem':
      return uploadPostmortem({ ...row, effect }, incident, parts)
    case 'tell':
    case 'answer':
    case 'remove-surplus':
      throw new Error(`${effect.type} may belong to no incident, and was carried out before`)
  }
}
