import { z } from 'zod'
import type { IncidentEvent, MessageVersion } from '../../src/domain/events.ts'
import { approvalMessage, channels, destination, publicUpdateId, unsaidKind, wording } from './customers.ts'
import { impactPart, impactStatement, vendor } from './particulars.ts'
import { earlier } from './recurrence.ts'
import { report } from './triage.ts'
import { watchItem } from './watch.ts'
import {
  changeId,
  channelId,
  effectType,
  entryId,
  file,
  followUpId,
  incidentId,
  kind,
  language,
  messageTs,
  moment,
  oneOf,
  postmortemPart,
  proseSection,
  reminderKind,
  resolution,
  role,
  type Same,
  severity,
  source,
  status,
  userId,
} from './words.ts'

const fact = <Type extends string, Data extends z.core.$ZodLooseShape>(type: Type | readonly Type[], data: Data) =>
  z.object({ type: oneOf(type), ...data })

const message = z.object({
  ts: messageTs,
  threadTs: messageTs.exactOptional(),
  user: userId.exactOptional(),
  text: z.string(),
  files: z.array(file),
  permalink: z.string(),
  entries: z.array(z.object({ text: z.string(), at: moment, foundByWords: z.boolean() })),
}) satisfies z.ZodType<MessageVersion>

const declaration = {
  number: z.number(),
  title: z.string(),
  severity,
  kind,
  description: z.string(),
  language,
  channelName: z.string(),
  source: source.exactOptional(),
  trial: z.literal(true).exactOptional(),
}

/**
 * Events stay as they were written. Where a version changes the shape of one, it says here how the older shape is
 * brought up to it, by the event's type; so far none has.
 */
const older: ReadonlyMap<string, (event: object) => object> = new Map()

/** An event in the shape that this version would write, whichever version wrote it. */
export const asWrittenToday = (event: { readonly type: string }): object => older.get(event.type)?.(event) ?? event

/** An event with its type beside its data, as `events` holds them in two columns. */
export const eventRow = z.discriminatedUnion('type', [
  fact('incident-declared', declaration),
  fact('incident-reported', { ...declaration, report }),
  fact('report-accepted', { severity, nextUpdateDue: moment }),
  fact('report-declined', { why: z.string(), pointer: z.string() }),
  fact('incident-merged', {
    into: incidentId,
    number: z.number(),
    channel: channelId.exactOptional(),
    why: z.string(),
  }),
  fact('incident-unmerged', { nextUpdateDue: moment.exactOptional() }),
  fact('merge-settled', {}),
  fact('incident-absorbed', {
    from: incidentId,
    number: z.number(),
    channel: channelId.exactOptional(),
    members: z.array(userId),
  }),
  fact('members-brought', { from: incidentId, members: z.array(userId) }),
  fact('kept-channel-learned', { into: incidentId, channel: channelId }),
  fact('incident-let-go', { from: incidentId, number: z.number() }),
  fact('channel-opened', { channel: channelId, name: z.string() }),
  fact('channel-name-refused', { name: z.string(), next: z.string() }),
  fact('channel-renamed', { name: z.string() }),
  fact(['channel-archived', 'channel-unarchived', 'channel-deleted', 'bot-removed', 'bot-returned'], {}),
  fact('card-posted', { ts: messageTs }),
  fact('card-pinned', {}),
  fact('announcement-posted', { channel: channelId, ts: messageTs }),
  fact('lead-question-posted', { ts: messageTs, to: userId }),
  fact('member-joined', { user: userId }),
  fact('severity-changed', { from: severity, to: severity, nextUpdateDue: moment }),
  fact('status-changed', { from: status, to: status }),
  fact('title-changed', { from: z.string(), to: z.string() }),
  fact('language-changed', { to: language }),
  fact('role-assigned', { role, to: userId, from: userId.exactOptional(), heardIn: messageTs.exactOptional() }),
  fact('role-released', { role, from: userId }),
  fact('update-posted', { text: z.string(), nextUpdateDue: moment }),
  fact('note-added', { text: z.string() }),
  fact('follow-up-added', { followUp: followUpId, text: z.string(), owner: userId.exactOptional() }),
  fact('follow-up-completed', { followUp: followUpId, text: z.string() }),
  fact('kind-changed', { from: kind, to: kind }),
  fact('impact-stated', { statement: impactStatement }),
  fact('impact-withdrawn', { part: impactPart }),
  fact(['vendor-awaited', 'vendor-described'], { vendor }),
  fact('vendor-estimated', { name: z.string(), estimate: moment }),
  fact(['vendor-estimate-withdrawn', 'vendor-returned'], { name: z.string() }),
  fact('change-recorded', { change: changeId, number: z.number(), text: z.string(), undo: z.string(), madeBy: userId }),
  fact('change-undone', { change: changeId, number: z.number(), text: z.string() }),
  fact('watch-started', { until: moment, exit: z.string(), items: z.array(watchItem) }),
  fact(['watch-item-ticked', 'watch-item-opened'], { item: watchItem }),
  fact('watch-ended', { cameBack: z.boolean(), open: z.array(watchItem), words: z.string().exactOptional() }),
  fact('watch-told', { to: userId.exactOptional(), nextDueAt: moment }),
  fact('watch-put-off', { until: moment }),
  fact(['recurrence-found', 'recurrence-linked'], { earlier }),
  fact('recurrence-unlinked', { number: z.number() }),
  fact('message-heard', { message }),
  fact('message-edited', { message }),
  fact('message-deleted', { ts: messageTs }),
  fact(['message-pinned', 'message-unpinned'], { ts: messageTs, user: userId }),
  fact('message-marked', { message }),
  fact('entry-edited', { entry: entryId, text: z.string() }),
  fact('entry-backdated', { entry: entryId, to: moment }),
  fact(['entry-kept', 'entry-removed'], { entry: entryId }),
  fact('incident-resolved', { resolution }),
  fact('resolution-answered', {
    answers: resolution
      .omit({ fix: true, thanks: true })
      .extend({ verified: z.string().exactOptional(), canReturn: z.string().exactOptional() }),
  }),
  fact('incident-reopened', { why: z.string(), nextUpdateDue: moment }),
  fact('incident-cancelled', {
    why: z.string(),
    duplicateOf: incidentId.exactOptional(),
    duplicateNumber: z.number().exactOptional(),
  }),
  fact('postmortem-part-drawn', { part: postmortemPart, ts: messageTs, drawn: z.string(), pages: z.number() }),
  fact('prose-edited', { section: proseSection, text: z.string() }),
  fact('postmortem-published', {}),
  fact('postmortem-exported', {}),
  fact('reminder-sent', {
    kind: reminderKind,
    to: userId.exactOptional(),
    count: z.number(),
    nextDueAt: moment.exactOptional(),
  }),
  fact('reminder-put-off', { kind: reminderKind, until: moment }),
  fact('reminder-snoozed', { kind: reminderKind, until: moment }),
  fact('reminder-stopped', { kind: reminderKind }),
  fact('slack-refused', {
    effect: effectType,
    error: z.string(),
    channel: z.string().exactOptional(),
    needed: z.string().exactOptional(),
  }),
  fact('slack-took', { effect: effectType }),
  fact('retry-asked', {}),
  fact(['public-update-drafted', 'public-update-edited'], {
    update: publicUpdateId,
    version: z.number(),
    approver: userId.exactOptional(),
    channels: channels.exactOptional(),
    ...wording,
  }),
  fact('approval-asked', approvalMessage),
  fact('public-update-sent-back', { update: publicUpdateId, version: z.number(), why: z.string() }),
  fact('public-update-withdrawn', { update: publicUpdateId, why: z.string() }),
  fact('public-update-published', {
    update: publicUpdateId,
    version: z.number(),
    draftedBy: userId,
    alone: z.boolean(),
    kept: z.array(unsaidKind),
    to: z.array(destination),
    ...wording,
  }),
  fact('publication-arrived', {
    update: publicUpdateId,
    to: destination,
    count: z.number().exactOptional(),
    ts: messageTs.exactOptional(),
  }),
  fact('publication-failed', { update: publicUpdateId, to: destination, error: z.string() }),
]) satisfies z.ZodType<IncidentEvent>

true satisfies Same<z.output<typeof eventRow>, IncidentEvent>
