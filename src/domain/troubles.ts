import type { EffectType } from './incident.ts'

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
] as const satisfies readonly EffectType[]

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
      return true
    case 'open-channel':
    case 'show-announcement':
    case 'tell':
    case 'answer':
    case 'remove-surplus':
    case 'discard-channel':
      return false
  }
}
