import { absorbedIn, mergedInto } from '../../../src/domain/triage.ts'
import { isReachable } from '../../../src/domain/incident.ts'
import { saidFor, type Recorded, type Row, type Scene } from './scene.ts'
import { withStates } from './taken-away.ts'

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

/**
 * Who was merged while they waited in triage have no channel to read it in, and what happens while a channel is taken
 * away is not told there late; what Slack refused is told elsewhere.
 */
const read = (record: Recorded, scene: Scene): readonly string[] => {
  const { incident, events } = record
  const said = saidFor(scene, record, 'post').flatMap(({ row }) => row ?? [])
  const refused = scene.rows.filter((row) => row.incident === incident.id && row.gaveUp && !said.includes(row))
  const [heard, missed] = [said, refused].map((rows) => rows.flatMap(saysOf))
  const states = withStates({ events })
  const notes = [
    ['incident-merged', 'merged'],
    ['incident-unmerged', 'unmerged'],
    ['incident-absorbed', 'absorbed'],
    ['incident-let-go', 'let-go'],
  ] as const
  const isUnjudged = incident.triage?.report !== undefined && incident.triage.accepted === undefined
  return notes.flatMap(([type, say]) => {
    const times = states.filter(
      ({ event, after }) => event.type === type && (after.channel === undefined || isReachable(after)),
    ).length
    const wanted = isUnjudged && (say === 'merged' || say === 'unmerged') ? 0 : times
    const found = countOf(say, heard)
    return found === wanted - countOf(say, missed)
      ? []
      : [`was ${say} ${times} times, and its channel reads it ${found} times`]
  })
}

const countOf = (say: string, all: readonly string[] = []): number => all.filter((one) => one === say).length

const saysOf = ({ effect }: Row): readonly string[] => (effect.type === 'post' ? [effect.post.say] : [])

const archived = ({ incident }: Recorded, { channels }: Scene): readonly string[] => {
  const channel = channels.find(({ id }) => id === incident.channel)
  const isOver = mergedInto(incident)?.settled === true
  // By somebody's hand it may be at any time.
  if (channel === undefined || channel.is_archived === isOver || (!isOver && incident.channelArchived)) return []
  return [isOver ? 'is settled, and its channel is not archived' : 'has a channel that is archived']
}
