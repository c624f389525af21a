import { z } from 'zod'
import type { Actor } from '../../src/domain/commands/wish.ts'
import type {
  ChangeId,
  ChannelId,
  CommandId,
  EntryId,
  FollowUpId,
  IncidentId,
  MessageTs,
  UserId,
} from '../../src/domain/ids.ts'
import {
  dueKinds,
  effectTypes,
  endings,
  type FileRef,
  kinds,
  languages,
  openStatuses,
  type PostmortemPart,
  proseSections,
  reminderKinds,
  roles,
  severities,
  type SourceMessage,
} from '../../src/domain/incident.ts'
import { reconciliations, type Resolution } from '../../src/domain/resolution.ts'

/** Is what the schema reads the very type that the domain writes? Compared both ways, so neither can grow alone. */
export type Same<Read, Written> = [Read] extends [Written]
  ? [Written] extends [ReadOnly<Read>]
    ? true
    : 'the domain has more than the schema reads'
  : 'the schema reads what the domain does not know'

type ReadOnly<T> = T extends string | number | boolean | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? readonly ReadOnly<Item>[]
    : { readonly [Key in keyof T]: ReadOnly<T[Key]> }

/** Any one of these words, so that variants with the same facts are read by one object. */
export const oneOf = <Word extends string>(words: Word | readonly Word[]) =>
  z.literal(typeof words === 'string' ? [words] : words)

const text = <Id extends string>() => z.custom<Id>((value) => typeof value === 'string')

export const incidentId = text<IncidentId>()
export const commandId = text<CommandId>()
export const entryId = text<EntryId>()
export const followUpId = text<FollowUpId>()
export const changeId = text<ChangeId>()
export const userId = text<UserId>()
export const channelId = text<ChannelId>()
export const messageTs = text<MessageTs>()
export const moment = z.number()

export const severity = z.enum(severities)
export const status = z.enum(['triage', ...openStatuses, ...endings])
export const role = z.enum(roles)
export const kind = z.enum(kinds)
export const language = z.enum(languages)
export const reminderKind = z.enum(reminderKinds)
export const dueKind = z.enum(dueKinds)
export const proseSection = z.enum(proseSections)
export const effectType = z.enum(effectTypes)

export const postmortemPart = z.custom<PostmortemPart>(
  (value) =>
    typeof value === 'string' && /^(root|summary|impact|lessons|root-cause|follow-ups|timeline-\d+)$/.test(value),
)

export const resolution = z.object({
  fix: z.string(),
  verified: z.string(),
  canReturn: z.string(),
  thanks: z.string(),
  verifiedBy: userId.exactOptional(),
  reconciles: z.enum(reconciliations).exactOptional(),
  prevention: z.string().exactOptional(),
  customersTold: z.string().exactOptional(),
})

true satisfies Same<Required<z.output<typeof resolution>>, Required<Resolution>>

export const file = z.object({
  name: z.string(),
  mimetype: z.string(),
  permalink: z.string(),
}) satisfies z.ZodType<FileRef>

export const source = z.object({
  channel: channelId,
  ts: messageTs,
  user: userId.exactOptional(),
  text: z.string(),
  permalink: z.string(),
  files: z.array(file),
}) satisfies z.ZodType<SourceMessage>

export const standing = z.enum(['member', 'guest', 'outsider', 'bot'])

export const actor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), user: userId, standing }),
  z.object({ kind: z.literal('slack') }),
  z.object({ kind: z.literal('clock') }),
]) satisfies z.ZodType<Actor>
