import { whisper } from '../api/chat.ts'
import type { Ack } from '../delivery/kinds.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { answerShape, giveAnswer } from '../web/response-url.ts'
import { app, team, verificationToken } from '../workspace/identity.ts'
import type { Channel, Kit, User } from '../workspace/state.ts'
import { nameOf } from './who.ts'
import { spell } from './spelling.ts'

/**
 * What a person sees come of something they did: the ack in `ms`, with what it said, or Slack's word for its absence.
 */
export interface Outcome {
  ok: boolean
  /** From sending to ack (or to giving up), in ms. */
  ms: number
  /** `operation_timeout`, `dispatch_failed`, `http_client_error`, `http_service_error`, `unknown_command`, ... */
  error?: string
  text?: string
  blocks?: Kit[]
  /** Who sees the answer. */
  ephemeral?: boolean
}

/** Slack's own word to a person whose command or shortcut went wrong. */
const complain = (parts: Parts, user: User, channel: Channel, command: string, error: string): void => {
  const text = `${command} failed with the error "${error}"`
  whisper(parts, { channel: channel.id, user: user.id, text, from: 'slackbot' })
}

/** What an ack of a command says; plain text and JSON both count. */
const said = (parts: Parts, ack: Extract<Ack, { ok: true }>, origin: { user: User; channel: Channel }): Outcome => {
  const body = typeof ack.body === 'string' ? { text: ack.body } : (ack.body ?? {})
  const read = answerShape.safeParse(body)
  if (!read.success) return { ok: false, ms: ack.ms, error: 'invalid_command_response' }
  const answer = read.data
  if ((answer.text ?? '') === '' && answer.blocks === undefined) return { ok: true, ms: ack.ms }
  try {
    giveAnswer(
      parts,
      { channel: origin.channel.id, user: origin.user.id, message: null, thread_ts: undefined },
      answer,
      'ack',
    )
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { ok: false, ms: ack.ms, error: error.error }
  }
  return {
    ok: true,
    ms: ack.ms,
    ephemeral: answer.response_type === 'ephemeral',
    ...(answer.text === undefined ? {} : { text: answer.text }),
    ...(answer.blocks === undefined ? {} : { blocks: answer.blocks }),
  }
}

/** Types a slash command. Only people of the organisation have the app's commands. */
export const typeCommand = async (parts: Parts, user: User, channel: Channel, typed: string): Promise<Outcome> => {
  const [, command = '', rest = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(typed) ?? []
  const known = parts.manifest.commands.find((one) => one.command === command)
  if (user.is_stranger || (known === undefined && parts.manifest.commands.length > 0)) {
    return { ok: false, ms: 0, error: 'unknown_command' }
  }
  const escape = known?.should_escape ?? true
  const ack = await parts.delivery.ask('slash_commands', {
    token: verificationToken,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: nameOf(channel),
    user_id: user.id,
    user_name: user.name,
    command,
    text: escape ? spell(parts, rest.trim(), true) : rest.trim(),
    api_app_id: app.id,
    is_enterprise_install: 'false',
    response_url: parts.responseUrls.issue({ channel: channel.id, user: user.id, message: null, thread_ts: undefined }),
    trigger_id: parts.triggers.issue(user.id),
  })
  const outcome = ack.ok ? said(parts, ack, { user, channel }) : { ok: false, ms: ack.ms, error: ack.error }
  if (outcome.error !== undefined) complain(parts, user, channel, command, outcome.error)
  return outcome
}
