import type { RecordedEvent } from '../../../src/domain/events.ts'
import { everyEntry, type Entry } from '../../../src/domain/timeline.ts'
import type { Recorded, Scene } from './scene.ts'
import { declaredAs } from './once.ts'

/** I4. The timeline holds each fact once, in the order in which it happened; what was acknowledged is among them. */
export const timelineInOrder = (scene: Scene): readonly string[] =>
  scene.records.flatMap((record) =>
    [...counted(record), ...twice(record), ...written(record, scene)].map(
      (line) => `INC-${record.incident.number} ${line}`,
    ),
  )

const counted = ({ events }: Recorded): readonly string[] => {
  const gap = events.find(({ seq }, index) => seq !== index + 1)
  return gap === undefined ? [] : [`counts its events wrongly at ${gap.seq}`]
}

/**
 * What may happen again just as it was before: somebody comes back, pins again, a card that was deleted by hand is
 * pinned anew, a part is drawn as it was, or incidents that were parted become one again.
 */
const recurring: readonly RecordedEvent['type'][] = [
  'member-joined',
  'severity-changed',
  'status-changed',
  'title-changed',
  'language-changed',
  'role-assigned',
  'role-released',
  'message-pinned',
  'message-unpinned',
  'card-pinned',
  'message-edited',
  'entry-edited',
  'entry-kept',
  'entry-removed',
  'channel-archived',
  'channel-unarchived',
  'bot-removed',
  'bot-returned',
  'postmortem-part-drawn',
  'postmortem-published',
  'postmortem-exported',
  'reminder-stopped',
  'prose-edited',
  'slack-refused',
  'slack-took',
  'retry-asked',
  'incident-merged',
  'incident-unmerged',
  'incident-absorbed',
  'incident-let-go',
  'impact-withdrawn',
  'vendor-awaited',
  'vendor-returned',
  'watch-ended',
]

const twice = ({ events }: Recorded): readonly string[] => {
  const seen = new Map<string, number>()
  for (const {
    id: _id,
    incident: _in,
    seq: _seq,
    recordedAt: _w,
    command,
    by: _by,
    about: _about,
    at,
    ...fact
  } of events) {
    // Where the same may recur, one command still makes it once, and nothing happens twice in one moment.
    const key = JSON.stringify(recurring.includes(fact.type) ? [fact, command, at] : fact)
    seen.set(key, (seen.get(key) ?? 0) + 1)
  }
  return [...seen].filter(([, times]) => times > 1).map(([fact, times]) => `holds ${times} times: ${fact}`)
}

const written = (record: Recorded, { witness }: Scene): readonly string[] => {
  const ours = witness.written.filter(({ title }) => title === declaredAs(record))
  const entries = everyEntry(record.events)
  const places = ours.map((one) => ({ ...one, at: placesOf(one.text, entries) }))
  const standing = places
    .filter(({ gone }) => !gone)
    .flatMap(({ text, at }) => at.slice(0, 1).map((place) => ({ text, place })))
  return [
    ...places
      .filter(({ gone, acknowledged, at }) => acknowledged && !gone && at.length === 0)
      .map(({ text }) => `lost ${JSON.stringify(text)}, which was acknowledged`),
    ...places
      .filter(({ at }) => at.length > 1)
      .map(({ text, at }) => `holds ${JSON.stringify(text)} ${at.length} times`),
    ...places
      .filter(({ gone, at }) => gone && at.length > 0)
      .map(({ text }) => `still holds ${JSON.stringify(text)}, which was deleted`),
    ...standing
      .filter(({ place }, index) => place < (standing[index - 1]?.place ?? -1))
      .map(({ text }) => `holds ${JSON.stringify(text)} before what happened earlier`),
  ]
}

const placesOf = (text: string, entries: readonly Entry[]): readonly number[] =>
  entries.flatMap((entry, index) => (wordsOf(entry) === text ? [index] : []))

/** Ticking a follow-up off repeats its words; that is another fact. */
const wordsOf = ({ what }: Entry): string | undefined => {
  if (what.is === 'said') return what.text
  return 'text' in what.event && what.event.type !== 'follow-up-completed' ? what.event.text : undefined
}
