import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { whisper } from '../api/chat.ts'
import { flag, kit } from '../api/method.ts'
import { checkSize } from '../api/message-size.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import type { Origin } from '../response-urls.ts'
import { withBlockIds } from '../workspace/block-ids.ts'
import { app } from '../workspace/identity.ts'
import { edit, post, remove } from '../workspace/messages.ts'
import { messageAt } from '../workspace/workspace.ts'
import { bytesOf, jsonOf } from './body.ts'
import { runFaulty } from './faulty.ts'
import type { Answer } from './faulty.ts'

/** What an app may post to a response_url, and answer a command with. */
export const answerShape = z.object({
  text: z.string().optional(),
  blocks: z.array(kit).optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).default('ephemeral'),
  replace_original: flag.default(false),
  delete_original: flag.default(false),
  thread_ts: z.string().optional(),
})

/** Puts an answer where it belongs: over the message it answers, into the channel, or before the one who asked. */
export const giveAnswer = (
  parts: Parts,
  origin: Origin,
  answer: z.output<typeof answerShape>,
  from: 'ack' | 'response_url',
): void => {
  const { workspace } = parts
  const channel = workspace.channel(origin.channel)
  if (channel === undefined) throw new Refusal('channel_not_found')
  if (answer.delete_original || answer.replace_original) {
    if (answer.replace_original) checkSize(answer, 40_000)
    const message =
      origin.message === null || origin.message.ephemeral ? undefined : messageAt(channel, origin.message.ts)
    if (message !== undefined) {
      if (answer.delete_original) remove(workspace, channel, message)
      else edit(workspace, channel, message, { text: answer.text ?? '', blocks: answer.blocks ?? null }, app.botUser)
      return
    }
    const { ephemerals } = workspace.state
    const shown = ephemerals.find((one) => one.ts === origin.message?.ts)
    if (shown !== undefined) {
      if (answer.delete_original) ephemerals.splice(ephemerals.indexOf(shown), 1)
      else {
        shown.text = answer.text ?? ''
        shown.chosen = undefined
        shown.blocks = answer.blocks === undefined ? undefined : withBlockIds(workspace, answer.blocks)
      }
      workspace.changes.bump()
      return
    }
    if (answer.delete_original) return
  }
  checkSize(answer, 40_000)
  const said = { text: answer.text ?? '', blocks: answer.blocks, thread_ts: answer.thread_ts ?? origin.thread_ts }
  if (answer.response_type === 'in_channel') post(workspace, channel, { ...said, user: app.botUser })
  else whisper(parts, { ...said, channel: channel.id, user: origin.user, from })
}

const use = (parts: Parts, id: string, args: Record<string, unknown>): Answer => {
  const origin = parts.responseUrls.use(id)
  if (typeof origin === 'string') {
    return { status: 404, body: { ok: false, error: origin }, headers: {}, outcome: origin }
  }
  const read = answerShape.safeParse(args)
  if (!read.success) return { status: 400, body: 'invalid_payload', headers: {}, outcome: 'invalid_payload' }
  try {
    giveAnswer(parts, origin, read.data, 'response_url')
    return { status: 200, body: 'ok', headers: {}, outcome: 'ok' }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { status: 400, body: { ok: false, error: error.error, ...error.extra }, headers: {}, outcome: error.error }
  }
}

/** `POST /response/<id>`. */
export const serveResponseUrl = async (
  parts: Parts,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> => {
  const args = jsonOf(await bytesOf(request))
  const call = parts.calls.begin('response_url', args, 'bot')
  await runFaulty(parts, call, { request, response }, () => use(parts, url.pathname.slice('/response/'.length), args))
}
