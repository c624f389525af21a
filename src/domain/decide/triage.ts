import { updateEvery } from '../cadence.ts'
import { cleanLine, cleanText, clip, textLimit } from '../clean.ts'
import type { LinkCommand, TriageWish } from '../commands/triage.ts'
import type { IncidentEvent } from '../events.ts'
import { isOpen, type Incident } from '../incident.ts'
import type { Refusal } from '../refusals.ts'
import type { Decision } from '../situation.ts'
import { absorbedIn, canUnmerge, mergedInto } from '../triage.ts'
import { overturned } from './customers.ts'
import { happened, refuse, refuseByTriage, refuseIfEnded, unchanged } from './outcome.ts'

type Of<Type extends TriageWish['type']> = Extract<TriageWish, { type: Type }>

/** A pointer is a channel, an address or a few words. */
const pointerLimit = 300

/** A report is judged once: accepted as an incident, or declined with where it belongs. */
export const decideReport = (command: Of<'accept-report' | 'decline-report'>, incident: Incident): Decision => {
  const no = refuseIfJudged(incident)
  if (no !== undefined) return refuse(no)
  if (command.type === 'accept-report') {
    const { severity, at } = command
    const accepted = { type: 'report-accepted', severity, nextUpdateDue: at + updateEvery(severity) } as const
    return happened(accepted, ...affectedAsReported(incident))
  }
  const pointer = clip(cleanLine(command.pointer), pointerLimit)
  return happened({ type: 'report-declined', why: clip(cleanText(command.why), textLimit), pointer })
}

/** What the reporter said of whom it hurts is known from now on: the card, customers and the postmortem go by it. */
const affectedAsReported = ({ triage, impact }: Incident): readonly IncidentEvent[] => {
  const to = triage?.report?.affected ?? ''
  return to === '' || impact?.who !== undefined ? [] : [{ type: 'impact-stated', statement: { part: 'who', to } }]
}

/** Why a report cannot be judged: it was, or it never was one; undefined while it waits. */
export const refuseIfJudged = (incident: Incident): Refusal | undefined => {
  const { number, status, triage } = incident
  if (status === 'triage') return undefined
  const refusal = refuseByTriage(incident)
  if (refusal !== undefined) return refusal
  const accepted = triage?.accepted
  return accepted === undefined
    ? { code: 'not-reported', number }
    : { code: 'already-accepted', number, by: accepted.by, at: accepted.at }
}

/**
 * Two incidents are one, and one of them is kept: open, and not itself gone into another, so that there is never a
 * ring. Both are locked while this is decided.
 */
export const decideMerge = (command: Of<'merge'>, incident: Incident, kept: Incident | undefined): Decision => {
  if (command.into === incident.id) return refuse({ code: 'duplicate-of-itself' })
  const over = refuseIfNotMergeable(incident)
  if (over !== undefined) return refuse(over)
  if (kept === undefined) return refuse({ code: 'no-incident-here' })
  if (mergedInto(kept)?.incident === incident.id) return refuse({ code: 'duplicate-of-itself' })
  const notKept = refuseByTriage(kept)
  if (notKept !== undefined && notKept.code !== 'already-declined') return refuse(notKept)
  if (!isOpen(kept)) return refuse({ code: 'merge-into-ended', number: kept.number })
  return happened({
    type: 'incident-merged',
    into: kept.id,
    number: kept.number,
    ...(kept.channel !== undefined && { channel: kept.channel }),
    why: clip(cleanText(command.why), textLimit),
  })
}

/** Why an incident cannot be merged into any other: it is over; undefined while it waits or is open. */
export const refuseIfNotMergeable = (incident: Incident): Refusal | undefined => {
  const over = incident.status === 'triage' ? undefined : refuseIfEnded(incident)
  return over !== undefined && 'refusal' in over ? over.refusal : undefined
}

/** Undone within a day, as if it had never been. */
export const decideUnmerge = (command: Of<'unmerge'>, incident: Incident): Decision => {
  const merged = mergedInto(incident)
  const { number, severity } = incident
  if (merged === undefined) return refuse({ code: 'not-merged', number })
  if (!canUnmerge(merged, command.at)) return refuse({ code: 'merge-settled', number, into: merged.number })
  const nextUpdateDue = command.at + updateEvery(severity)
  const unmerged = { type: 'incident-unmerged', ...(merged.was !== 'triage' && { nextUpdateDue }) } as const
  return happened(unmerged, ...overturned(incident))
}

/** What incidents tell each other of a merge: facts, whatever has become of them meanwhile. */
export const decideLink = (command: LinkCommand, incident: Incident): Decision => {
  const { from } = command
  const isKnown = absorbedIn(incident).some((one) => one.incident === from)
  switch (command.type) {
    case 'let-go':
      return isKnown ? happened({ type: 'incident-let-go', from, number: command.number }) : unchanged
    case 'learn-channel': {
      const merged = mergedInto(incident)
      if (merged?.incident !== from || merged.channel === command.channel) return unchanged
      return happened({ type: 'kept-channel-learned', into: from, channel: command.channel })
    }
    case 'absorb': {
      const { number, channel, members } = command
      if (!isKnown) {
        return happened({
          type: 'incident-absorbed',
          from,
          number,
          ...(channel !== undefined && { channel }),
          members,
        })
      }
      const more = members.filter((user) => !incident.members.includes(user))
      return more.length === 0 ? unchanged : happened({ type: 'members-brought', from, members: more })
    }
  }
}
