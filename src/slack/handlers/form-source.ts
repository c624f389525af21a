import { z } from 'zod'
import { channelId, messageTs, userId } from '../../domain/ids.ts'
import type { SourceMessage } from '../../domain/incident.ts'
import { permalinkOf } from '../hear.ts'
import { limits } from '../limits.ts'
import type { House } from './handler.ts'

/**
 * What a form carries: the message it was opened from, and whether the incidents that are alike have been shown. Ids
 * will stand in markup and in links, so nothing is taken for one that Slack would not make.
 */
export const formSource = z.object({
  shown: z.boolean().optional(),
  source: z
    .object({
      channel: z
        .string()
        .regex(/^[CDG][A-Z0-9]{1,30}$/)
        .transform(channelId),
      ts: z
        .string()
        .regex(/^\d{1,12}\.\d{1,9}$/)
        .transform(messageTs),
      user: z
        .string()
        .regex(/^[UW][A-Z0-9]{1,30}$/)
        .transform(userId)
        .optional(),
      files: z.array(z.object({ name: z.string(), mimetype: z.string(), permalink: z.string() })),
    })
    .optional(),
})
/** The same, read. */
export type FormSource = z.infer<typeof formSource>

/** As text, with as many files as Slack's 3,000 characters of private_metadata hold. */
export const written = (held: FormSource): string => {
  const text = JSON.stringify(held)
  if (text.length <= limits.privateMetadata || held.source === undefined || held.source.files.length === 0) return text
  return written({ ...held, source: { ...held.source, files: held.source.files.slice(0, -1) } })
}

/** The message that a form was opened from, with the text that its reader left in it. */
export const sourceOf = (source: NonNullable<FormSource['source']>, text: string, house: House): SourceMessage => {
  const { user, ...rest } = source
  return {
    ...rest,
    ...(user !== undefined && { user }),
    text,
    permalink: permalinkOf(house.team.domain, source.channel, source.ts),
  }
}
