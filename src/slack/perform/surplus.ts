import { z } from 'zod'
import type { MessageTs } from '../../domain/ids.ts'
import type { Incident } from '../../domain/incident.ts'
import { isRefusal } from '../failures.ts'
import { copiesOf } from './look.ts'
import type { PerformParts, Row } from './parts.ts'

/**
 * Looks once more, a while after something was sent again: if the first try has shown up after all, the copy that is
 * in no record is deleted.
 */
export const removeSurplus = async (
  { effect }: Row<'remove-surplus'>,
  incident: Incident | undefined,
  { call }: PerformParts,
): Promise<undefined> => {
  const { mark, channel, thread, since } = effect
  const copies = await copiesOf(mark, { channel, ...(thread !== undefined && { thread }) }, since, call)
  const kept = copies.find((ts) => incident !== undefined && isRecorded(ts, incident)) ?? copies[0]
  for (const ts of copies) {
    if (ts !== kept) await remove(channel, ts, call)
  }
}

const remove = async (channel: string, ts: MessageTs, call: PerformParts['call']): Promise<void> => {
  try {
    await call('chat.delete', { channel, ts }, z.object({}))
  } catch (error) {
    if (!isRefusal(error, 'message_not_found')) throw error
  }
}

/** What is drawn again later must stay where the record says it is; of a post any copy will do. */
const isRecorded = (ts: MessageTs, { card, announcement, postmortem }: Incident): boolean =>
  ts === card || ts === announcement?.ts || Object.values(postmortem.messages).some((message) => message?.ts === ts)
