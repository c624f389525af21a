import type { Command } from '../domain/commands.ts'
import type { Standing } from '../domain/commands/wish.ts'
import type { WorkCalendar } from '../domain/cadence.ts'
import type { Effect } from '../domain/effects.ts'
import type { IncidentEvent, RecordedEvent } from '../domain/events.ts'
import type { Parked } from '../domain/health.ts'
import type { ChannelId, CommandId, IncidentId, Moment, UserId } from '../domain/ids.ts'
import type { Incident, IncidentName, Language } from '../domain/incident.ts'
import type { Refusal } from '../domain/refusals.ts'
import type { Service } from '../domain/services.ts'
import type { Situation } from '../domain/situation.ts'

/** What came of a command. `repeated`: it had been carried out before, and nothing was done this time. */
export type Outcome =
  | {
      readonly ok: true
      readonly incident: Incident
      readonly events: readonly IncidentEvent[]
      readonly repeated: boolean
      /** What it asks Slack for and can begin at once; absent where nobody knows, as after a repeat. */
      readonly begun?: Begun
    }
  | { readonly ok: false; readonly refusal: Refusal; readonly incident: Incident | undefined }

/**
 * Outbox rows claimed as they were written, to be drawn from the state that was committed with them. `waits`: something
 * is still to be claimed, of what the command asks for or behind what it finished.
 */
export type Begun = { readonly rows: readonly Claimed[]; readonly waits: boolean }

/** What a decision asks the ledger to write, in one transaction. */
export type Verdict =
  | {
      readonly ok: true
      readonly incident: Incident
      readonly events: readonly { readonly event: IncidentEvent; readonly at: Moment; readonly about?: string }[]
      readonly effects: readonly Effect[]
    }
  | { readonly ok: false; readonly refusal: Refusal; readonly effects: readonly Effect[] }

/**
 * A way to answer the person who sent a command: Slack's response_url, good for 30 minutes and 5 uses; a bearer secret.
 */
export type ReplyAddress = {
  readonly url: string
  readonly user: UserId
  readonly channel?: ChannelId
  readonly expiresAt: Moment
}

/** The record, and the one way to write to it. */
export type Ledger = {
  /**
   * Locks the command's incident, lets `judge` look and decide, and commits state, events, outbox rows, the reply
   * address and (if `finishing` names one) the outbox row that is thereby done: all or nothing, once per command id.
   * A repeated command id returns the first outcome with `repeated: true` and judges nothing.
   * `begin`: effects that are first in their lane are claimed for this process in the same write (`Outcome.begun`).
   * Throws `ClaimLost` if `finishing` was claimed by somebody else meanwhile; nothing is written then.
   */
  transact(
    command: Command,
    judge: (situation: Situation) => Verdict,
    also?: {
      readonly reply?: ReplyAddress | undefined
      readonly finishing?: Claimed | undefined
      readonly begin?: boolean | undefined
    },
  ): Promise<Outcome>
  /**
   * Records as many of the leading commands as can be recorded in one write: on one incident, accepted, asking nothing
   * of Slack. Resolves with how many and the incident after them; undefined where none can, and then nothing is written
   * and each is to be carried out by itself. A command that was carried out before is never recorded again.
   */
  recordRun(
    commands: readonly Command[],
    judge: (command: Command, situation: Situation) => Verdict,
  ): Promise<{ readonly count: number; readonly incident: Incident } | undefined>
}

/** The claim on an outbox row ended before its result came in: the result is late and must not be written. */
export class ClaimLost extends Error {
  override name = 'ClaimLost'
}

/**
 * PostgreSQL did not answer in time, or said that it cannot write (away, restarting, disk full, read-only). Whoever
 * asked is told in words that nothing was recorded; Slack's events stay unacknowledged, to be delivered again.
 */
export class DatabaseAway extends Error {
  override name = 'DatabaseAway'
}

/** An outbox row in somebody's hands. `claim` grows with each claim; every later write names it. */
export type Claimed = {
  readonly id: number
  /** Absent when the effect belongs to no incident (an answer to a refused command). */
  readonly incident: IncidentId | undefined
  readonly effect: Effect
  /** The command that asked for it; absent where an older version wrote the row, or no command did. */
  readonly request?: CommandId | undefined
  readonly lane: string
  readonly claim: number
  /** Tries before this one. */
  readonly attempts: number
  /** An earlier try may have taken effect (timeout, lost reply, expired lease): look before sending again. */
  readonly uncertain: boolean
  /** When it was asked for; after a restore, since when it may have been carried out. */
  readonly createdAt: Moment
  /**
   * No call to Slack begins after this (`performance.now()` of this process, which goes on while the process is
   * frozen): one that begins later might end when somebody else has taken the row over.
   */
  readonly callsUntil: number
}

/** What a write to a claimed row names. */
export type Held = Pick<Claimed, 'id' | 'claim'>

/** A claimed row whose effect is not one that this program knows: a newer one wrote it, or it is damaged. */
export type Unreadable = Omit<Claimed, 'effect'> & { readonly error: string }

/** How somebody's work on a row has ended: its claim was lost, or it was the `last` of its lane, or another is `next`. */
export type Ended = 'lost' | 'last' | 'next'

/** What Slack must hear, kept until it has heard it. Methods throw `DatabaseAway` while the database is. */
export type Outbox = {
  /**
   * Takes up to `limit` rows that are due and first in their lane, with a lease by the database's clock. Those that
   * cannot be read are given to `putOff` instead; without it they wait for their lease.
   */
  claim(limit: number, putOff?: (row: Unreadable) => void): Promise<readonly Claimed[]>
  /** Done, with nothing to record. `next`: something waits behind it in its lane. */
  done(row: Held): Promise<Ended>
  /** Back into its lane, due in `inMs`. `attempted`: counts as a try; `uncertain`: it may have taken effect. */
  again(
    row: Held,
    how: { readonly inMs: number; readonly error: string; readonly attempted: boolean; readonly uncertain: boolean },
  ): Promise<boolean>
  /** Parked: not tried again unless asked for; what is behind it moves on. `needed`: the scope that the app lacks. */
  giveUp(row: Claimed | Unreadable, error: string, needed?: string): Promise<boolean>
  /** What was given up, the newest first; without what has been asked for anew and done since. */
  parked(limit: number): Promise<readonly Parked<number>[]>
  /** Takes a parked row into its lane again, due now, its tries counted anew. False if it is not parked (any more). */
  tryAgain(id: number): Promise<boolean>
  /** Something to be done later, of which no event speaks: due in `inMs`. */
  ask(effect: Effect, when: { readonly incident: IncidentId | undefined; readonly inMs: number }): Promise<void>
  /** Is this row still to be carried out, or being carried out? False once it is done, parked or forgotten. */
  isWaiting(id: number): Promise<boolean>
  /** Everything this process holds goes back, due now (SIGTERM). */
  handBack(): Promise<void>
  /** When the next waiting row is due, in ms from now; undefined if none waits. */
  nextDueInMs(): Promise<number | undefined>
  /** The response_url that came with a command, while it lives. */
  replyAddress(command: CommandId): Promise<ReplyAddress | undefined>
}

/** A Slack event (Events API), stored before it is acknowledged. `body` is Slack's outer payload. */
export type Received = {
  readonly id: string
  readonly lane: string
  readonly body: unknown
  readonly claim: number
  readonly attempts: number
  readonly receivedAt: Moment
}

/** What Slack has told, kept until it is worked on. All methods throw `DatabaseAway`. */
export type Inbox = {
  /** Stores it once per `id`; false if it was there already. `lane`: what keeps its order (the channel). */
  put(id: string, lane: string, body: unknown): Promise<boolean>
  /**
   * Takes what is due and first in its lane, in up to `limit` lanes, and of each lane up to `run` (1) rows that follow
   * one another: they must be worked on in their order.
   */
  claim(limit: number, run?: number): Promise<readonly Received[]>
  done(received: Received): Promise<boolean>
  /** All of these are done; those whose claim was lost are left alone. */
  allDone(received: readonly Received[]): Promise<void>
  /** Nobody has begun to work on these: they wait again, as they were. */
  giveBack(received: readonly Received[]): Promise<void>
  /** `attempted`: counts as a try. */
  again(
    received: Received,
    how: { readonly inMs: number; readonly error: string; readonly attempted: boolean },
  ): Promise<boolean>
  giveUp(received: Received, error: string): Promise<boolean>
  /** What was given up, the newest first; by Slack's event id. */
  parked(limit: number): Promise<readonly Parked<string>[]>
  /** As of the outbox. */
  tryAgain(id: string): Promise<boolean>
  handBack(): Promise<void>
}

/** The processes that share the database, as holders of claims on outbox and inbox. */
export type Holders = {
  /** Ends the claims of processes that have died, so that nobody waits for their leases; resolves with how many. */
  endClaimsOfDead(): Promise<number>
  /** How many processes live, this one among them; a frozen one lives. */
  living(): Promise<number>
  /**
   * Ends the transactions of processes that froze in the middle of a statement and hold up others; resolves with how
   * many.
   */
  endStuckSessions(): Promise<number>
}

/** A line of `/incident list` and of the look for alike titles. */
export type IncidentLine = Pick<
  Incident,
  'id' | 'number' | 'title' | 'severity' | 'status' | 'channel' | 'declaredAt' | 'declaredBy' | 'roles'
>

/** Looks at the record; nothing here locks or writes. They throw `DatabaseAway` while the database is away. */
export type Reads = {
  incident(id: IncidentId): Promise<Incident | undefined>
  inChannel(channel: ChannelId): Promise<Incident | undefined>
  /** By the number that it is shown with. */
  numbered(number: number): Promise<Incident | undefined>
  names(ids: readonly IncidentId[]): Promise<readonly IncidentName[]>
  /** What waits in triage, then what is open, each the newest first. */
  open(limit: number): Promise<readonly IncidentLine[]>
  /** Of what is open and not in triage, the newest first: no more than it takes to compare them with a new title. */
  openTitles(limit: number): Promise<readonly Pick<Incident, 'id' | 'title'>[]>
  /** In the order in which they are asked for. */
  lines(ids: readonly IncidentId[]): Promise<readonly IncidentLine[]>
  /** Resolved, the newest first: what was declined, merged or cancelled was no incident of its own. */
  recentlyEnded(limit: number): Promise<readonly IncidentLine[]>
  /** Incidents that are not over; what waits in triage is not one yet. */
  openCount(): Promise<number>
  triageCount(): Promise<number>
  /** Events that can make or change timeline entries (no message that stands in no timeline), oldest first. */
  timelineEvents(id: IncidentId): Promise<readonly RecordedEvent[]>
  /** The seq of the newest event that a postmortem can show, or 0; while it stands, a draft of it stands. */
  newestShown(id: IncidentId): Promise<number>
  /** Incidents with a reminder due at or before `now`. */
  due(now: Moment, limit: number): Promise<readonly Incident[]>
  /** The earliest due reminder of all. */
  nextDue(): Promise<Moment | undefined>
  /** Is this channel one of ours? Cheap: asked for every message. */
  isIncidentChannel(channel: ChannelId): Promise<boolean>
}

/** What is known of a person, from users.list, team_join and user_change. */
export type Person = {
  readonly id: UserId
  /** The handle, without @. */
  readonly name: string
  readonly realName: string
  readonly displayName?: string
  readonly standing: Standing
  /** IANA zone. */
  readonly timeZone: string
  /** Chosen with `/incident language`, else from Slack's locale where we speak it. */
  readonly language: Language | undefined
}

/** Who is who, and in which language each reads. */
export type People = {
  find(user: UserId): Promise<Person | undefined>
  /** The person's language as this process last heard of it: from memory, for when the database is away. */
  remembered(user: string): Language | undefined
  /** By Slack name, display name or real name, case-insensitive; undefined when none or several match. */
  named(name: string): Promise<Person | undefined>
  save(people: readonly Person[]): Promise<void>
  chooseLanguage(user: UserId, language: Language): Promise<void>
  calendar(user: UserId): Promise<WorkCalendar>
}

/** The services that an incident can hurt, as a list that people keep. Its methods throw `DatabaseAway`. */
export type ServiceList = {
  all(): Promise<readonly Service[]>
  /**
   * Adds a service, or puts it in the place of the one called `before`. `taken`: another has that name; `gone`: `before`
   * is no longer there; `elsewhere`: the list comes from a file, and is changed there.
   */
  put(service: Service, before?: string): Promise<'done' | 'taken' | 'gone' | 'elsewhere'>
  /** False where there is none of that name. */
  remove(name: string): Promise<boolean>
}

/** The list, and the path of the file that it comes from; undefined where people keep it by forms. */
export type Services = ServiceList & { readonly file: string | undefined }

/** Structured log: an event name in kebab-case and its ids; never user text beside a token. */
export type Log = {
  info(facts: Readonly<Record<string, unknown>>, message: string): void
  warn(facts: Readonly<Record<string, unknown>>, message: string): void
  error(facts: Readonly<Record<string, unknown>>, message: string): void
}

/** The parts of the house that a use of it needs, handed in by `main`. */
export type Clock = { now(): Moment }
