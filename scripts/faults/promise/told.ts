import type { News } from '../../../src/domain/effects.ts'
import type { EffectType } from '../../../src/domain/incident.ts'
import { channelLossIn, isInChannel, isUntold } from '../../../src/domain/troubles.ts'
import { news } from '../../../src/slack/views/news.ts'
import { troubleText } from '../../../src/slack/views/trouble.ts'
import { textIn } from '../../../src/text/text.ts'
import { type Recorded, type Row, type Scene, saidFor } from './scene.ts'
import { hasLost } from './taken-away.ts'

/**
 * I3. Every failure that cannot heal is told to the person concerned, in words, with what to do: directly, and on the
 * card until it is mended. And no failure that can heal is taken for one that cannot.
 */
export const failuresTold = (scene: Scene): readonly string[] => [
  ...scene.rows
    .filter(({ gaveUp, error }) => gaveUp && !scene.witness.refusals.has(error ?? ''))
    .map((row) => `row ${row.id} (${row.effect.type}) was given up for ${row.error}, which heals`),
  ...scene.records.flatMap((record) =>
    [...directly(record, scene), ...onCard(record, scene)].map((line) => `INC-${record.incident.number}: ${line}`),
  ),
]

const directly = (record: Recorded, scene: Scene): readonly string[] => {
  const { incident, events } = record
  const given = scene.rows.filter((row) => row.incident === incident.id && row.gaveUp)
  const lost = given.filter(isForLostChannel)
  // What customers miss is looked at with what they read.
  const failed = new Set(
    given
      .filter((row) => !lost.includes(row) && !isUntold(row.effect.type) && row.effect.type !== 'publish')
      .map(({ effect }) => effect.type),
  )
  const unrecorded = hasLost(record) ? [] : lost
  return [
    ...unrecorded.map(({ id, error }) => `row ${id} was given up for ${error}, and the record has its channel`),
    ...[...failed].flatMap((type) => toldOf(type)),
  ]

  function toldOf(type: EffectType): readonly string[] {
    if (!events.some((event) => event.type === 'slack-refused' && event.effect === type)) {
      return [`${type} was given up, and the record does not say so`]
    }
    const about = scene.rows.filter((row) => row.incident === incident.id && isAbout(newsOf(row), type))
    // Whoever cannot be reached either (their own message was refused too) still reads it on the card.
    if (about.length > 0 && about.every(({ gaveUp }) => gaveUp)) return []
    return about.some((row) => wasHeard(row, incident, scene)) ? [] : [`${type} was given up, and nobody was told`]
  }
}

/** The channel itself was out of reach: that is one fact, told once. What one person asked for is told to that person. */
const isForLostChannel = ({ effect: { type }, error }: Row): boolean =>
  isInChannel(type) &&
  !isUntold(type) &&
  type !== 'invite' &&
  type !== 'upload-postmortem' &&
  channelLossIn(error ?? '') !== undefined

const newsOf = ({ effect }: Row): News | undefined =>
  effect.type === 'tell' || effect.type === 'answer' ? effect.news : undefined

const isAbout = (item: News | undefined, type: EffectType): boolean => {
  switch (item?.say) {
    case 'channel-refused':
      return type === 'open-channel'
    case 'announcement-refused':
      return type === 'show-announcement'
    case 'invite-refused':
      return type === 'invite'
    case 'slack-refused':
      return item.effect === type
    default:
      return false
  }
}

const wasHeard = (row: Row, incident: Recorded['incident'], scene: Scene): boolean => {
  if (scene.said.some((one) => one.row?.id === row.id)) return true
  const item = newsOf(row)
  if (item === undefined || (row.effect.type !== 'tell' && row.effect.type !== 'answer')) return false
  const { user } = row.effect
  const { text } = news(item, { incident }, textIn(scene.languageOf(user)))
  return scene.whispers.some((one) => one.user === user && one.text === text)
}

/** The card shows the newest two, each with what mends it. */
const onCard = (record: Recorded, scene: Scene): readonly string[] => {
  const { incident } = record
  const [shown] = saidFor(scene, record, 'show-card')
  if (shown === undefined || incident.troubles.some(({ effect }) => effect === 'show-card')) return []
  return incident.troubles
    .slice(-2)
    .filter((trouble) => !shown.text.includes(troubleText(trouble, incident, textIn(incident.language))))
    .map(({ effect, error }) => `${effect} was refused (${error}), and the card does not say so`)
}
