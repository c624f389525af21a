import { begins } from '../domain/begins.ts'
import type { Command } from '../domain/commands.ts'
import { decide } from '../domain/decide.ts'
import { evolve } from '../domain/evolve.ts'
import type { Incident } from '../domain/incident.ts'
import { react, reactToRefusal } from '../domain/react.ts'
import type { Rules, Situation } from '../domain/situation.ts'
import type { Claimed, Ledger, Outcome, ReplyAddress, Verdict } from './ports.ts'

/** What may come with a command through the door. */
export type Alongside = {
  /** Where its sender can be answered privately; kept for 30 minutes. */
  readonly reply?: ReplyAddress | undefined
  /** The outbox row whose result this command is: "done" and the result commit together. */
  readonly finishing?: Claimed | undefined
  /** The sender's own answer cannot carry words (a button press): a refusal is then sent through the outbox. */
  readonly aloud?: boolean | undefined
}

/** The one door: every click, word, timer and answer of Slack comes through here and is committed when it resolves. */
export type Door = (command: Command, alongside?: Alongside) => Promise<Outcome>

/**
 * Builds the door over a ledger. `onCommit` is called after each commit, to start what it asks for: all of it waits in
 * the outbox, but what `mayBegin` let the commit claim for this process, which `outcome.begun` holds.
 */
export const openDoor =
  (ledger: Ledger, rules: Rules, onCommit: (outcome: Outcome) => void, mayBegin = (): boolean => false): Door =>
  async (command, alongside = {}) => {
    const outcome = await ledger.transact(command, (situation) => judge(command, situation, rules, alongside), {
      reply: alongside.reply,
      finishing: alongside.finishing,
      begin: mayBegin(),
    })
    onCommit(outcome)
    return outcome
  }

/** Several commands that follow one another in one channel; resolves with how many of the first were carried out. */
export type RunDoor = (commands: readonly Command[]) => Promise<number>

/**
 * The same door, opened once for several: what people say in a busy channel. Those that it does not carry out, for they
 * ask something of Slack or are unusual, are to be brought one by one. `onCommit` hears of the incident after them.
 */
export const openRunDoor =
  (ledger: Pick<Ledger, 'recordRun'>, rules: Rules, onCommit: (incident: Incident) => void): RunDoor =>
  async (commands) => {
    const run = await ledger.recordRun(commands, (command, situation) => judge(command, situation, rules, {}))
    if (run !== undefined) onCommit(run.incident)
    return run?.count ?? 0
  }

/** Decides, evolves and reacts: everything that a command leads to, before any of it is written. Pure. */
export const judge = (command: Command, situation: Situation, rules: Rules, alongside: Alongside): Verdict => {
  const decision = decide(command, situation, rules)
  if ('refusal' in decision) {
    const effects = alongside.aloud === true ? reactToRefusal(command, decision.refusal) : []
    return { ok: false, refusal: decision.refusal, effects }
  }
  const events = decision.happenings.map(({ event, at = command.at, about }) => ({
    event,
    at,
    ...(about !== undefined && { about }),
  }))
  const before = situation.incident
  const incident = before?.id ?? (begins(command) ? command.incident : undefined)
  if (incident === undefined) throw new Error(`${command.type} was accepted without an incident`)
  const written = { incident, by: command.by, command: command.id }
  const after = events.reduce<typeof before>((state, { event, at }) => evolve(state, event, { ...written, at }), before)
  if (after === undefined) throw new Error(`${command.type} was accepted without an incident`)
  const effects = events.flatMap(({ event, at }) => react(event, { before, after, at, command }))
  return { ok: true, incident: after, events, effects }
}
