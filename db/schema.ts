import { sql as raw } from 'drizzle-orm'
import {
  bigint,
  boolean,
  doublePrecision,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'

/*
 * The tables as the migrations leave them (a test compares the two). JSON columns are `unknown` here: what is read from
 * them passes `rows.ts` first. Moments of the domain are milliseconds, times with a zone are the database's own clock.
 */

const moment = (name: string) => bigint(name, { mode: 'number' })
const byDatabaseClock = (name: string) => timestamp(name, { withTimezone: true })

/** An incident's state, and beside it what questions are asked by. */
export const incidents = pgTable('incidents', {
  id: text('id').primaryKey(),
  number: integer('number').notNull(),
  state: json('state').$type<unknown>().notNull(),
  lastSeq: integer('last_seq').notNull(),
  isOpen: boolean('is_open').notNull(),
  channel: text('channel'),
  declaredAt: moment('declared_at').notNull(),
  endedAt: moment('ended_at'),
  nextDueAt: moment('next_due_at'),
  /** What its trouble is found by when it comes back; null unless it was resolved. */
  troubleKeys: text('trouble_keys').array(),
  /** Cut out of `state` by PostgreSQL; see `stateShape`. */
  stateShape: integer('state_shape').generatedAlwaysAs(
    raw`substring(state::text, '^[{]"shape":([0-9]{1,6}),')::integer`,
  ),
})

/** What happened. `makesEntry`: its message (or it itself) stands in the timeline for what it says. */
export const events = pgTable(
  'events',
  {
    incident: text('incident').notNull(),
    seq: integer('seq').notNull(),
    id: uuid('id').notNull(),
    type: text('type').notNull(),
    data: json('data').$type<unknown>().notNull(),
    at: moment('at').notNull(),
    recordedAt: moment('recorded_at').notNull(),
    by: json('by').$type<unknown>().notNull(),
    command: text('command').notNull(),
    about: text('about').notNull(),
    makesEntry: boolean('makes_entry').notNull(),
  },
  (table) => [primaryKey({ columns: [table.incident, table.seq] })],
)

/** The commands that were carried out, with the events they made: enough to answer a repeat. */
export const commands = pgTable('commands', {
  id: text('id').primaryKey(),
  incident: text('incident').notNull(),
  firstSeq: integer('first_seq').notNull(),
  events: integer('events').notNull(),
  at: byDatabaseClock('at').notNull(),
})

/** Where the sender of a command can be answered; the url is a bearer secret and lives half an hour. */
export const replies = pgTable('replies', {
  command: text('command').primaryKey(),
  url: text('url').notNull(),
  person: text('person').notNull(),
  channel: text('channel'),
  expiresAt: moment('expires_at').notNull(),
})

/** How work waits: in lanes, due, held for a while by somebody, in the end done or given up. */
const work = {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  lane: text('lane').notNull(),
  createdAt: byDatabaseClock('created_at').notNull(),
  dueAt: byDatabaseClock('due_at').notNull(),
  attempts: integer('attempts').notNull(),
  claim: integer('claim').notNull(),
  claimedBy: text('claimed_by'),
  claimedUntil: byDatabaseClock('claimed_until'),
  uncertain: boolean('uncertain').notNull(),
  doneAt: byDatabaseClock('done_at'),
  gaveUpAt: byDatabaseClock('gave_up_at'),
  lastError: text('last_error'),
}

/** What Slack must still hear, and what it has heard. */
export const outbox = pgTable('outbox', {
  ...work,
  incident: text('incident'),
  effect: json('effect').$type<unknown>().notNull(),
  maybeSince: moment('maybe_since'),
  /** The command that asked for it. */
  request: text('request'),
  /** The scope that the app lacked when it was given up. */
  needed: text('needed'),
})

/** What Slack told us, once per event id. */
export const inbox = pgTable('inbox', {
  ...work,
  eventId: text('event_id').notNull(),
  body: json('body').$type<unknown>().notNull(),
})

/** Letters that wait, and that were sent. `about`: what makes one the same at each try. */
export const letters = pgTable('letters', {
  ...work,
  about: text('about').notNull(),
  subscriber: text('subscriber').notNull(),
  mailing: text('mailing'),
  incident: text('incident'),
  sentAt: byDatabaseClock('sent_at'),
})

/** What many are told by letter. */
export const mailings = pgTable('mailings', {
  id: text('id').primaryKey(),
  incident: text('incident').notNull(),
  content: json('content').$type<unknown>().notNull(),
  createdAt: byDatabaseClock('created_at').notNull(),
})

/** Who gets letters, or has asked for them. `knownAs`: the address in lower case. */
export const subscribers = pgTable('subscribers', {
  id: text('id').primaryKey(),
  address: text('address').notNull(),
  knownAs: text('known_as').notNull(),
  audience: text('audience').notNull(),
  language: text('language').notNull(),
  person: text('person'),
  askedAt: byDatabaseClock('asked_at').notNull(),
  confirmedAt: byDatabaseClock('confirmed_at'),
  refusals: integer('refusals').notNull(),
  unreachableSince: byDatabaseClock('unreachable_since'),
})

/** Hashes of the keys that letters carry. */
export const subscriberKeys = pgTable('subscriber_keys', {
  hash: text('hash').primaryKey(),
  subscriber: text('subscriber').notNull(),
  purpose: text('purpose').notNull(),
  madeAt: byDatabaseClock('made_at').notNull(),
})

/** Who is who. `knownAs`: handle, display name and real name, folded for comparison. */
export const people = pgTable('people', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  realName: text('real_name').notNull(),
  displayName: text('display_name'),
  standing: text('standing').notNull(),
  timeZone: text('time_zone').notNull(),
  language: text('language'),
  knownAs: text('known_as').array().notNull(),
})

/** What people chose with `/incident language`. */
export const chosenLanguages = pgTable('chosen_languages', {
  person: text('person').primaryKey(),
  language: text('language').notNull(),
})

/** The list of services, where no file has it. `key`: the name without case, width and runs of spaces. */
export const services = pgTable('services', {
  key: text('key').primaryKey(),
  name: text('name').notNull(),
  owner: text('owner'),
  tier: integer('tier'),
  vendor: text('vendor'),
})

/**
 * What is left of Slack's limit on a method (or a method in a channel), and until when Slack asked to leave it alone.
 * `lastTurn`: when the last of those who were told to wait comes again.
 */
export const limits = pgTable('limits', {
  key: text('key').primaryKey(),
  pausedUntil: byDatabaseClock('paused_until').notNull(),
  room: doublePrecision('room').notNull(),
  roomAt: byDatabaseClock('room_at').notNull(),
  lastTurn: byDatabaseClock('last_turn').notNull(),
})

/** When this database was filled from a backup, and when Slack was asked what had been made there since that backup. */
export const restores = pgTable('restores', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  backupAt: byDatabaseClock('backup_at').notNull(),
  restoredAt: byDatabaseClock('restored_at').notNull(),
  lookedAt: byDatabaseClock('looked_at'),
  /** Channels of incidents that were declared after the backup. */
  lost: json('lost').$type<unknown>().notNull(),
})
