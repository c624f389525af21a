import { expect } from 'vitest'
import { judge } from '../../src/app/handle.ts'
import type { Verdict } from '../../src/app/ports.ts'
import type { Command } from '../../src/domain/commands.ts'
import type { Effect } from '../../src/domain/effects.ts'
import type { IncidentEvent, RecordedEvent } from '../../src/domain/events.ts'
import { entryId, eventId, subjectOf } from '../../src/domain/ids.ts'
import type { Incident } from '../../src/domain/incident.ts'
import type { Earlier } from '../../src/domain/earlier.ts'
import type { RefusalCode } from '../../src/domain/refusals.ts'
import type { Rules } from '../../src/domain/situation.ts'

/** What is known: the incident, everything recorded of it, and what the workspace has settled. */
export type World = {
  readonly incident: Incident | undefined
  readonly events: readonly RecordedEvent[]
  readonly rules: Rules
  /** The incident that a merge or a link names; the ledger reads it under its lock. */
  readonly other?: Incident | undefined
  /** What the ledger finds of earlier trouble, where a command names services. */
  readonly earlier?: Earlier | undefined
}

export const nothingYet: World = { incident: undefined, events: [], rules: { guests: 'report' } }
const theNumber = 42

/** One command through the same judge as in production, and the world after it. */
export const carryOut = (world: World, command: Command): { readonly verdict: Verdict; readonly world: World } => {
  const subject = subjectOfCommand(command)
  const situation = {
    incident: world.incident,
    about: world.events.filter(({ about }) => about === subject),
    nextNumber: theNumber,
    ...((command.type === 'merge' || command.type === 'link-recurrence') && { other: world.other }),
    ...(namesServices(command) && { earlier: world.earlier }),
  }
  const verdict = judge(command, situation, world.rules, {})
  if (!verdict.ok) return { verdict, world }
  const recorded = verdict.events.map(({ event, at, about }, nth): RecordedEvent => {
    const id = eventId(`event-${world.events.length + nth + 1}`)
    const seq = world.events.length + nth + 1
    const { by, id: cause } = command
    const { id: incident } = verdict.incident
    const tied = about === undefined ? id : subjectOf(entryId(about))
    return { ...event, id, incident, seq, at, recordedAt: command.at, by, command: cause, about: tied }
  })
  return { verdict, world: { ...world, incident: verdict.incident, events: [...world.events, ...recorded] } }
}

/** Whether the ledger looks for earlier trouble. */
const namesServices = (command: Command): boolean =>
  command.type === 'declare'
    ? command.services !== undefined
    : command.type === 'state-impact' &&
      (command.reclassified !== undefined || command.statements.some(({ part }) => part === 'services'))

/** Whose history the ledger shows to the decision. */
const subjectOfCommand = (command: Command): string | undefined => {
  if ('message' in command) return command.message.ts
  if ('entry' in command) return subjectOf(command.entry)
  return command.type === 'hear-deletion' || command.type === 'pin-message' || command.type === 'unpin-message'
    ? command.ts
    : undefined
}

/** An effect by its type, or with some of its facts. */
type Asked = Effect['type'] | (Partial<Effect> & Pick<Effect, 'type'>)
type Recorded = Partial<IncidentEvent> & Pick<IncidentEvent, 'type'>

/** What came of the last command, in sentences; each fails if it is not so. `when` goes on from there. */
export type Consequences = {
  /** These events and no others, in this order. */
  records(...events: readonly Recorded[]): Consequences
  refuses(code: RefusalCode, facts?: Readonly<Record<string, unknown>>): Consequences
  /** These and nothing else, in this order. */
  asksSlackTo(...effects: readonly Asked[]): Consequences
  /** These among others, in any order. */
  alsoAsksSlackTo(...effects: readonly Asked[]): Consequences
  doesNotAskSlackTo(...types: readonly Effect['type'][]): Consequences
  /** Recorded, and Slack need not hear of it. */
  asksNothing(): Consequences
  /** Accepted, and everything is as it was. */
  changesNothing(): Consequences
  /** How the incident stands now. */
  leaves(state: Readonly<Record<string, unknown>>): Consequences
  when(command: Command): Consequences
  readonly world: World
}

/** What has happened so far; all of it must have been accepted. */
export const given = (...commands: readonly Command[]) => begin(nothingYet.rules, commands)
/** As `given`, beside another incident, into which it may be merged, or which it may be called the same trouble as. */
export const givenBeside = (other: Incident | undefined, ...commands: readonly Command[]) =>
  begin(nothingYet.rules, commands, { other })
/** As `given`, after this incident of the same trouble. */
export const givenAfter = (earlier: Earlier | undefined, ...commands: readonly Command[]) =>
  begin(nothingYet.rules, commands, { earlier })
/** As `given`, in a workspace whose guests may act. */
export const givenGuestsAreMembers = (...commands: readonly Command[]) => begin({ guests: 'members' }, commands)

const begin = (rules: Rules, commands: readonly Command[], beside: Pick<World, 'other' | 'earlier'> = {}) => {
  let world: World = { ...nothingYet, rules, ...beside }
  for (const command of commands) {
    const { verdict, world: after } = carryOut(world, command)
    if (!verdict.ok) throw new Error(`given ${command.type}, which is refused: ${verdict.refusal.code}`)
    world = after
  }
  const begun = world
  return { world: begun, when: (command: Command) => consequences(begun, command) }
}

const shaped = (asked: Asked) => expect.objectContaining(typeof asked === 'string' ? { type: asked } : asked)

const consequences = (before: World, command: Command): Consequences => {
  const { verdict, world } = carryOut(before, command)
  const events = verdict.ok ? verdict.events.map(({ event }) => event) : verdict.refusal
  const { effects } = verdict
  const told: Consequences = {
    records: (...wanted) => {
      expect(events).toEqual(wanted.map((event) => expect.objectContaining(event)))
      return told
    },
    refuses: (code, facts = {}) => {
      expect(verdict).toMatchObject({ ok: false, refusal: { code, ...facts } })
      return told
    },
    asksSlackTo: (...wanted) => {
      expect(effects).toEqual(wanted.map(shaped))
      return told
    },
    alsoAsksSlackTo: (...wanted) => {
      expect(effects).toEqual(expect.arrayContaining(wanted.map(shaped)))
      return told
    },
    doesNotAskSlackTo: (...types) => {
      expect(effects.filter(({ type }) => types.includes(type))).toEqual([])
      return told
    },
    asksNothing: () => {
      expect(verdict.ok).toBe(true)
      expect(effects).toEqual([])
      return told
    },
    changesNothing: () => {
      expect(verdict).toEqual({ ok: true, incident: before.incident, events: [], effects: [] })
      return told
    },
    leaves: (state) => {
      expect(world.incident).toMatchObject(state)
      return told
    },
    when: (next) => consequences(world, next),
    world,
  }
  return told
}
