import type { ChannelId, IncidentId, Moment } from './ids.ts'

/* How the house itself stands, as facts. Whoever looks (`slack/checks.ts`) and whoever shows it are elsewhere. */

/**
 * How one thing stands that Stanch needs: nothing more where all is well, else what is wrong. Words and cures are the
 * view's.
 */
export type Check =
  /** `why` goes on after "the database". */
  | { readonly check: 'database'; readonly why?: string }
  /** Sockets, or the HTTP server that Slack calls; `why` as `/readyz` says it. */
  | { readonly check: 'connection'; readonly why?: string }
  /** Slack's code for the token that it refuses, or why it could not be asked. */
  | { readonly check: 'token'; readonly error?: string }
  /** Scopes of the manifest that the token lacks. */
  | { readonly check: 'scopes'; readonly missing?: readonly string[] }
  | { readonly check: 'announcements'; readonly channel: string; readonly error?: string }
  /** Whether manifest.yml is another than the app was made from; not looked at where that is not known. */
  | { readonly check: 'manifest'; readonly changed?: true }
  | { readonly check: 'email'; readonly why?: string }
  | { readonly check: 'clock'; readonly wrong?: readonly { whose: 'machine' | 'database'; aheadMs: number }[] }

/** Work that was given up: kept for somebody who can mend the cause, until retention takes it. */
export type Parked<Id> = {
  readonly id: Id
  /** Absent for what belongs to no incident, and for Slack events. */
  readonly incident: IncidentId | undefined
  /** What it was to do: the type of an effect or of a Slack event, as the row has it, readable or not. */
  readonly what: string
  readonly error: string
  /** The scope that the app lacked, if that was why. */
  readonly needed?: string
  readonly gaveUpAt: Moment
}

/** A channel of an incident that was declared after the backup which was restored: nothing else is known of it. */
export type LostIncident = { readonly channel: ChannelId; readonly name: string; readonly number: number }

/** What waits to be sent, and since when the first of it could have been. */
export type Waiting = { readonly count: number; readonly oldestAt: Moment }

/**
 * Everything that `/incident health` and `npm run doctor` look at; `waiting` and what is parked are unknown without the
 * database.
 */
export type Report = {
  readonly checks: readonly Check[]
  readonly waiting?: Waiting
  readonly effects: readonly Parked<number>[]
  readonly slackEvents: readonly Parked<string>[]
  readonly lost: readonly LostIncident[]
}

/** Whether nothing is wrong with it. */
export const isWell = (check: Check): boolean => Object.keys(check).every((key) => key === 'check' || key === 'channel')
