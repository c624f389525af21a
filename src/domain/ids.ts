declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

/** Our own id of an incident (UUID): opaque in buttons and forms, always looked up. */
export type IncidentId = Branded<'IncidentId'>
/** Id of one command. The same id is carried out once: a repeated delivery gets the first outcome again. */
export type CommandId = Branded<'CommandId'>
/** Id of one recorded event (UUID). */
export type EventId = Branded<'EventId'>
/**
 * Id of a timeline entry: the id of the event that made it, or the Slack ts of its message (`ts/n` for its n-th spoken
 * line).
 */
export type EntryId = Branded<'EntryId'>
/** Something to be done after an incident (UUID). */
export type FollowUpId = Branded<'FollowUpId'>
/** A production change that was made during an incident (UUID). */
export type ChangeId = Branded<'ChangeId'>
/** Id of a public update, from its draft on (UUID). */
export type PublicUpdateId = Branded<'PublicUpdateId'>
/** Slack ids are opaque text: a prefix promises nothing (docs.slack.dev/enterprise/developing-for-enterprise-orgs). */
export type UserId = Branded<'UserId'>
/** Slack's id of a channel or direct message. */
export type ChannelId = Branded<'ChannelId'>
/** Slack's `ts`: a string, unique within its channel, and the only name a message has. */
export type MessageTs = Branded<'MessageTs'>

/*
 * The one place where a plain string becomes an id. Called where text crosses an edge (payloads, rows, tests);
 * the casts are safe because a brand exists only for the compiler.
 */
export const incidentId = (text: string) => text as IncidentId
export const commandId = (text: string) => text as CommandId
export const eventId = (text: string) => text as EventId
export const entryId = (text: string) => text as EntryId
export const followUpId = (text: string) => text as FollowUpId
export const changeId = (text: string) => text as ChangeId
export const publicUpdateId = (text: string) => text as PublicUpdateId
export const userId = (text: string) => text as UserId
export const channelId = (text: string) => text as ChannelId
export const messageTs = (text: string) => text as MessageTs

/** Milliseconds since 1970, UTC. Every moment in the domain is one. */
export type Moment = number

/** When Slack took the message: a ts is seconds with six decimals. */
export const momentOf = (ts: MessageTs): Moment => Math.floor(Number(ts) * 1000)

/** The message (or event) that an entry belongs to: `1700000000.000100/2` is spoken in `1700000000.000100`. */
export const subjectOf = (entry: EntryId): string => entry.split('/')[0] ?? entry
