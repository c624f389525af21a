import { absorbedIn, mergedInto } from '../../../src/domain/triage.ts'
import { saidFor, type Recorded, type Scene } from './scene.ts'

/**
 * I1, of incidents that become one. Both know of it, each channel reads it once, and the one that went into the other
 * has its channel until the day in which that can be undone is over, and then no more.
 */
export const mergedOnce = (scene: Scene): readonly string[] =>
  scene.records.flatMap((record) =>
    [...known(record, scene), ...read(record, scene), ...archived(record, scene)].map(
      (line) => `INC-${record.incident.number} ${line}`,
    ),
  )

const known = ({ incident }: Recorded, { records }: Scene): readonly string[] => [
  ...records
    .filter((other) => other.incident.id === mergedInto(incident)?.incident)
    .filter((other) => !absorbedIn(other.incident).some((one) => one.incident === incident.id))
    .map((other) => `is merged into INC-${other.incident.number}, which does not know of it`),
  ...absorbedIn(incident)
    .filter(
      (one) =>
        mergedInto(records.find((other) => other.incident.id === one.incident)?.incident ?? incident)?.incident !==
        incident.id,
    )
    .map(({ number }) => `holds INC-${number}, which is not merged into it`),
]

/** Who was merged while they waited in triage have no channel to read it in. */
const read = (record: Recorded, scene: Scene): readonly string[] => {
  const { incident, events } = record
  const heard = saidFor(scene, record, 'post').flatMap(({ row }) =>
    row?.effect.type === 'post' ? [row.effect.post.say] : [],
  )
  const notes = [
    ['incident-merged', 'merged'],
    ['incident-unmerged', 'unmerged'],
    ['incident-absorbed', 'absorbed'],
    ['incident-let-go', 'let-go'],
  ] as const
  const isUnjudged = incident.triage?.report !== undefined && incident.triage.accepted === undefined
  return notes.flatMap(([type, say]) => {
    const times = events.filter((event) => event.type === type).length
    const wanted = isUnjudged && (say === 'merged' || say === 'unmerged') ? 0 : times
    const found = heard.filter((one) => one === say).length
    return found === wanted ? [] : [`was ${say} ${times} times, and its channel reads it ${found} times`]
  })
}

const archived = ({ incident }: Recorded, { channels }: Scene): readonly string[] => {
  const channel = channels.find(({ id }) => id === incident.channel)
  const isOver = mergedInto(incident)?.settled === true
  if (channel === undefined || channel.is_archived === isOver) return []
  return [isOver ? 'is settled, and its channel is not archived' : 'has a channel that is archived']
}
