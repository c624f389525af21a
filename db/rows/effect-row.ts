import { z } from 'zod'
import type { Effect, News, Post } from '../../src/domain/effects.ts'
import type { Refusal } from '../../src/domain/refusals.ts'
import { approvalOutcome, destination, publicUpdateId, unsaidKind } from './customers.ts'
import { resolutionQuestions } from '../../src/domain/resolution.ts'
import { watchItem } from './watch.ts'
import {
  channelId,
  commandId,
  effectType,
  incidentId,
  language,
  messageTs,
  moment,
  oneOf,
  postmortemPart,
  reminderKind,
  role,
  type Same,
  severity,
  userId,
} from './words.ts'

const no = <Code extends string, Facts extends z.core.$ZodLooseShape>(code: Code | readonly Code[], facts: Facts) =>
  z.object({ code: oneOf(code), ...facts })

const refusal = z.discriminatedUnion('code', [
  no(['no-incident-here', 'guest-may-only-report', 'outsider-may-only-read', 'bot-may-not', 'title-empty'], {}),
  no(['text-empty', 'entry-unknown', 'follow-up-unknown', 'duplicate-of-itself'], {}),
  no(['already-resolved', 'already-cancelled', 'postmortem-already-published'], {
    number: z.number(),
    by: userId,
    at: moment,
  }),
  no(['still-open', 'postmortem-not-started'], { number: z.number() }),
  no('role-not-for-them', { user: userId, role }),
  no('role-already-held', { role, holder: userId }),
  no('role-not-held', { role }),
  no('role-changed-since', { role, holder: userId.exactOptional() }),
  no(['title-too-long', 'text-too-long'], { length: z.number(), limit: z.number() }),
  no(['time-in-future', 'time-too-far-back'], { at: moment }),
  no(['in-triage', 'not-reported', 'merge-into-ended', 'not-merged'], { number: z.number() }),
  no(['already-accepted', 'already-declined'], { number: z.number(), by: userId, at: moment }),
  no('already-merged', { number: z.number(), by: userId, at: moment, into: z.number() }),
  no('merge-settled', { number: z.number(), into: z.number() }),
  no('reminder-not-due', { kind: reminderKind }),
  no(['public-draft-gone', 'no-destination'], {}),
  no('public-draft-waits', { by: userId }),
  no('public-update-already-published', { by: userId, at: moment }),
  no('public-draft-changed', { by: userId, version: z.number() }),
  no('public-draft-sent-back', { by: userId, why: z.string() }),
  no(['own-public-draft', 'not-an-approver'], { approvers: z.array(userId) }),
  no('public-text-marked', { kinds: z.array(unsaidKind) }),
  no(['promise-in-past', 'public-draft-outdated'], { at: moment }),
  no(['impact-empty', 'vendor-name-empty', 'link-not-web', 'change-unknown'], {}),
  no(['impact-since-in-future', 'impact-until-in-past', 'estimate-in-past'], { at: moment }),
  no(['too-many-services', 'vendor-line-too-long'], { limit: z.number() }),
  no(['vendor-not-awaited', 'watch-too-early', 'watch-goes-on', 'no-watch'], { number: z.number() }),
  no(['recurrence-of-itself', 'recurrence-of-open', 'recurrence-of-nothing', 'no-recurrence'], { number: z.number() }),
  no('recurrence-of-merged', { number: z.number(), into: z.number() }),
  no('recurrence-of-later', { number: z.number(), ours: z.number() }),
  no('change-already-undone', { by: userId, at: moment }),
])

true satisfies Same<z.output<typeof refusal>, Refusal>

const says = <Say extends string, Facts extends z.core.$ZodLooseShape>(say: Say | readonly Say[], facts: Facts) =>
  z.object({ say: oneOf(say), ...facts })

const other = { number: z.number(), channel: channelId.exactOptional() }

const post = z.discriminatedUnion('say', [
  says('update', { text: z.string(), by: userId, at: moment, nextUpdateDue: moment }),
  says('resolved', {
    by: userId,
    at: moment,
    afterMs: z.number(),
    fix: z.string(),
    offersWatch: z.literal(true).exactOptional(),
  }),
  says('reopened', { by: userId, at: moment, why: z.string(), toldOver: z.literal(true).exactOptional() }),
  says('cancelled', { by: userId, why: z.string(), duplicateNumber: z.number().exactOptional() }),
  says('merged', { by: userId, why: z.string(), ...other }),
  says('kept-channel', { number: z.number(), channel: channelId }),
  says(['unmerged', 'absorbed', 'let-go'], { by: userId, ...other }),
  says('watch-started', { by: userId, until: moment, exit: z.string(), open: z.array(watchItem) }),
  says('watch-day', {
    to: userId.exactOptional(),
    until: moment,
    over: z.boolean(),
    open: z.array(watchItem),
    questions: z.array(z.enum(resolutionQuestions)).exactOptional(),
  }),
  says('watch-broken', { by: userId }),
  says('watch-ended', { by: userId, open: z.array(watchItem), words: z.string().exactOptional() }),
  says('severity-changed', { by: userId, from: severity, to: severity, nextUpdateDue: moment }),
  says('role-heard', { role, to: userId, from: userId.exactOptional(), heardIn: messageTs }),
  says('role-undone', { role, by: userId, to: userId.exactOptional() }),
  says('reminder', {
    kind: reminderKind,
    to: userId.exactOptional(),
    count: z.number(),
    last: z.boolean(),
    since: moment,
    vendor: z.object({ name: z.string(), promised: z.boolean() }).exactOptional(),
  }),
  says('lead-wanted', { to: userId }),
])

true satisfies Same<z.output<typeof post>, Post>

const refused = { error: z.string(), needed: z.string().exactOptional() }

const news = z.discriminatedUnion('say', [
  says(['channel-opened', 'joined', 'postmortem-exported', 'nothing-changed', 'retried'], {}),
  says('report-accepted', { by: userId, severity }),
  says('report-declined', { by: userId, why: z.string(), pointer: z.string() }),
  says('report-merged', { by: userId, ...other }),
  says('channel-lost', { how: z.enum(['archived', 'deleted', 'bot-removed']) }),
  says('announcement-refused', { channel: z.string(), ...refused }),
  says('channel-refused', refused),
  says('invite-refused', { user: userId, error: z.string() }),
  says('slack-refused', { effect: effectType, ...refused }),
  says('role-duties', { role, givenBy: userId.exactOptional(), from: userId.exactOptional() }),
  says('role-taken-over', { role, to: userId }),
  says('refused', { refusal }),
  says('service-named', { services: z.array(z.string()), by: userId }),
  says('reminder-snoozed', { kind: reminderKind, until: moment }),
  says('reminder-stopped', { kind: reminderKind }),
  says('approval-wanted', { update: publicUpdateId }),
  says('public-update-sent-back', { by: userId, why: z.string() }),
  says('public-update-withdrawn', { by: userId }),
  says('public-update-published', { by: userId }),
  says('publication-failed', { to: destination, error: z.string() }),
])

true satisfies Same<z.output<typeof news>, News>

const asks = <Type extends string, Facts extends z.core.$ZodLooseShape>(type: Type | readonly Type[], facts: Facts) =>
  z.object({ type: oneOf(type), ...facts })

/** An effect as the outbox holds it. */
export const effectRow = z.discriminatedUnion('type', [
  asks(
    ['set-topic', 'set-purpose', 'show-card', 'pin-card', 'show-announcement', 'show-lead-question', 'archive-channel'],
    {},
  ),
  asks('link-incident', { to: incidentId, linked: z.boolean(), by: userId }),
  asks('name-channel', { to: incidentId }),
  asks('draft-closing', { by: userId }),
  asks('open-channel', { name: z.string() }),
  asks('invite', { user: userId }),
  asks('post', {
    post,
    language,
    in: z.union([z.enum(['channel', 'card-thread', 'announcement-thread']), z.object({ thread: messageTs })]),
  }),
  asks('tell', { user: userId, news }),
  asks('answer', { command: commandId, user: userId, news }),
  asks('show-postmortem', { part: postmortemPart, anew: z.literal(true).exactOptional() }),
  asks('upload-postmortem', { for: userId }),
  asks('remove-message', { ts: messageTs }),
  asks('remove-surplus', {
    mark: z.string(),
    channel: channelId,
    thread: messageTs.exactOptional(),
    since: moment,
    file: z.string().exactOptional(),
  }),
  asks('discard-channel', { mark: z.string(), name: z.string(), since: moment }),
  asks('answer-approval', { user: userId, channel: channelId, ts: messageTs, outcome: approvalOutcome }),
  asks('publish', { update: publicUpdateId, to: destination }),
]) satisfies z.ZodType<Effect>

true satisfies Same<z.output<typeof effectRow>, Effect>
