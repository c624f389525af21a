import { card } from '../../../src/slack/views/card.ts'
import { announcement } from '../../../src/slack/views/announcement.ts'
import { topicOf } from '../../../src/slack/views/topic.ts'
import type { EffectType, Incident } from '../../../src/domain/incident.ts'
import { textIn } from '../../../src/text/text.ts'
import { news } from '../../../src/slack/views/news.ts'
import { type Recorded, type Said, type Scene, saidFor } from './scene.ts'
import { isTakenAway } from './taken-away.ts'

/**
 * I1. Every acknowledged declare has exactly one incident, one channel, the declarer in it (or told why Slack refuses),
 * one card, one announcement, one pin; and what they show is what the database says. What stands in a channel that was
 * taken away is as it was then; that it was told is looked at with the rest of what must be.
 */
export const declaredOnce = (scene: Scene): readonly string[] => [
  ...titles(scene).flatMap((title) => acknowledged(title, scene)),
  ...scene.records.flatMap((record) =>
    [...inSlack(record, scene), ...answered(record, scene)].map((line) => `INC-${record.incident.number} ${line}`),
  ),
]

const titles = ({ witness, records }: Scene): readonly string[] => [
  ...new Set([...witness.declared.map(({ title }) => title), ...records.map(declaredAs)]),
]

/** A title may be changed; what it was declared as stands in its first event. */
export const declaredAs = ({ incident, events }: Recorded): string =>
  events.find((event) => event.type === 'incident-declared' || event.type === 'incident-reported')?.title ??
  incident.title

const acknowledged = (title: string, { witness, records }: Scene): readonly string[] => {
  const tries = witness.declared.filter((one) => one.title === title)
  const found = records.filter((record) => declaredAs(record) === title).map(({ incident }) => incident.number)
  const told = tries.flatMap(({ number }) => (number === undefined ? [] : [number]))
  return [
    ...told
      .filter((number) => !found.includes(number))
      .map((number) => `${JSON.stringify(title)} was answered with INC-${number}, which is not recorded as that`),
    ...(found.length > tries.length
      ? [`${JSON.stringify(title)} was declared ${tries.length} times and is recorded as ${names(found)}`]
      : []),
  ]
}

const names = (numbers: readonly number[]): string => numbers.map((number) => `INC-${number}`).join(', ')

const inSlack = (record: Recorded, scene: Scene): readonly string[] => {
  const { incident } = record
  const isRefused = (effect: EffectType): boolean => incident.troubles.some((trouble) => trouble.effect === effect)
  const channel = scene.channels.find(({ id }) => id === incident.channel)
  const announced = saidFor(scene, record, 'show-announcement')
  const announcing = isRefused('show-announcement')
    ? []
    : [
        ...exactly('announcement', announced, incident.announcement?.ts),
        ...shows('announcement', announced.at(0), (now) => announcement(incident, now, textIn(incident.language)).text),
      ]
  if (isReport(incident))
    return [...(channel === undefined ? [] : ['has a channel, and nobody accepted it']), ...announcing]
  if (channel === undefined) return [...(isRefused('open-channel') ? [] : ['has no channel']), ...announcing]

  const missing = isRefused('invite') ? [] : incident.members.filter((member) => !channel.members.includes(member))
  const cards = saidFor(scene, record, 'show-card')
  const pinned = channel.pins.filter(({ ts }) => cards.some((one) => one.ts === ts))
  if (isTakenAway(incident)) {
    return [...announcing, ...atMostOne('card', cards.length), ...atMostOne('pin on its card', pinned.length)]
  }
  return [
    ...missing.map((member) => `has ${member}, who is not in its channel`),
    ...announcing,
    ...(isRefused('show-card')
      ? []
      : [
          ...exactly('card', cards, incident.card),
          ...shows('card', cards.at(0), (now) => card(incident, now, textIn(incident.language)).text),
        ]),
    ...(isRefused('pin-card') || pinned.length === 1 ? [] : [`has ${pinned.length} pins on its card`]),
    ...(isRefused('set-topic') || channel.topic.value === topicOf(incident, textIn(incident.language))
      ? []
      : [`has the topic ${JSON.stringify(channel.topic.value)}`]),
    ...(isRefused('set-purpose') || channel.purpose.value !== '' ? [] : ['has no purpose']),
  ]
}

/** A report is announced, and gets its channel once somebody accepts it. */
const isReport = ({ triage }: Incident): boolean => triage?.report !== undefined && triage.accepted === undefined

const exactly = (what: string, found: readonly Said[], recorded: string | undefined): readonly string[] =>
  found.length === 1 && found[0]?.ts === recorded
    ? []
    : [`has ${found.length} of its ${what} (${found.map(({ ts }) => ts).join()}; recorded: ${recorded})`]

const atMostOne = (what: string, count: number): readonly string[] => (count > 1 ? [`has ${count} of its ${what}`] : [])

/** Drawn as of the moment at which it was drawn: what was due by then was overdue. */
const shows = (what: string, found: Said | undefined, drawn: (now: number) => string): readonly string[] => {
  if (found === undefined || found.text === drawn(found.drawnAt)) return []
  return [`has an outdated ${what}: ${JSON.stringify(found.text)}, not ${JSON.stringify(drawn(found.drawnAt))}`]
}

/**
 * An answer that cannot be looked up is given that way at most once; that the channel is open reaches the declarer all
 * the same.
 */
const answered = ({ incident }: Recorded, scene: Scene): readonly string[] =>
  scene.rows
    .filter(({ incident: id, effect, isDone }) => isDone && id === incident.id && effect.type === 'answer')
    .flatMap((row): readonly string[] => {
      const { effect } = row
      if (effect.type !== 'answer' || effect.news.say !== 'channel-opened') return []
      const { text } = news(effect.news, { incident }, textIn(scene.languageOf(effect.user)))
      const whispered = scene.whispers.filter((one) => one.user === effect.user && one.text === text).length
      const directly = scene.said.filter((one) => one.row?.id === row.id).length
      if (whispered + directly === 0) return ['told nobody where its channel is']
      return whispered > 1 || directly > 1 ? [`told where its channel is ${whispered} + ${directly} times`] : []
    })
