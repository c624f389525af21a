import type { IfLate, Perform } from '../../app/carry.ts'
import { Failure } from '../../app/failure.ts'
import type { Claimed } from '../../app/ports.ts'
import type { Command } from '../../domain/commands.ts'
import type { Incident } from '../../domain/incident.ts'
import { answerApproval } from './approvals.ts'
import { channelLossIn, isInChannel } from '../../domain/troubles.ts'
import { isOpenNow } from '../channel-standing.ts'
import { showAnnouncement } from './announcement.ts'
import { pinCard, showCard } from './card.ts'
import { invite, openChannel, setPurpose, setTopic } from './channel.ts'
import { draftClosing } from './closing-word.ts'
import { discardChannel } from './discard-channel.ts'
import { removeMessage, showLeadQuestion } from './messages.ts'
import { answer, type PerformHouse, type PerformParts } from './parts.ts'
import { patientCall } from './patient-call.ts'
import { showPostmortem, uploadPostmortem } from './postmortem.ts'
import { publishInChannel } from './publish.ts'
import { archiveChannel, linkIncident, nameChannel } from './links.ts'
import { removeSurplus } from './surplus.ts'
import { answerPrivately, sayInChannel, tell } from './words.ts'

/** Effect → Slack → the answer as a command. One file per kind of effect; throws `Failure`. */
export const startPerforming =
  (house: PerformHouse): Perform =>
  async (row, ifLate, seen) => {
    const parts = forOne(row, house, ifLate)
    const incident = seen ?? (row.incident === undefined ? undefined : await parts.reads.incident(row.incident))
    const { effect } = row
    // Words for one person may belong to no incident: the answer to a click that found none.
    if (effect.type === 'tell') return tell({ ...row, effect }, incident, parts)
    if (effect.type === 'answer') return answerPrivately({ ...row, effect }, incident, parts)
    if (effect.type === 'remove-surplus') return removeSurplus({ ...row, effect }, incident, parts)
    if (effect.type === 'discard-channel') return discardChannel({ ...row, effect }, parts)
    if (incident === undefined) throw new Error(`outbox ${row.id} (${effect.type}) belongs to no incident`)
    try {
      return (await forIncident(row, incident, parts)) ?? mended(row, incident, parts)
    } catch (error) {
      throw await asItStands(error, row, incident, parts)
    }
  }

/**
 * A refusal that says that the channel is out of reach is believed while it is so: the call may have been on its way
 * when somebody let us in again, and nothing more would come to say that.
 */
const asItStands = async (error: unknown, { effect }: Claimed, { channel }: Incident, { call }: PerformParts) => {
  const isLoss = error instanceof Failure && isInChannel(effect.type) && channelLossIn(error.code) !== undefined
  if (!isLoss || channel === undefined || !(await isOpenNow(channel, call))) return error
  return new Failure(error.code, { kind: 'again', uncertain: false }, error)
}

/** Slack took what it had refused before: the card may stop saying so, and whoever pressed *Try again* hears of it. */
const mended = (row: Claimed, incident: Incident, parts: PerformParts): Command | undefined => {
  const { type } = row.effect
  const isTrouble = incident.troubles.some(({ effect }) => effect === type)
  if (!isTrouble && incident.retrying?.effects.includes(type) !== true) return undefined
  return { ...answer(row, incident, parts), type: 'record-mended', effect: type }
}

/**
 * A process can be frozen, or kept waiting, for longer than its claim lasts. So the claim's age is looked at before
 * every call, by a clock that went on meanwhile: what somebody else may be doing already is left alone.
 */
const forOne = (row: Claimed, house: PerformHouse, ifLate: IfLate): PerformParts => {
  const inTime = (): void => {
    if (performance.now() > row.callsUntil) throw new Failure('claim_too_old', { kind: 'wait', inMs: 0 })
  }
  return {
    ...house,
    ifLate,
    call: patientCall(async (...asked) => {
      inTime()
      return house.call(...asked)
    }, row.callsUntil),
    respond: async (...said) => {
      inTime()
      return house.respond(...said)
    },
    upload: async (...sent) => {
      inTime()
      return house.upload(...sent)
    },
  }
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
    case 'show-lead-question':
      return showLeadQuestion({ ...row, effect }, incident, parts)
    case 'remove-message':
      return removeMessage({ ...row, effect }, incident, parts)
    case 'post':
      return sayInChannel({ ...row, effect }, incident, parts)
    case 'show-postmortem':
      return showPostmortem({ ...row, effect }, incident, parts)
    case 'name-channel':
      return nameChannel({ ...row, effect }, incident, parts)
    case 'link-incident':
      return linkIncident({ ...row, effect }, incident, parts)
    case 'draft-closing':
      return draftClosing({ ...row, effect }, incident, parts)
    case 'archive-channel':
      return archiveChannel({ ...row, effect }, incident, parts)
    case 'upload-postmortem':
      return uploadPostmortem({ ...row, effect }, incident, parts)
    case 'answer-approval':
      return answerApproval({ ...row, effect }, incident, parts)
    case 'publish':
      return publishInChannel({ ...row, effect }, incident, parts)
    case 'tell':
    case 'answer':
    case 'remove-surplus':
    case 'discard-channel':
      throw new Error(`${effect.type} may belong to no incident, and was carried out before`)
  }
}
