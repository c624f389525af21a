import { channelIn } from '../../../src/domain/public-updates.ts'
import type { Post } from '../../../src/domain/effects.ts'
import { isMoot } from '../../../src/domain/reminders.ts'
import { ends } from './over.ts'
import type { Recorded, Row, Scene } from './scene.ts'
import { botUser, saidFor } from './scene.ts'

/**
 * I2. Nothing exists in Slack that the database does not know: every channel, message, pin and file of ours belongs to
 * something recorded, and nothing stands there twice.
 */
export const nothingUnknown = (scene: Scene): readonly string[] => [
  ...channelsUnknown(scene),
  ...scene.said
    .filter(({ row, isFile }) => row === undefined && !isFile)
    .map(({ channel, ts }) => `a message in ${channel.name || 'a direct message'} (${ts}) bears the mark of no row`),
  ...scene.rows.flatMap((row) => saidOnce(row, scene)),
  ...scene.records.flatMap((record) =>
    [...postmortem(record, scene), ...files(record, scene), ...pins(record, scene)].map(
      (line) => `INC-${record.incident.number} ${line}`,
    ),
  ),
]

/** One that was made too late is renamed and archived, which is as close to "gone" as Slack lets a bot come. */
const channelsUnknown = ({ channels, records, witness }: Scene): readonly string[] => {
  // Where Slack lets the bot rename nothing, the archive has to do.
  const mayRename = !witness.refusals.has('not_authorized')
  return channels
    .filter(({ creator, id }) => creator === botUser && !records.some(({ incident }) => incident.channel === id))
    .filter(({ is_archived: isArchived, name }) => !isArchived || (mayRename && !/-unused-[a-z0-9]{4}$/.test(name)))
    .map(({ name, id, is_archived: isArchived }) =>
      isArchived
        ? `the channel ${name} (${id}) belongs to no incident, and is archived under an incident's name`
        : `the channel ${name} (${id}) belongs to no incident`,
    )
}

/** Posts and direct messages are said once for each row; what was given up may have been said after all. */
const saidOnce = (row: Row, scene: Scene): readonly string[] => {
  const times = scene.said.filter((one) => one.row?.id === row.id).length
  const [least, most] = bounds(row, scene)
  return times >= least && times <= most
    ? []
    : [`row ${row.id} (${describe(row)}) was said ${times} times, of ${least === most ? least : `${least} to ${most}`}`]
}

const bounds = (row: Row, { records }: Scene): readonly [least: number, most: number] => {
  const { effect, isDone, gaveUp } = row
  switch (effect.type) {
    case 'post': {
      const record = records.find(({ incident }) => incident.id === row.incident)
      return [isDone && !gaveUp && !mayBeMoot(effect.post, record) ? 1 : 0, 1]
    }
    case 'publish':
      return channelIn(effect.to) === undefined ? [0, 0] : [isDone && !gaveUp ? 1 : 0, 1]
    case 'tell':
      return [isDone && !gaveUp ? 1 : 0, 1]
    case 'answer':
    case 'show-card':
    case 'show-announcement':
    case 'show-postmortem':
      return [0, 1]
    default:
      return [0, 0]
  }
}

/**
 * What asks somebody to act is not sent where nobody need do it any more when its turn comes. What stands now says that
 * only where it cannot have been otherwise in between.
 */
const mayBeMoot = (post: Post, record: Recorded | undefined): boolean => {
  if (record === undefined || isMoot(post, record.incident)) return true
  if (post.say === 'lead-wanted' || (post.say === 'reminder' && post.kind === 'no-lead')) return true
  return (post.say === 'reminder' || post.say === 'watch-day') && record.events.some(({ type }) => ends.includes(type))
}

const describe = ({ effect }: Row): string => {
  if (effect.type === 'post') return `post: ${effect.post.say}`
  return effect.type === 'tell' || effect.type === 'answer' ? `${effect.type}: ${effect.news.say}` : effect.type
}

const postmortem = (record: Recorded, scene: Scene): readonly string[] => {
  const found = saidFor(scene, record, 'show-postmortem').map(({ ts }) => ts)
  const recorded = Object.values(record.incident.postmortem.messages).flatMap((message) => message?.ts ?? [])
  return found.toSorted().join() === recorded.toSorted().join()
    ? []
    : [`has ${found.length} messages of its postmortem in Slack, ${recorded.length} recorded`]
}

const files = ({ incident }: Recorded, { said, rows }: Scene): readonly string[] => {
  const found = said.filter(({ isFile, channel }) => isFile && channel.id === incident.channel).length
  const uploads = rows.filter((row) => row.incident === incident.id && row.effect.type === 'upload-postmortem')
  const least = uploads.filter(({ gaveUp }) => !gaveUp).length
  return found >= least && found <= uploads.length ? [] : [`has ${found} files for ${uploads.length} exports`]
}

const pins = ({ incident }: Recorded, { channels }: Scene): readonly string[] =>
  channels
    .filter(({ id }) => id === incident.channel)
    .flatMap((channel) => channel.pins)
    .filter(({ user, ts }) => user === botUser && ts !== incident.card)
    .map(({ ts }) => `has a pin on ${ts}, which is not its card`)
