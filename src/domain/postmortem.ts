import { type Durations, durations } from './durations.ts'
import type { RecordedEvent } from './events.ts'
import { type Moment, type UserId, momentOf } from './ids.ts'
import { type Incident, type Role, type Severity, roles, severities } from './incident.ts'
import { before, isIdentified, rootCause, wentBadly, wentWell } from './postmortem/lessons.ts'
import { mentionedIn, peopleInEntries } from './postmortem/people.ts'
import type { Prompt } from './postmortem/prompt.ts'
import { type VendorHistory, vendorHistory } from './postmortem/vendors.ts'
import { type Entry, timeline } from './timeline.ts'

export type { Prompt } from './postmortem/prompt.ts'

/** What a postmortem starts from: facts and pointers out of the record, and no words of its own. */
export type Draft = {
  readonly incident: Incident
  readonly durations: Durations
  readonly numbers: {
    readonly entries: number
    /** Of those, found by their words and not kept yet. */
    readonly suggestions: number
    readonly updates: number
    readonly reopened: number
    /** How many people are in the record. */
    readonly people: number
  }
  /** Who held each role, in the order in which they first did; a role that nobody held is absent. */
  readonly holders: readonly { readonly role: Role; readonly users: readonly UserId[] }[]
  /** Everybody else in the record, in the order in which they first appear. */
  readonly others: readonly UserId[]
  /** The whole timeline. */
  readonly entries: readonly Entry[]
  /** What was said before the cause was found, and the entry that says so; empty if it never was. */
  readonly cause: readonly Entry[]
  /** The worst severity that it had. */
  readonly worst: Severity
  /** Every wait for a vendor: what was promised, and what came. */
  readonly vendors: readonly VendorHistory[]
  /** When it began, as early as anybody said: since when it hurt, the message it was declared from, the declaration. */
  readonly startedAt: Moment
  readonly lessons: { readonly well: readonly Prompt[]; readonly badly: readonly Prompt[] }
  readonly rootCause: readonly Prompt[]
}

/**
 * The draft of an incident's postmortem, folded from its events; `entries` is their timeline, if it is known already, and
 * then what tells of messages may be left out of `events`.
 */
export const draft = (
  incident: Incident,
  events: readonly RecordedEvent[],
  entries: readonly Entry[] = timeline(events),
): Draft => {
  const lengths = durations(events)
  const record = { incident, events, entries, durations: lengths }
  const holders = roles
    .map((role) => ({ role, users: holdersOf(role, events) }))
    .filter(({ users }) => users.length > 0)
  const named = new Set(holders.flatMap(({ users }) => users))
  const seen = new Set(entries.flatMap(({ by }) => (by === undefined ? [] : [by])))
  const others = [...new Set([incident.declaredBy, ...seen])].filter((user) => !named.has(user))
  const { source } = incident
  return {
    incident,
    durations: lengths,
    numbers: {
      entries: entries.length,
      suggestions: entries.filter((entry) => entry.suggestion).length,
      updates: count(events, 'update-posted'),
      reopened: count(events, 'incident-reopened'),
      people: named.size + others.length,
    },
    holders,
    others,
    entries,
    cause: before(entries, isIdentified),
    worst: worstOf(incident, events),
    vendors: vendorHistory(events),
    startedAt: Math.min(
      incident.declaredAt,
      source === undefined ? Infinity : momentOf(source.ts),
      incident.impact?.since ?? Infinity,
    ),
    lessons: { well: wentWell(record), badly: wentBadly(record) },
    rootCause: rootCause(record),
  }
}

/** Everybody whom the draft names, and whom it names in what people wrote (recorded text keeps mentions as `<@U1>`). */
export const peopleIn = ({ incident, holders, others, entries }: Draft): UserId[] => {
  const { resolved, postmortem, followUps, recurrence } = incident
  const prose = Object.values(postmortem.prose)
  const { verified = '', canReturn = '', thanks = '', prevention = '', customersTold = '', verifiedBy } = resolved ?? {}
  const answers = [verified, canReturn, thanks, prevention, customersTold, recurrence?.of?.fix ?? '']
  return [
    ...new Set([
      ...holders.flatMap(({ users }) => users),
      ...others,
      ...peopleInEntries(entries),
      ...followUps.flatMap(({ text, owner }) => [...mentionedIn(text), ...(owner === undefined ? [] : [owner])]),
      ...prose.flatMap(({ text, by }) => [by, ...mentionedIn(text)]),
      ...answers.flatMap(mentionedIn),
      ...peopleInWatch(incident.watch),
      ...(verifiedBy === undefined ? [] : [verifiedBy]),
      ...(postmortem.published === undefined ? [] : [postmortem.published.by]),
    ]),
  ]
}

const peopleInWatch = (watch: Incident['watch']): UserId[] => {
  if (watch === undefined) return []
  const { by, exit, items, ended } = watch
  const ticks = items.flatMap(({ ticked }) => (ticked === undefined ? [] : [ticked.by]))
  return [by, ...mentionedIn(exit), ...ticks, ...(ended === undefined ? [] : [ended.by])]
}

const holdersOf = (role: Role, events: readonly RecordedEvent[]): UserId[] => [
  ...new Set(events.flatMap((event) => (event.type === 'role-assigned' && event.role === role ? [event.to] : []))),
]

const count = (events: readonly RecordedEvent[], type: RecordedEvent['type']): number =>
  events.filter((event) => event.type === type).length

const worstOf = (incident: Incident, events: readonly RecordedEvent[]): Severity => {
  const had = events.flatMap((event) => {
    // What a report proposed is nobody's word yet.
    if (event.type === 'incident-declared' || event.type === 'report-accepted') return [event.severity]
    return event.type === 'severity-changed' ? [event.to] : []
  })
  return severities.find((severity) => had.includes(severity)) ?? incident.severity
}
