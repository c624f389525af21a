import { z } from 'zod'
import type { Earlier, Recurrence } from '../../src/domain/earlier.ts'
import { channelId, incidentId, messageTs, moment, type Same } from './words.ts'

/* Which earlier incident has come back, as states and events hold it. */

export const earlier = z.object({
  incident: incidentId,
  number: z.number(),
  channel: channelId.exactOptional(),
  resolvedAt: moment,
  fix: z.string(),
  postmortem: messageTs.exactOptional(),
})

true satisfies Same<Required<z.output<typeof earlier>>, Required<Earlier>>

export const recurrence = z.object({ of: earlier.optional() })

true satisfies Same<z.output<typeof recurrence>, Recurrence>
