import type { RecordedEvent } from '../../../src/domain/events.ts'
import { evolve } from '../../../src/domain/evolve.ts'
import { hasEnded, isReachable, type Incident } from '../../../src/domain/incident.ts'
import { mergedInto } from '../../../src/domain/triage.ts'
import type { ReadChannel } from '../../../sandbox/client.ts'
import { botUser, type Recorded, type Row, type Scene } from './scene.ts'

/**
 * I3, of channels that somebody archived or took Stanch out of: the record says so while it is so and not a moment
 * longer, and whoever leads was told of each time, once.
 */
export const takenAwayTold = (scene: Scene): readonly string[] =>
  scene.records.flatMap((record) =>
    [...known(record, scene), ...told(record, scene)].map((line) => `INC-${record.incident.number} ${line}`),
  )

/** Can Stanch do anything in this channel? */
export const isOpenTo = ({ is_archived: isArchived, members }: Pick<ReadChannel, 'is_archived' | 'members'>): boolean =>
  !isArchived && members.includes(botUser)

/** Its channel is out of reach by somebody's hand: what stands in it is as it was then, and is drawn when it is back. */
export const isTakenAway = (incident: Incident): boolean =>
  incident.channel !== undefined && !isReachable(incident) && mergedInto(incident)?.settled !== true

/** Each event with how the incident stood after it. */
export const withStates = ({ events }: Pick<Recorded, 'events'>) => {
  let so: Incident | undefined
  return events.map((event): { readonly event: RecordedEvent; readonly after: Incident } => {
    so = evolve(so, event, event)
    return { event, after: so }
  })
}

const known = ({ incident }: Recorded, { channels }: Scene): readonly string[] => {
  const channel = channels.find(({ id }) => id === incident.channel)
  if (channel === undefined || isOpenTo(channel) === isReachable(incident)) return []
  return [
    isOpenTo(channel)
      ? 'takes its channel to be out of reach, and it is not'
      : `takes its channel to be in reach, and ${channel.is_archived ? 'it is archived' : 'Stanch is not in it'}`,
  ]
}

/** Nobody need know where all is over and only the record is left, nor where Stanch archived it itself. */
const concernsNobody = (after: Incident): boolean =>
  hasEnded(after) && (after.status !== 'resolved' || after.postmortem.published !== undefined)

const told = (record: Recorded, scene: Scene): readonly string[] => {
  const lost = withStates(record).filter(({ event, after }) => losses.includes(event.type) && !concernsNobody(after))
  const words = scene.rows.filter(
    ({ incident, effect }) =>
      incident === record.incident.id && effect.type === 'tell' && effect.news.say === 'channel-lost',
  )
  return [
    ...(words.length === lost.length
      ? []
      : [`lost its channel ${lost.length} times, and its lead is told so ${words.length} times`]),
    ...words
      .filter((row) => !wasHeard(row, scene))
      .map(({ id }) => `lost its channel, and nobody reads so (row ${id})`),
  ]
}

/** Words that Slack refused as well stand in health. */
const wasHeard = ({ id, gaveUp }: Row, { said }: Scene): boolean => gaveUp || said.some(({ row }) => row?.id === id)

const losses: readonly RecordedEvent['type'][] = ['channel-archived', 'channel-deleted', 'bot-removed']

/** Does the record say that it lost its channel? */
export const hasLost = ({ events }: Recorded): boolean => events.some(({ type }) => losses.includes(type))
