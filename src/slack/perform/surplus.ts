import { z } from 'zod'
import { Failure } from '../../app/failure.ts'
import type { MessageTs } from '../../domain/ids.ts'
import type { Incident } from '../../domain/incident.ts'
import { isRefusal } from '../failures.ts'
import { copiesOf, filesNamed, rowNamedBy } from './look.ts'
import type { PerformParts, Row } from './parts.ts'

/**
 * Looks once more, a while after something was sent again or came too late: if there are two, the copy that is in no
 * record is deleted. Not before the row that they were made for is done with: until then nobody knows which it keeps.
 */
export const removeSurplus = async (
  { effect }: Row<'remove-surplus'>,
  incident: Incident | undefined,
  { call, outbox }: PerformParts,
): Promise<undefined> => {
  const { mark, channel, since, file } = effect
  await mustBeDone(mark, outbox)
  if (file !== undefined) {
    const [, ...surplus] = await filesNamed(file, effect, since, call)
    for (const id of surplus)
      await call('files.delete', { file: id }, z.object({})).catch(unless('file_not_found', 'file_deleted'))
    return
  }
  const copies = await copiesOf({ mark }, effect, since, call)
  const kept = copies.find((ts) => incident !== undefined && isRecorded(ts, incident)) ?? copies[0]
  for (const ts of copies) {
    if (ts !== kept) await call('chat.delete', { channel, ts }, z.object({})).catch(unless('message_not_found'))
  }
}

/** Throws `Failure` (*wait*) while the row of this mark is still to be carried out. */
export const mustBeDone = async (mark: string, outbox: PerformParts['outbox']): Promise<void> => {
  if (await outbox.isWaiting(rowNamedBy(mark))) throw new Failure('row_not_done_yet', { kind: 'wait', inMs: 1_000 })
}

/** Throws a failure on, unless Slack said with it that there is nothing left to do. */
export const unless =
  (...codes: readonly string[]) =>
  (error: unknown): void => {
    if (!isRefusal(error, ...codes)) throw error
  }

/** What is drawn again later must stay where the record says it is; of a post any copy will do. */
const isRecorded = (ts: MessageTs, { card, announcement, postmortem }: Incident): boolean =>
  ts === card || ts === announcement?.ts || Object.values(postmortem.messages).some((message) => message?.ts === ts)
