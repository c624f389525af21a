import type { Post } from '../../../src/domain/effects.ts'
import type { RecordedEvent } from '../../../src/domain/events.ts'
import type { Recorded, Said, Scene } from './scene.ts'

/**
 * I5. Nothing is sent for what is over: after the end of an incident its channel hears what belongs to the end, and
 * what was said before it; nobody is asked to do anything for it any more.
 */
export const nothingForWhatIsOver = (scene: Scene): readonly string[] =>
  scene.records.flatMap((record) =>
    scene.said
      .filter(({ row }) => row?.incident === record.incident.id)
      .flatMap((one) => {
        const post = one.row?.effect.type === 'post' ? one.row.effect.post : undefined
        if (post === undefined || !asksSomebody(post) || !isOver(record, one)) return []
        return [`INC-${record.incident.number} was over, and its channel still read: ${post.say} (${one.ts})`]
      }),
  )

/** The reminder to publish a postmortem begins with the end, and what customers were promised outlasts it. */
const asksSomebody = (post: Post): boolean =>
  post.say === 'lead-wanted' ||
  (post.say === 'reminder' && post.kind !== 'postmortem-unpublished' && post.kind !== 'customers-due')

/** A call that had begun when the end was recorded may still arrive; in ms. */
const grace = 1_500

const isOver = ({ events }: Recorded, { ts }: Said): boolean => {
  const saidAt = Number(ts) * 1000
  const before = events.filter(({ recordedAt }) => recordedAt + grace < saidAt)
  const turn = before.findLast(({ type }) => ends.includes(type) || begins.includes(type))
  return turn !== undefined && ends.includes(turn.type)
}

/** After these an incident is over, until it begins again. */
export const ends: readonly RecordedEvent['type'][] = [
  'incident-resolved',
  'incident-cancelled',
  'incident-merged',
  'report-declined',
]
const begins: readonly RecordedEvent['type'][] = ['incident-reopened', 'incident-unmerged']
