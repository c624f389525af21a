import { leadWantedAfter, updateEvery } from '../cadence.ts'
import type { Durations } from '../durations.ts'
import type { RecordedEvent } from '../events.ts'
import { type Incident, isOpen, severities } from '../incident.ts'
import type { Entry, FactEvent } from '../timeline.ts'
import type { Prompt } from './prompt.ts'
import { updatesIn } from './updates.ts'

/** How many entries a prompt shows at most: it points, the timeline tells. */
const shown = 5
/** How many of the words said before a turn are shown with it. */
const saidBefore = 3

type Record = {
  readonly incident: Incident
  readonly events: readonly RecordedEvent[]
  readonly entries: readonly Entry[]
  readonly durations: Durations
}

/** What may have gone well, as far as the record shows it; the last question is always there. */
export const wentWell = ({ incident, events, entries, durations }: Record): Prompt[] => {
  const { posted, late } = updatesIn(events)
  const { toLead } = durations
  const thanks = incident.resolved?.thanks ?? ''
  const prompts: Prompt[] = []
  if (toLead !== undefined && toLead <= leadWantedAfter) {
    prompts.push({ ask: 'lead-in-time', ms: toLead, entries: firstLead(entries) })
  }
  if (posted > 0 && late.length === 0) prompts.push({ ask: 'updates-in-time', count: posted, entries: [] })
  if (thanks !== '') prompts.push({ ask: 'thanked', text: thanks, entries: [] })
  return [...prompts, { ask: 'what-helped', entries: before(entries, isRecovery) }]
}

/** What may have gone badly; the last question is always there. */
export const wentBadly = ({ incident, events, entries, durations }: Record): Prompt[] => {
  const { late } = updatesIn(events)
  const { toLead } = durations
  const prompts: Prompt[] = []
  if (toLead === undefined && !isOpen(incident)) prompts.push({ ask: 'no-lead', entries: [] })
  if (toLead !== undefined && toLead > leadWantedAfter) {
    prompts.push({ ask: 'lead-late', ms: toLead, entries: firstLead(entries) })
  }
  if (late.length > 0) {
    const ids = new Set<string>(late.map(({ event }) => event))
    const ms = Math.max(...late.map(({ lateMs }) => lateMs))
    const those = entries.filter((entry) => ids.has(entry.id)).slice(0, shown)
    prompts.push({ ask: 'updates-late', count: late.length, ms, entries: those })
  }
  const raised = facts(entries, (event) => event.type === 'severity-changed' && rank(event.to) < rank(event.from))
  if (raised.length > 0) prompts.push({ ask: 'severity-raised', entries: raised.slice(0, shown) })
  const reopened = facts(entries, (event) => event.type === 'incident-reopened')
  if (reopened.length > 0) prompts.push({ ask: 'reopened', entries: reopened.slice(0, shown) })
  const gap = longestGap(incident, entries)
  if (gap !== undefined) prompts.push(gap)
  return [...prompts, { ask: 'what-slowed', entries: [] }]
}

/** The questions that lead to a cause, each with the entries around the moment it was found. */
export const rootCause = ({ incident, entries }: Record): Prompt[] => {
  const { canReturn = '', prevention = '' } = incident.resolved ?? {}
  const source = entries.filter((entry) => entry.what.is === 'said' && entry.at < incident.declaredAt)
  const earlier = incident.recurrence?.of
  return [
    ...(earlier === undefined
      ? []
      : [{ ask: 'recurred', earlier: earlier.number, text: earlier.fix, entries: [] } as const]),
    { ask: 'what-changed', entries: before(entries, isIdentified) },
    { ask: 'why-possible', entries: facts(entries, isIdentified).slice(0, 1) },
    { ask: 'why-not-caught', entries: source.slice(0, saidBefore) },
    ...(canReturn === '' ? [] : [{ ask: 'can-return', text: canReturn, entries: [] } as const]),
    ...(prevention === '' ? [] : [{ ask: 'prevention', text: prevention, entries: [] } as const]),
  ]
}

/** The last things said before the first such fact, and the fact; without it nothing is pointed at. */
export const before = (entries: readonly Entry[], turn: (event: FactEvent) => boolean): Entry[] => {
  const at = entries.findIndex(({ what }) => what.is === 'fact' && turn(what.event))
  const fact = entries[at]
  if (fact === undefined) return []
  const said = entries.slice(0, at).filter(({ what }) => what.is === 'said')
  return [...said.slice(-saidBefore), fact]
}

/** The moment from which the cause was known. */
export const isIdentified = (event: FactEvent): boolean => event.type === 'status-changed' && event.to === 'identified'

const isRecovery = (event: FactEvent): boolean =>
  event.type === 'incident-resolved' || (event.type === 'status-changed' && event.to === 'monitoring')

const facts = (entries: readonly Entry[], such: (event: FactEvent) => boolean): Entry[] =>
  entries.filter(({ what }) => what.is === 'fact' && such(what.event))

const firstLead = (entries: readonly Entry[]): Entry[] =>
  facts(entries, (event) => event.type === 'role-assigned' && event.role === 'lead').slice(0, 1)

const rank = (severity: Incident['severity']): number => severities.indexOf(severity)

/**
 * The longest silence of the record while the incident was open, if it was longer than people may go without an update.
 */
const longestGap = (incident: Incident, entries: readonly Entry[]): Prompt | undefined => {
  let longest: { readonly ms: number; readonly entries: readonly Entry[] } | undefined
  let open = false
  for (const [index, entry] of entries.entries()) {
    const previous = entries[index - 1]
    if (open && previous !== undefined && entry.at - previous.at > (longest?.ms ?? updateEvery(incident.severity))) {
      longest = { ms: entry.at - previous.at, entries: [previous, entry] }
    }
    if (entry.what.is === 'fact') open = opens(entry.what.event) || (open && !ends(entry.what.event))
  }
  return longest === undefined ? undefined : { ask: 'longest-gap', ...longest }
}

const opens = (event: FactEvent): boolean => event.type === 'incident-declared' || event.type === 'incident-reopened'
const ends = (event: FactEvent): boolean => event.type === 'incident-resolved' || event.type === 'incident-cancelled'
