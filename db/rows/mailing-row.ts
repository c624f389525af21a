import { z } from 'zod'
import type { Mailing } from '../../src/app/letters.ts'
import { wording } from './customers.ts'
import { channelId, moment, type Same, severity } from './words.ts'

/** What many are told, as `mailings` holds it. */
export const mailingRow = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('public-update'),
    address: z.string(),
    word: z.object({ ...wording, id: z.string(), at: moment }),
  }),
  z.object({
    kind: z.literal('internal'),
    word: z.enum(['declared', 'resolved', 'postmortem']),
    number: z.number(),
    title: z.string(),
    severity,
    at: moment,
    channel: channelId.exactOptional(),
    fix: z.string().exactOptional(),
    afterMs: z.number().exactOptional(),
  }),
])

true satisfies Same<z.output<typeof mailingRow>, Mailing>
