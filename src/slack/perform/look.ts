import { z } from 'zod'
import type { Claimed } from '../../app/ports.ts'
import type { Post } from '../../domain/effects.ts'
import { singleOf } from '../../domain/lanes.ts'
import { messageTs, type MessageTs, type Moment } from '../../domain/ids.ts'
import type { Call } from '../call.ts'

/** Where a message stands: in a channel itself, or in the thread of another. */
export type Place = { readonly channel: string; readonly thread?: MessageTs }

const page = z.object({
  messages: z
    .array(
      z.object({
        ts: z.string(),
        metadata: z.object({ event_payload: z.record(z.string(), z.unknown()) }).optional(),
        files: z.array(z.object({ id: z.string(), name: z.string().optional() })).optional(),
      }),
    )
    .default([]),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
})
type Found = z.infer<typeof page>['messages'][number]

/** A minute of grace, in ms: our clock and Slack's differ, and some of Slack's moments are in whole seconds. */
export const graceMs = 60_000

/** Names one outbox row for ever: rows are counted anew in another database, incidents are not. */
export const markOf = (row: Pick<Claimed, 'id' | 'incident'>): string => `${row.incident ?? 'none'}/${row.id}`

/** The outbox row that a mark names. */
export const rowNamedBy = (mark: string): number => Number(mark.split('/').at(-1))

/**
 * What a message carries in its metadata, to be found by: its row's mark, and the name of what there is only one of,
 * for a row that was asked for between a backup and its restore is forgotten. `say` tells other programs what a post
 * says (update, resolved, ...) in whatever language it says it.
 */
export const payloadOf = (
  row: Claimed,
): { readonly mark: string; readonly single?: string; readonly say?: Post['say'] } => {
  const single = singleOf(row.effect)
  return {
    mark: markOf(row),
    ...(single !== undefined && { single: `${row.incident ?? 'none'}/${single}` }),
    ...(row.effect.type === 'post' && { say: row.effect.post.say }),
  }
}

/**
 * The messages that bear this mark, or are that single thing, oldest first: one, or more if a try took effect after
 * all.
 */
export const copiesOf = async (
  { mark, single }: { readonly mark: string; readonly single?: string },
  place: Place,
  since: Moment,
  call: Call,
): Promise<readonly MessageTs[]> => {
  const copies: MessageTs[] = []
  for await (const { ts, metadata } of messagesIn(place, since, call)) {
    const payload = metadata?.event_payload
    const isSingle = single !== undefined && payload?.['single'] === single
    if (isSingle || payload?.['mark'] === mark) copies.push(messageTs(ts))
  }
  return copies.toSorted((one, other) => Number(one) - Number(other))
}

/**
 * The files of that name there, by id, oldest first. A file takes no metadata, so its name says what it was made for.
 */
export const filesNamed = async (name: string, place: Place, since: Moment, call: Call): Promise<readonly string[]> => {
  const found: { readonly id: string; readonly ts: number }[] = []
  for await (const { ts, files = [] } of messagesIn(place, since, call)) {
    for (const file of files) if (file.name === name) found.push({ id: file.id, ts: Number(ts) })
  }
  return found.toSorted((one, other) => one.ts - other.ts).map(({ id }) => id)
}

/**
 * What was said there since then (docs.slack.dev/reference/methods/conversations.history and conversations.replies).
 */
async function* messagesIn({ channel, thread }: Place, since: Moment, call: Call): AsyncGenerator<Found> {
  const method = thread === undefined ? 'conversations.history' : 'conversations.replies'
  const oldest = String((since - graceMs) / 1000)
  const where = { channel, oldest, ...(thread !== undefined && { ts: thread }) }
  let cursor = ''
  do {
    const args = { ...where, limit: 200, include_all_metadata: true, ...(cursor !== '' && { cursor }) }
    const { messages, response_metadata: next } = await call(method, args, page)
    yield* messages
    cursor = next?.next_cursor ?? ''
  } while (cursor !== '')
}
