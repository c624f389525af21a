import type { Effect } from './effects.ts'
import type { IncidentId } from './ids.ts'
import type { Incident } from './incident.ts'
import { deliveryOf } from './public-updates.ts'

/**
 * The lane of an effect: rows of one lane go one after another, lanes go side by side. A lane is named for what must
 * keep its order, so that nothing optional stands in front of what people wait for.
 */
export const laneOf = (effect: Effect, incident: IncidentId): string => {
  switch (effect.type) {
    case 'open-channel':
      return `channel/${incident}`
    case 'invite':
      return `invite/${incident}/${effect.user}`
    case 'set-topic':
    case 'set-purpose':
      return `${effect.type}/${incident}`
    case 'show-card':
      return `card/${incident}`
    case 'pin-card':
      return `pin/${incident}`
    case 'show-announcement':
      return `announcement/${incident}`
    case 'show-lead-question':
      return `lead-question/${incident}`
    case 'post':
      return `posts/${incident}`
    case 'tell':
    case 'answer':
    case 'answer-approval':
      return `person/${effect.user}`
    case 'name-channel':
    case 'link-incident':
      // In this order: what was merged and un-merged again must not end up merged.
      return `link/${incident}`
    case 'draft-closing':
      return `customers/${incident}`
    case 'archive-channel':
      // After the card that is drawn with it: nothing can be drawn in an archived channel.
      return `card/${incident}`
    case 'show-postmortem':
    case 'upload-postmortem':
    case 'remove-message':
      return `postmortem/${incident}`
    case 'remove-surplus':
    case 'discard-channel':
      return `surplus/${effect.mark}`
    case 'publish':
      return `publish/${effect.to}/${incident}`
  }
}

/**
 * What an incident has only one of in Slack, by a name of its own: the card, the announcement, each part of the
 * postmortem.
 */
export const singleOf = (effect: Effect): string | undefined => {
  switch (effect.type) {
    case 'show-card':
    case 'show-announcement':
      return effect.type
    case 'show-postmortem':
      return `postmortem/${effect.part}`
    case 'publish':
      return deliveryOf(effect.update, effect.to)
    default:
      return undefined
  }
}

/** Will this effect make what the incident has only one of, for it has none yet as far as the record knows? */
export const makesFirst = (effect: Effect, incident: Incident): boolean => {
  switch (effect.type) {
    case 'open-channel':
      return incident.channel === undefined
    case 'show-card':
      return incident.card === undefined
    case 'show-announcement':
      return incident.announcement === undefined
    case 'show-postmortem':
      return incident.postmortem.messages[effect.part] === undefined
    default:
      return false
  }
}
