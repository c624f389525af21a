import { z } from 'zod'
import type { Incident } from '../../src/domain/incident.ts'
import { customers } from './customers.ts'
import { change, impact, vendorWait } from './particulars.ts'
import { recurrence } from './recurrence.ts'
import { triage } from './triage.ts'
import { watch } from './watch.ts'
import {
  channelId,
  commandId,
  dueKind,
  effectType,
  followUpId,
  incidentId,
  kind,
  language,
  messageTs,
  moment,
  postmortemPart,
  proseSection,
  resolution,
  role,
  type Same,
  severity,
  source,
  status,
  userId,
} from './words.ts'

const held = z.object({ holder: userId, since: moment })
const wayOfEnding = { by: userId, at: moment }

/** The state of an incident as its column holds it. */
export const incidentRow = z.object({
  id: incidentId,
  number: z.number(),
  title: z.string(),
  severity,
  status,
  kind,
  description: z.string(),
  language,
  declaredBy: userId,
  declaredByMember: z.boolean(),
  declaredAt: moment,
  opened: z.object({ since: moment, earlierMs: z.number() }),
  declaredWith: commandId,
  source: source.exactOptional(),
  channelName: z.string(),
  channelNameTry: z.number(),
  channel: channelId.exactOptional(),
  channelArchived: z.boolean(),
  unreachable: z.enum(['deleted', 'bot-removed']).optional(),
  card: messageTs.optional(),
  cardPinned: z.boolean(),
  announcement: z.object({ channel: channelId, ts: messageTs }).exactOptional(),
  leadQuestion: z.object({ ts: messageTs, to: userId }).exactOptional(),
  roles: z.object({ lead: held.exactOptional(), comms: held.exactOptional(), scribe: held.exactOptional() }),
  heardRoles: z.array(z.object({ role, to: userId, from: userId.exactOptional(), heardIn: messageTs })),
  members: z.array(userId),
  lastUpdate: z.object({ text: z.string(), by: userId, at: moment }).exactOptional(),
  nextUpdateDue: moment.optional(),
  followUps: z.array(
    z.object({
      id: followUpId,
      text: z.string(),
      owner: userId.exactOptional(),
      addedBy: userId,
      addedAt: moment,
      doneAt: moment.exactOptional(),
    }),
  ),
  impact: impact.exactOptional(),
  vendor: vendorWait.optional(),
  vendorsEver: z.array(z.string()).exactOptional(),
  changes: z.array(change).exactOptional(),
  watch: watch.exactOptional(),
  recurrence: recurrence.exactOptional(),
  lastHeardAt: moment,
  resolved: resolution.extend(wayOfEnding).optional(),
  cancelled: z
    .object({
      ...wayOfEnding,
      why: z.string(),
      duplicateOf: incidentId.exactOptional(),
      duplicateNumber: z.number().exactOptional(),
    })
    .optional(),
  triage: triage.exactOptional(),
  reminders: z.partialRecord(dueKind, z.object({ dueAt: moment, sent: z.number() })),
  postmortem: z.object({
    pages: z.number(),
    messages: z.partialRecord(postmortemPart, z.object({ ts: messageTs, drawn: z.string() })),
    prose: z.partialRecord(proseSection, z.object({ text: z.string(), by: userId, at: moment })),
    published: z.object({ by: userId, at: moment }).exactOptional(),
  }),
  customers: customers.exactOptional(),
  troubles: z.array(
    z.object({ effect: effectType, error: z.string(), needed: z.string().exactOptional(), at: moment }),
  ),
  retrying: z.object({ by: userId, command: commandId, at: moment, effects: z.array(effectType) }).optional(),
}) satisfies z.ZodType<Incident>

true satisfies Same<z.output<typeof incidentRow>, Incident>
