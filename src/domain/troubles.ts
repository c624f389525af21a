import type { EffectType, Incident } from './incident.ts'
import { mergedInto } from './triage.ts'

/** What *Try again* asks of Slack once more. Posts are history and are not sent late; words to one person are over. */
export const askedAgain = [
  'open-channel',
  'invite',
  'set-topic',
  'set-purpose',
  'show-card',
  'pin-card',
  'show-announcement',
  'show-postmortem',
  'link-incident',
  'archive-channel',
] as const satisfies readonly EffectType[]

/** What *Try again* asks for of an incident's troubles, and Slack answers for this incident. */
export const awaitedAgain = (incident: Incident): readonly EffectType[] =>
  askedAgain.filter((one) => {
    // The other incident is told, and records it.
    if (one === 'link-incident') return false
    if (one === 'archive-channel' && !isToBeArchived(incident)) return false
    return incident.troubles.some(({ effect }) => effect === one)
  })

/** Merged for good: nobody works in its channel any more. */
export const isToBeArchived = (incident: Incident): boolean => mergedInto(incident)?.settled === true

/** Where an effect goes: into the incident's own channel, or elsewhere. */
export const isInChannel = (effect: EffectType): boolean => {
  switch (effect) {
    case 'invite':
    case 'set-topic':
    case 'set-purpose':
    case 'show-card':
    case 'pin-card':
    case 'show-lead-question':
    case 'post':
    case 'show-postmortem':
    case 'upload-postmortem':
    case 'remove-message':
    case 'archive-channel':
      return true
    case 'open-channel':
    case 'show-announcement':
    case 'tell':
    case 'answer':
    case 'answer-approval':
    case 'remove-surplus':
    case 'discard-channel':
    case 'publish':
    case 'link-incident':
    case 'name-channel':
    case 'draft-closing':
      return false
  }
}

/**
 * Words that were only for one person, and looks for what is hardly ever there: that they fail changes nothing for
 * anybody.
 */
export const isUntold = (effect: EffectType): boolean => untold.has(effect)

const untold: ReadonlySet<EffectType> = new Set([
  'tell',
  'answer',
  'answer-approval',
  'remove-surplus',
  'discard-channel',
  'remove-message',
  'show-lead-question',
  'draft-closing',
  'name-channel',
])

/**
 * What Slack's code says about the channel that a call was on: closed, gone, or without us; undefined for every other
 * code.
 */
export const channelLossIn = (error: string): 'channel-archived' | 'bot-removed' | undefined => {
  switch (error) {
    case 'is_archived':
    case 'is_inactive':
      return 'channel-archived'
    case 'not_in_channel':
    // A private channel that we are not in is told as one that is not there.
    case 'channel_not_found':
      return 'bot-removed'
    default:
      return undefined
  }
}
