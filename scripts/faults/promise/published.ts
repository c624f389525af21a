import type { RecordedEvent } from '../../../src/domain/events.ts'
import {
  channelIn,
  deliveryOf,
  isLast,
  newestUpdate,
  newestVersion,
  owesClosing,
  type Destination,
} from '../../../src/domain/public-updates.ts'
import { publicPost } from '../../../src/slack/views/public-post.ts'
import { textIn } from '../../../src/text/text.ts'
import type { Received } from '../witness.ts'
import { type Recorded, type Said, type Scene, saidFor } from './scene.ts'

/**
 * I1, of public updates. Whoever may approve one is asked once for each wording of it; what is approved stands once in
 * each channel of choice, the newest in the incident's one message there and every further one under it, and has reached
 * every receiver, each time under the same id and in the same words; or whoever answers for it was told what refused it.
 * What is no incident any more has its closing word.
 */
export const publishedOnce = (scene: Scene): readonly string[] => [
  ...scene.records.flatMap((record) =>
    [
      ...asked(record, scene),
      ...reached(record, scene),
      ...closed(record),
      ...inChannels(record, scene),
      ...byWebhook(record, scene),
    ].map((line) => `INC-${record.incident.number} ${line}`),
  ),
  ...sameAgain(scene),
  ...letters(scene),
]

type Published = Extract<RecordedEvent, { type: 'public-update-published' }>

const publishedIn = ({ events }: Recorded): readonly Published[] =>
  events.filter((event) => event.type === 'public-update-published')

/** A draft, an edit of it and a new holder of lead or comms each ask one person once. */
const asked = (record: Recorded, scene: Scene): readonly string[] => {
  const questions = saidFor(scene, record, 'tell').flatMap(({ row }) => {
    const { effect } = row ?? {}
    return effect?.type === 'tell' && effect.news.say === 'approval-wanted'
      ? [{ user: effect.user, update: effect.news.update }]
      : []
  })
  const wordings = (update: string): number =>
    record.events.filter(
      (event) =>
        (event.type === 'public-update-drafted' || event.type === 'public-update-edited') && event.update === update,
    ).length
  const assigned = (user: string): number =>
    record.events.filter((event) => event.type === 'role-assigned' && event.to === user).length
  return [...new Set(questions.map(({ user, update }) => `${user} ${update}`))].flatMap((one) => {
    const [user = '', update = ''] = one.split(' ')
    const times = questions.filter((question) => question.user === user && question.update === update).length
    return times <= wordings(update) + assigned(user) ? [] : [`asked ${user} ${times} times to approve ${update}`]
  })
}

const reached = (record: Recorded, scene: Scene): readonly string[] =>
  (record.incident.customers?.reached ?? [])
    .filter(({ state }) => state !== 'arrived')
    .filter(({ to, state, error = '' }) => state !== 'failed' || !isRefusalTold(record, to, error, scene))
    .map(({ to, state }) => `has told customers, and ${to} is ${state}`)

/** What was resolved is told by whoever resolves it; the others end what customers read as going on. */
const closed = ({ incident }: Recorded): readonly string[] => {
  const { status, customers } = incident
  const waiting = customers?.draft && newestVersion(customers.draft)
  const isOwed = status !== 'resolved' && owesClosing(incident) && !(waiting !== undefined && isLast(waiting.stage))
  return isOwed ? [`is ${status}, and no closing word for customers was drafted`] : []
}

/** Slack said no for good, and somebody reads so; words that it refused as well stand on the card. */
const isRefusalTold = ({ incident }: Recorded, to: Destination, error: string, scene: Scene): boolean =>
  scene.witness.refusals.has(error) &&
  scene.rows.some(
    ({ id, incident: of, effect, gaveUp }) =>
      of === incident.id &&
      effect.type === 'tell' &&
      effect.news.say === 'publication-failed' &&
      effect.news.to === to &&
      (gaveUp || scene.said.some(({ row }) => row?.id === id)),
  )

/** What Slack refused to take there, of this update. */
const isRefused = ({ incident }: Recorded, update: string, to: Destination, { rows }: Scene): boolean =>
  rows.some(
    ({ incident: of, effect, gaveUp }) =>
      of === incident.id && gaveUp && effect.type === 'publish' && effect.update === update && effect.to === to,
  )

const inChannels = (record: Recorded, scene: Scene): readonly string[] => {
  const posts = saidFor(scene, record, 'publish')
  const publications = publishedIn(record).flatMap(({ update, to }) =>
    to.filter((one) => channelIn(one) !== undefined).map((one) => ({ update, to: one })),
  )
  const places = [...new Set(publications.map(({ to }) => to))]
  return [
    ...publications.flatMap(({ update, to }) => {
      const times = posts.filter((post) => isOf(post, update, to)).length
      return times === 1 || (times === 0 && isRefused(record, update, to, scene))
        ? []
        : [`has its public update ${update} ${times} times in ${to}`]
    }),
    ...places
      .filter((to) => !isRefused(record, newestUpdate(record.incident)?.id ?? '', to, scene))
      .flatMap((to) => {
        const there = posts.filter(({ row }) => row?.effect.type === 'publish' && row.effect.to === to)
        return rooted(record, to, there)
      }),
  ]
}

const isOf = ({ row }: Said, update: string, to: Destination): boolean =>
  row?.effect.type === 'publish' && row.effect.update === update && row.effect.to === to

/** One message of the incident, which shows what is newest, and every other one in its thread. */
const rooted = ({ incident }: Recorded, to: Destination, posts: readonly Said[]): readonly string[] => {
  const recorded = incident.customers?.roots[to]
  const root = posts.find(({ ts }) => ts === recorded)
  if (root === undefined) return [`has no message in ${to} where the record says that it is (${recorded})`]
  const astray = posts.filter((post) => post !== root && threadOf(post) !== root.ts)
  const newest = newestUpdate(incident)
  const text = newest?.texts[incident.language]
  const wanted = newest && text && publicPost(newest, text, newest.publishedAt, textIn(incident.language)).text
  return [
    ...astray.map(({ ts }) => `told ${to} of its second public update outside of its thread (${ts})`),
    ...(wanted === undefined || root.text === wanted ? [] : [`has an outdated message in ${to}: ${root.text}`]),
  ]
}

const threadOf = ({ channel, ts }: Said): string | undefined =>
  channel.messages.find((message) => message.ts === ts)?.thread_ts

const byWebhook = (record: Recorded, { witness }: Scene): readonly string[] =>
  publishedIn(record).flatMap(({ update, to }) =>
    to
      .filter((one) => one.startsWith('webhook/'))
      .map((one) => deliveryOf(update, one))
      .filter((id) => !received(witness.received, 'webhook').some((one) => one.id === id))
      .map((id) => `was published, and ${id} never came`),
  )

const received = (all: readonly Received[], way: Received['way']): readonly Received[] =>
  all.filter((one) => one.way === way)

/** What is repeated is the same: by its id a receiver knows it, and needs to look no further. */
const sameAgain = ({ witness, records }: Scene): readonly string[] => {
  const known = records.flatMap((record) =>
    publishedIn(record).flatMap(({ update, to }) => to.map((one) => deliveryOf(update, one))),
  )
  const ids = new Set(witness.received.map(({ id }) => id))
  return [
    ...[...ids]
      .filter((id) => new Set(witness.received.filter((one) => one.id === id).map(({ content }) => content)).size > 1)
      .map((id) => `${id} came more than once, and not in the same words`),
    ...received(witness.received, 'webhook')
      .filter(({ id }) => !known.includes(id))
      .map(({ id }) => `a webhook came with the id ${id}, which is of no public update`),
  ]
}

/** Each public update is one letter to the one reader there is, however often it was sent. */
const letters = (scene: Scene): readonly string[] => {
  const wanted = scene.records.flatMap(publishedIn).filter(({ to }) => to.includes('email')).length
  const came = new Set(received(scene.witness.received, 'letter').map(({ id }) => id)).size
  return came === wanted ? [] : [`${wanted} public updates went out by e-mail, and ${came} letters came`]
}
