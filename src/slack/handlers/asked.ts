import { createHash } from 'node:crypto'
import { type UserId, type CommandId, channelId, commandId, messageTs, userId } from '../../domain/ids.ts'
import type { ReplyAddress } from '../../app/ports.ts'
import { textIn } from '../../text/text.ts'
import { decodeKeepingMentions, permalinkOf } from '../hear.ts'
import { decode } from '../mrkdwn.ts'
import { isSlackUrl } from '../reply-url.ts'
import { type Asked, type Called, type House, type Pressed, type Said, type Submitted, standingOf } from './handler.ts'
import {
  type AttachmentPayload,
  type FilledView,
  type PressPayload,
  type ShortcutPayload,
  type SlashPayload,
  type SubmitPayload,
  answersOf,
  chosenIn,
} from './payloads.ts'

/** How long a response_url lives: https://docs.slack.dev/interactivity/handling-user-interaction */
const replyLivesMs = 30 * 60_000

type Whence = {
  readonly id: CommandId
  readonly user: UserId
  /** The person's own workspace, as Slack names it. */
  readonly team: string | undefined
  readonly channel?: string | undefined
  readonly responseUrl?: string | undefined
}

/** Who asks. Looked up in our own list: no Slack call stands before an acknowledgement. */
const asked = async ({ id, user, team, channel, responseUrl }: Whence, house: House): Promise<Asked> => {
  const at = house.clock.now()
  const person = await house.people.find(user)
  const standing = user === house.bot.user ? 'bot' : standingOf(person?.standing, team, house.team)
  const language = person?.language ?? house.defaultLanguage
  const reply: ReplyAddress | undefined =
    responseUrl !== undefined && isSlackUrl(responseUrl, house.slackApiUrl)
      ? {
          url: responseUrl,
          user,
          expiresAt: at + replyLivesMs,
          ...(channel !== undefined && { channel: channelId(channel) }),
        }
      : undefined
  return {
    id,
    at,
    by: { kind: 'person', user, standing },
    user,
    language,
    t: textIn(language),
    timeZone: person?.timeZone ?? 'UTC',
    ...(channel !== undefined && { channel: channelId(channel) }),
    ...(reply !== undefined && { reply }),
  }
}

/**
 * `raw`: what stands behind the word. A slash command is named by its trigger, which is another at each time it is
 * typed; by its digest, for a trigger opens forms in a person's name for 3 s, and this name stands in the record and in
 * the log.
 */
export const saidIn = async (payload: SlashPayload, raw: string, house: House): Promise<Said> => ({
  ...(await asked(
    {
      id: commandId(digestOf(payload.trigger_id)),
      user: userId(payload.user_id),
      team: payload.team_id,
      channel: payload.channel_id,
      responseUrl: payload.response_url,
    },
    house,
  )),
  channel: channelId(payload.channel_id),
  raw,
  text: decode(raw),
})

/** The press on one element; a press names its trigger and the element. */
export const pressedIn = async (payload: PressPayload, house: House): Promise<Pressed> => {
  const [action] = payload.actions
  if (action === undefined) throw new Error('a press without an action')
  const channel = payload.channel?.id ?? payload.container?.channel_id
  const ts = payload.container?.message_ts ?? payload.message?.ts
  const threadTs = payload.container?.thread_ts ?? payload.message?.thread_ts
  const { view } = payload
  return {
    ...(await asked(
      {
        id: commandId(`${digestOf(payload.trigger_id)}/${action.action_id}`),
        user: userId(payload.user.id),
        team: payload.user.team_id ?? payload.team?.id,
        channel,
        responseUrl: payload.response_url,
      },
      house,
    )),
    value: chosenIn(action),
    block: action.block_id,
    ...(channel !== undefined &&
      ts !== undefined && {
        message: { channel: channelId(channel), ts, ...(threadTs !== undefined && { threadTs }) },
      }),
    ...(view !== undefined && {
      form: { ...formState(view), id: view.id, ...(view.hash !== undefined && { hash: view.hash }) },
    }),
  }
}

/**
 * A form is named by its view and by what was filled in: the same answers sent twice are one command, and answers that
 * were mended after an error are another.
 */
export const submittedIn = async (payload: SubmitPayload, house: House): Promise<Submitted> => ({
  ...(await asked(
    {
      id: commandId(`${payload.view.id}/${digestOf([payload.view.private_metadata, payload.view.state])}`),
      user: userId(payload.user.id),
      team: payload.user.team_id ?? payload.team?.id,
    },
    house,
  )),
  ...formState(payload.view),
})

/** A shortcut, by whom and from where. */
export const calledIn = async (payload: ShortcutPayload, house: House): Promise<Called> => ({
  ...(await asked(
    {
      id: commandId(`${digestOf(payload.trigger_id)}/${payload.callback_id}`),
      user: userId(payload.user.id),
      team: payload.user.team_id ?? payload.team?.id,
      channel: payload.channel?.id,
      responseUrl: payload.response_url,
    },
    house,
  )),
  ...messageOf(payload, house),
})

const messageOf = (payload: ShortcutPayload, house: House): Pick<Called, 'message'> => {
  const { message, channel } = payload
  if (message === undefined || channel === undefined) return {}
  return {
    message: {
      channel: channelId(channel.id),
      ts: messageTs(message.ts),
      text: decodeKeepingMentions(message.text || alertText(message.attachments ?? [])),
      permalink: permalinkOf(house.team.domain, channel.id, message.ts),
      files: (message.files ?? []).map((file) => ({
        name: file.name ?? file.title ?? 'file',
        mimetype: file.mimetype ?? 'application/octet-stream',
        permalink: file.permalink ?? '',
      })),
      ...(message.user !== undefined && { user: userId(message.user) }),
      ...(message.thread_ts !== undefined && { threadTs: messageTs(message.thread_ts) }),
    },
  }
}

/** Monitoring tools post alerts without a text of their own: it stands in the first attachment. */
const alertText = ([first]: readonly AttachmentPayload[]): string =>
  [first?.title, first?.text ?? first?.fallback].filter((part) => part !== undefined && part !== '').join('\n')

const formState = (view: FilledView) => {
  const answers = answersOf(view)
  return { metadata: view.private_metadata, answer: (block: string): string => answers.get(block) ?? '' }
}

const digestOf = (given: unknown): string =>
  createHash('sha256').update(JSON.stringify(given)).digest('base64url').slice(0, 16)
