import { z } from 'zod'
import { openStatuses } from '../../src/domain/incident.ts'
import { signs, type Triage } from '../../src/domain/triage.ts'
import { channelId, commandId, incidentId, moment, type Same, userId } from './words.ts'

/** What a reporter said. */
export const report = z.object({ signs: z.array(z.enum(signs)).exactOptional(), affected: z.string() })

const done = { by: userId, at: moment }
const other = { incident: incidentId, number: z.number(), channel: channelId.exactOptional() }

/** What an incident's state knows of triage and merges. */
export const triage = z.object({
  report: report.exactOptional(),
  accepted: z.object({ ...done, with: commandId }).exactOptional(),
  declined: z.object({ ...done, why: z.string(), pointer: z.string() }).optional(),
  merged: z
    .object({ ...other, ...done, why: z.string(), was: z.enum(['triage', ...openStatuses]), settled: z.boolean() })
    .optional(),
  parted: z.object({ incident: incidentId, by: userId }).optional(),
  absorbed: z.array(z.object({ ...other, ...done })).exactOptional(),
}) satisfies z.ZodType<Triage>

true satisfies Same<z.output<typeof triage>, Triage>
