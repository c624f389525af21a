import { setImmediate as turn } from 'node:timers/promises'
import { z } from 'zod'
import { linkedTimeline, withAbsorbed } from '../../app/linked.ts'
import { Failure } from '../../app/failure.ts'
import type { Command } from '../../domain/commands.ts'
import type { News } from '../../domain/effects.ts'
import { channelId, type UserId } from '../../domain/ids.ts'
import type { Incident } from '../../domain/incident.ts'
import { peopleInEntries } from '../../domain/postmortem/people.ts'
import { newestVersion } from '../../domain/public-updates.ts'
import { isMoot } from '../../domain/reminders.ts'
import { marksInTexts } from '../../domain/unsaid.ts'
import { textIn } from '../../text/text.ts'
import { shownName } from '../names.ts'
import { isSlackUrl } from '../reply-url.ts'
import type { MessageView } from '../views/message.ts'
import { news } from '../views/news.ts'
import { post as postView } from '../views/posts.ts'
import { mustHaveChannel } from './channel.ts'
import { copiesOf, payloadOf, type Place } from './look.ts'
import { answer, type Performer, type PerformParts, type Row } from './parts.ts'
import { post } from './send.ts'

/**
 * A post in the incident's channel, in the card's thread or in a message's thread: history, drawn from its own facts.
 */
export const sayInChannel: Performer<'post'> = async (row, incident, parts) => {
  const { effect } = row
  const shown = postView(effect.post, incident, textIn(effect.language))
  const place = placeOf(effect.in, incident)
  // What is not announced yet will be, and that asks by itself.
  if (place === undefined) return undefined
  // It waited until nobody need do it any more; one that may stand there after all is looked for, and stays known.
  if (isMoot(effect.post, incident) && !(await mayStand(row, place, parts))) return undefined
  const { ts } = await post(row, parts, place, shown)
  // The question is answered in its place once somebody leads, so where it stands is recorded.
  if (effect.post.say !== 'lead-wanted') return undefined
  return { ...answer(row, incident, parts), type: 'record-lead-question', ts, to: effect.post.to }
}

/** Undefined where it would stand under an announcement that is not there. */
const placeOf = (where: Row<'post'>['effect']['in'], incident: Incident): Place | undefined => {
  if (where === 'announcement-thread') {
    const { announcement } = incident
    return announcement && { channel: announcement.channel, thread: announcement.ts }
  }
  const channel = mustHaveChannel(incident)
  if (where === 'channel') return { channel }
  if (where !== 'card-thread') return { channel, thread: where.thread }
  if (incident.card === undefined) throw new Failure('card_not_posted_yet', { kind: 'wait', inMs: 500 })
  return { channel, thread: incident.card }
}

const mayStand = async (row: Row<'post'>, place: Place, { call }: PerformParts): Promise<boolean> =>
  row.uncertain && (await copiesOf(payloadOf(row), place, row.createdAt, call)).length > 0

const opened = z.object({ channel: z.object({ id: z.string() }) })

/** A direct message. Its channel is opened first, so that after an uncertain try the message can be looked for. */
export const tell = async (
  row: Row<'tell'>,
  incident: Incident | undefined,
  parts: PerformParts,
): Promise<Command | undefined> => {
  const { user, news: item } = row.effect
  const at = await sendDirectly(row, user, await shownTo(user, item, incident, parts), parts)
  const draft = incident?.customers?.draft
  if (at === undefined || incident === undefined || item.say !== 'approval-wanted') return undefined
  if (draft?.id !== item.update || draft.sentBack !== undefined) return undefined
  // It is answered in its place, so where it stands is recorded.
  const { version } = newestVersion(draft)
  return { ...answer(row, incident, parts), type: 'record-approval-asked', update: draft.id, version, user, ...at }
}

/**
 * What Stanch declared itself (`npm run connect` does) it need not tell itself; Slack opens no such conversation
 * (`cannot_dm_bot`).
 */
const sendDirectly = async (row: Row<'tell' | 'answer'>, user: UserId, shown: MessageView, parts: PerformParts) => {
  if (user === parts.bot.user) return undefined
  const { channel } = await parts.call('conversations.open', { users: user }, opened)
  const { ts } = await post(row, parts, { channel: channel.id }, shown)
  return { channel: channelId(channel.id), ts }
}

/**
 * An ephemeral through the response_url that came with the command: at most once, for it cannot be looked up. Once the
 * address has expired, or if the try is uncertain, what still matters goes as a direct message.
 */
export const answerPrivately = async (
  row: Row<'answer'>,
  incident: Incident | undefined,
  parts: PerformParts,
): Promise<undefined> => {
  const { command, user, news: item } = row.effect
  const shown = await shownTo(user, item, incident, parts)
  const address = row.uncertain ? undefined : await parts.outbox.replyAddress(command)
  if (address !== undefined && isSlackUrl(address.url, parts.slackApiUrl)) {
    try {
      await parts.respond(address.url, shown)
      return undefined
    } catch (error) {
      if (!(error instanceof Failure) || error.how.kind !== 'never') throw error
    }
  }
  if (stillMatters(item)) await sendDirectly(row, user, shown, parts)
  return undefined
}

/** Half an hour later nobody needs to hear of a click that changed nothing. */
const stillMatters = (item: News): boolean => {
  switch (item.say) {
    case 'refused':
    case 'nothing-changed':
    case 'reminder-snoozed':
    case 'reminder-stopped':
    case 'postmortem-exported':
      return false
    case 'channel-opened':
    case 'announcement-refused':
    case 'channel-refused':
    case 'invite-refused':
    case 'slack-refused':
    case 'role-duties':
    case 'role-taken-over':
    case 'service-named':
    case 'report-accepted':
    case 'report-declined':
    case 'report-merged':
    case 'joined':
    case 'retried':
    case 'channel-lost':
    case 'approval-wanted':
    case 'public-update-sent-back':
    case 'public-update-withdrawn':
    case 'public-update-published':
    case 'publication-failed':
      return true
  }
}

const packetEntries = 5

/** Private words are in the reader's language; a hand-over carries the last entries of the timeline. */
export const shownTo = async (
  user: UserId,
  item: News,
  incident: Incident | undefined,
  parts: PerformParts,
): Promise<MessageView> => {
  const reader = await parts.people.find(user)
  const t = textIn(reader?.language ?? parts.defaultLanguage)
  if (incident === undefined) return news(item, {}, t)
  if (item.say === 'approval-wanted') {
    const draft = incident.customers?.draft
    const marks = draft && marksInTexts(newestVersion(draft).texts, await parts.unsayable(incident))
    return news(item, { incident, marks: marks ?? [], now: parts.clock.now() }, t)
  }
  if (item.say !== 'role-duties' || item.from === undefined) return news(item, { incident }, t)
  const linked = await linkedTimeline(await withAbsorbed(incident, parts.reads), parts.reads, () => turn())
  const entries = linked.entries.slice(-packetEntries)
  const found = await Promise.all(peopleInEntries(entries).map((one) => parts.people.find(one)))
  const names = new Map(
    found.flatMap((person) => (person === undefined ? [] : [[person.id, shownName(person)] as const])),
  )
  return news(item, { incident, entries, nameOf: (one) => names.get(one) }, t)
}
