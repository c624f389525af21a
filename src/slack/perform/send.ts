import { z } from 'zod'
import type { Claimed } from '../../app/ports.ts'
import type { Effect } from '../../domain/effects.ts'
import { channelId, messageTs, type MessageTs } from '../../domain/ids.ts'
import { isRefusal } from '../failures.ts'
import type { MessageView } from '../views/message.ts'
import { copiesOf, payloadOf, type Place } from './look.ts'
import type { PerformParts } from './parts.ts'

const posted = z.object({ ts: z.string(), channel: z.string() })
const updated = z.object({ ts: z.string() })
/*
 * User text is inert in blocks; these keep it inert in `text` and keep links from unfolding into more noise
 * (chat.update's defaults differ from chat.postMessage's, so both are told:
 * docs.slack.dev/reference/methods/chat.update).
 */
const inert = { parse: 'none', link_names: false }
const quiet = { unfurl_links: false, unfurl_media: false }

/** After a resend the first try may still show up, but hardly later than this. */
export const lookAgainAfterMs = 30_000

/**
 * Posts once. Slack takes no idempotency key, so the post carries the row's mark in its metadata, and after an
 * uncertain try the mark is looked for first. If it is not there it is sent again, and the look after that is stored
 * before, so that it will be made whatever becomes of this process.
 */
export const post = async (
  row: Claimed,
  { call, outbox, ifLate }: PerformParts,
  to: Place,
  shown: MessageView,
): Promise<{ readonly ts: MessageTs; readonly channel: string }> => {
  const payload = payloadOf(row)
  const { mark } = payload
  const look = { type: 'remove-surplus', ...to, channel: channelId(to.channel), mark, since: row.createdAt } as const
  if (row.uncertain) {
    const [there] = await copiesOf(payload, to, row.createdAt, call)
    if (there !== undefined) return { ts: there, channel: to.channel }
    await outbox.ask(look, { incident: row.incident, inMs: lookAgainAfterMs })
  }
  ifLate(look)
  const sent = await call(
    'chat.postMessage',
    {
      channel: to.channel,
      text: shown.text,
      blocks: shown.blocks,
      ...(to.thread !== undefined && { thread_ts: to.thread }),
      metadata: { event_type: 'stanch_effect', event_payload: payload },
      ...inert,
      ...quiet,
    },
    posted,
  )
  return { ts: messageTs(sent.ts), channel: sent.channel }
}

/**
 * Redraws a message of ours; false if somebody has deleted it. Too late, it would show what is over: then it is drawn
 * once more, as `again` says.
 */
export const update = async (
  { call, ifLate }: PerformParts,
  at: { readonly channel: string; readonly ts: MessageTs },
  shown: MessageView,
  again: Effect,
): Promise<boolean> => {
  ifLate(again)
  try {
    await call('chat.update', { ...at, text: shown.text, blocks: shown.blocks, ...inert }, updated)
    return true
  } catch (error) {
    if (isRefusal(error, 'message_not_found')) return false
    throw error
  }
}
