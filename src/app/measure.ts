import type { Command } from '../domain/commands.ts'
import type { EffectType, ReminderKind } from '../domain/incident.ts'
import { openedAt } from '../domain/triage.ts'
import type { Door } from './handle.ts'
import { DatabaseAway, type Clock, type Inbox, type Log, type Outbox } from './ports.ts'

/** What is counted for whoever watches the bot. Nothing in it is anybody's text, and each word is one of few. */
export type Measured =
  | { readonly what: 'declared' }
  /** Since the declare, or since its report was accepted. */
  | { readonly what: 'channel-opened'; readonly afterMs: number }
  | { readonly what: 'reminded'; readonly kind: ReminderKind }
  /** A request of a person's, from its arrival to its answer. */
  | { readonly what: 'answered'; readonly kind: string; readonly ok: boolean; readonly ms: number }
  | { readonly what: 'slack-event'; readonly fate: 'stored' | 'duplicate' | 'given-up' }
  /** Slack did not do what was asked: `code` is its own, or ours (`timeout`). */
  | { readonly what: 'slack-refused'; readonly method: string; readonly code: string }
  | { readonly what: 'parked'; readonly effect: EffectType | 'unreadable' }
  | { readonly what: 'database-away' }
  /** The status page, by the status of its answer. */
  | { readonly what: 'page-answered'; readonly status: number }
  /** A try to send a letter. */
  | { readonly what: 'letter'; readonly fate: 'sent' | 'delayed' | 'refused' }

/** Takes a measure; returns at once and never throws. */
export type Meter = (measured: Measured) => void

type Parts = { readonly meter: Meter; readonly log: Log; readonly clock: Clock }

/** What is only talk, or comes by the hundred: it is counted by its rows, and would drown the rest of the log. */
const isTalk = ({ type }: Command): boolean => /^(hear-|remind$|record-)/.test(type)

/**
 * The door, with one line in the log for what somebody wished and what came of it: by the incident and by the command's
 * id, which the outbox rows that follow bear too. Measures what is committed.
 */
export const measuredDoor =
  (door: Door, { meter, log, clock }: Parts): Door =>
  async (command, alongside) => {
    const outcome = await door(command, alongside).catch((error: unknown) => {
      if (error instanceof DatabaseAway) meter({ what: 'database-away' })
      throw error
    })
    const { incident } = outcome
    const facts = { request: command.id, command: command.type, incident: incident?.id, number: incident?.number }
    if (!outcome.ok) {
      if (!isTalk(command)) log.info({ event: 'refused', ...facts, refusal: outcome.refusal.code }, 'A rule said no')
      return outcome
    }
    if (outcome.repeated) {
      if (!isTalk(command)) log.info({ event: 'repeated', ...facts }, 'It had been carried out before')
      return outcome
    }
    for (const event of outcome.events) {
      // A report is a figure once somebody has accepted it.
      if (event.type === 'incident-declared' || event.type === 'report-accepted') meter({ what: 'declared' })
      if (event.type === 'channel-opened') {
        meter({ what: 'channel-opened', afterMs: Math.max(0, clock.now() - openedAt(outcome.incident)) })
      }
      if (event.type === 'reminder-sent') meter({ what: 'reminded', kind: event.kind })
      if (event.type === 'slack-refused') meter({ what: 'parked', effect: event.effect })
    }
    if (!isTalk(command)) log.info({ event: 'recorded', ...facts }, 'It is recorded')
    return outcome
  }

/** The inbox, measuring what comes in. */
export const measuredInbox = (inbox: Inbox, meter: Meter): Inbox => ({
  ...inbox,
  async put(id, lane, body) {
    const stored = await inbox.put(id, lane, body).catch((error: unknown) => {
      if (error instanceof DatabaseAway) meter({ what: 'database-away' })
      throw error
    })
    meter({ what: 'slack-event', fate: stored ? 'stored' : 'duplicate' })
    return stored
  },
  async giveUp(received, error) {
    const isOurs = await inbox.giveUp(received, error)
    if (isOurs) meter({ what: 'slack-event', fate: 'given-up' })
    return isOurs
  },
})

/** The outbox, measuring what is parked without a word to anybody; what is told of comes through the door. */
export const measuredOutbox = (outbox: Outbox, meter: Meter): Outbox => ({
  ...outbox,
  async giveUp(row, error, needed) {
    const isOurs = await outbox.giveUp(row, error, needed)
    if (isOurs) meter({ what: 'parked', effect: 'effect' in row ? row.effect.type : 'unreadable' })
    return isOurs
  },
})
