import type { ChannelLoss, Effect } from '../effects.ts'
import { hasEnded, isReachable, type Incident } from '../incident.ts'
import { openedBy } from '../triage.ts'
import { isInChannel } from '../troubles.ts'
import { announcement, answered, card, leadQuestion, rootPart, topic, type Change } from './asks.ts'
import { partsOf, redraw } from './postmortem.ts'
import { archivedAfter, linksAfter } from './troubles.ts'

/** Where there is no channel yet these would wait in vain; `channel-opened` asks for all of them. */
const drawnOnceOpened: ReadonlySet<Effect['type']> = new Set([
  'invite',
  'set-topic',
  'set-purpose',
  'show-card',
  'show-lead-question',
  'show-postmortem',
])

/**
 * What can be asked of Slack as the channel stands. Before it opens, what is drawn once it does is left out and posts
 * wait for it. Where it is out of reach nothing is sent into it: it is drawn anew when it is back, posts are history
 * and are not sent late, and whoever wished for one is told.
 */
export const askable = (effects: readonly Effect[], { after, command }: Change): readonly Effect[] => {
  if (after.channel === undefined) return effects.filter(({ type }) => !drawnOnceOpened.has(type))
  const loss = lossOf(after)
  if (loss === undefined) return effects
  const isMissed = effects.some(({ type }) => type === 'post')
  // What was asked for by one person is tried, and its refusal told to them; whoever joins is let in later.
  const asked = effects.filter(({ type }) => type === 'upload-postmortem' || type === 'invite' || !isInChannel(type))
  return isMissed ? [...asked, ...answered(command, { say: 'channel-lost', how: loss })] : asked
}

const lossOf = (incident: Incident): ChannelLoss | undefined => {
  if (isReachable(incident)) return undefined
  return incident.unreachable ?? 'archived'
}

/** The announcement says so; and whoever leads hears of it, unless everything is over and only the record is left. */
export const lost = (how: ChannelLoss, { after }: Change): readonly Effect[] => {
  const isOver = hasEnded(after) && (after.status !== 'resolved' || after.postmortem.published !== undefined)
  if (isOver) return [announcement]
  const user = after.roles.lead?.holder ?? openedBy(after).user
  return [announcement, { type: 'tell', user, news: { say: 'channel-lost', how } }]
}

/**
 * The channel is back: everything that stands in it is drawn from the newest state, whoever waits is let in, and what
 * was refused before is asked for again, for it is no trouble of the incident's any more.
 */
export const drawnAnew = ({ before, after }: Change): readonly Effect[] => {
  const waiting = before?.troubles.some(({ effect }) => effect === 'invite') === true ? after.members : []
  return [
    card,
    ...(after.card === undefined || after.cardPinned ? [] : [{ type: 'pin-card' } as const]),
    topic,
    { type: 'set-purpose' },
    announcement,
    ...(after.leadQuestion === undefined ? [] : [leadQuestion]),
    ...waiting.map((user): Effect => ({ type: 'invite', user })),
    ...(after.status === 'resolved' && after.postmortem.messages.root === undefined ? [rootPart] : redraw(after)),
    ...(before === undefined ? [] : [...linksAfter(before), ...archivedAfter(before)]),
  ]
}

/**
 * A message of ours is gone, by somebody's hand: it is posted anew. Below a new root the whole thread is, and what
 * stood in the old one is taken away.
 */
export const reposted = ({ before, after }: Change): readonly Effect[] => {
  if (before === undefined) return []
  if (before.card !== undefined && after.card === undefined) return [card]
  if (before.postmortem.messages.root === undefined || after.postmortem.messages.root !== undefined) return []
  return [rootPart, ...leftBehind(before)]
}

/** The replies of a postmortem's old thread. */
export const leftBehind = (before: Incident): readonly Effect[] =>
  partsOf(before).flatMap((part): Effect[] => {
    const message = before.postmortem.messages[part]
    return part === 'root' || message === undefined ? [] : [{ type: 'remove-message', ts: message.ts }]
  })
