import { z } from 'zod'
import type { ApprovalMessage, ApprovalOutcome } from '../../src/domain/approval-messages.ts'
import type { PublicUpdateId } from '../../src/domain/ids.ts'
import { type Destination, publicStages, type Wording } from '../../src/domain/public-updates.ts'
import { unsaidKinds } from '../../src/domain/unsaid/kinds.ts'
import { channelId, language, messageTs, moment, type Same, userId } from './words.ts'

/* What customers are told, in states, events and effects. */

export const publicUpdateId = z.custom<PublicUpdateId>((value) => typeof value === 'string')
export const destination = z.custom<Destination>(
  (value) => typeof value === 'string' && /^(status-page|email|(webhook|channel)\/.+)$/.test(value),
)
export const unsaidKind = z.enum(unsaidKinds)

/** Channels that were chosen, by id or as the settings name them. */
export const channels = z.array(z.string())

/** The facts of a wording. */
export const wording = {
  stage: z.enum(publicStages),
  texts: z.partialRecord(language, z.object({ title: z.string(), body: z.string() })),
  nextUpdateDue: moment.exactOptional(),
} satisfies Record<keyof Wording, z.ZodType>

const publication = z.object({
  to: destination,
  state: z.enum(['waiting', 'arrived', 'failed']),
  at: moment,
  count: z.number().exactOptional(),
  error: z.string().exactOptional(),
})

/** The facts of a message that asks for an approval. */
export const approvalMessage = {
  update: publicUpdateId,
  version: z.number(),
  user: userId,
  channel: channelId,
  ts: messageTs,
} satisfies Record<keyof ApprovalMessage, z.ZodType>

/** What became of the version that it asks about. */
export const approvalOutcome = z.discriminatedUnion('is', [
  z.object({ is: z.literal('sent-back'), by: userId, why: z.string() }),
  z.object({ is: z.literal('published'), by: userId, at: moment }),
  z.object({ is: z.enum(['withdrawn', 'replaced']), by: userId }),
  z.object({ is: z.enum(['over', 'gone']) }),
  z.object({ is: z.literal('waiting'), update: publicUpdateId }),
])

true satisfies Same<z.output<typeof approvalOutcome>, ApprovalOutcome>

/** `Incident.customers`. */
export const customers = z.object({
  draft: z
    .object({
      id: publicUpdateId,
      draftedBy: userId,
      approver: userId.exactOptional(),
      versions: z.array(
        z.object({ ...wording, version: z.number(), by: userId, at: moment, channels: channels.exactOptional() }),
      ),
      sentBack: z.object({ by: userId, at: moment, why: z.string() }).exactOptional(),
    })
    .optional(),
  asked: z.array(z.object(approvalMessage)).optional(),
  updates: z.array(
    z.object({ ...wording, id: publicUpdateId, draftedBy: userId, approvedBy: userId, publishedAt: moment }),
  ),
  reached: z.array(publication),
  roots: z.record(z.string(), messageTs),
})
