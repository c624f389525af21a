import { z } from 'zod'
import type { Claimed } from '../../app/ports.ts'
import { messageTs, type MessageTs } from '../../domain/ids.ts'
import { isRefusal } from '../failures.ts'
import type { MessageView } from '../views/message.ts'
import type { PerformParts } from './parts.ts'

const posted = z.object({ ts: z.string(), channel: z.string() })
const updated = z.object({ ts: z.string() })
const found = z.object({
  messages: z
    .array(
      z.object({ ts: z.string(), metadata: z.object({ event_payload: z.record(z.string(), z.unknown()) }).optional() }),
    )
    .default([]),
})

/*
 * User text is inert in blocks; these keep it inert in `text` and keep links from unfolding into more noise
 * (chat.update's defaults differ from chat.postMessage's, so both are told: docs.slack.dev/reference/methods/chat.update).
 */
const inert = { parse: 'none', link_names: false }
const quiet = { unfurl_links: false, unfurl_media: false }

/** Names one outbox row for ever: rows are counted anew in another database, incidents are not. */
const markOf = (row: Claimed): string => `${row.incident ?? 'none'}/${row.id}`

/**
 * Posts once. Slack takes no idempotency key, so the post carries the row's mark in its metadata, and after an
 * uncertain try the mark is looked for first (conversations.history, in threads conversations.replies).
 */
export const post = async (
  row: Claimed,
  { call }: PerformParts,
  to: { readonly channel: string; readonly thread?: MessageTs },
  shown: MessageView,
): Promise<{ readonly ts: MessageTs; readonly channel: string }> => {
  const there = row.uncertain ? await lookFor(row, call, to) : undefined
  if (there !== undefined) return { ts: there, channel: to.channel }
  const sent = await call(
    'chat.postMessage',
    {
      channel: to.channel,
      text: shown.text,
      blocks: shown.blocks,
      ...(to.thread !== undefined && { thread_ts: to.thread }),
      metadata: { event_type: 'stanch_effect', event_payload: { mark: markOf(row) } },
      ...inert,
      ...quiet,
    },
    posted,
  )
  return { ts: messageTs(sent.ts), channel: sent.channel }
}

const lookFor = async (
  row: Claimed,
  call: PerformParts['call'],
  { channel, thread }: { readonly channel: string; readonly thread?: MessageTs },
): Promise<MessageTs | undefined> => {
  const method = thread === undefined ? 'conversations.history' : 'conversations.replies'
  // A minute of grace: our clock and Slack's differ.
  const oldest = String((row.createdAt - 60_000) / 1000)
  const place = thread === undefined ? { channel, oldest } : { channel, ts: thread, oldest }
  const { messages } = await call(method, { ...place, limit: 200, include_all_metadata: true }, found)
  const ours = messages.find((message) => message.metadata?.event_payload['mark'] === markOf(row))
  return ours === undefined ? undefined : messageTs(ours.ts)
}

/** Redraws a message of ours; false if somebody has deleted it. */
export const update = async (
  { call }: PerformParts,
  at: { readonly channel: string; readonly ts: MessageTs },
  shown: MessageView,
): Promise<boolean> => {
  try {
    await call('chat.update', { ...at, text: shown.text, blocks: shown.blocks, ...inert }, updated)
    return true
  } catch (error) {
    if (isRefusal(error, 'message_not_found')) return false
    throw error
  }
}
