import type { IncidentEvent } from '../events.ts'
import { isOpen, type Incident } from '../incident.ts'
import type { Refusal } from '../refusals.ts'
import type { Decision } from '../situation.ts'

/** These things happened, at the command's own time. */
export const happened = (...events: readonly IncidentEvent[]): Decision => ({
  happenings: events.map((event) => ({ event })),
})

/** A rule said no. */
export const refuse = (refusal: Refusal): Decision => ({ refusal })

/** Everything is already as wished. */
export const unchanged: Decision = { happenings: [] }

/** Why nothing can be done to an incident that is in triage or over; undefined while it is open. */
export const refuseIfEnded = (incident: Incident): Decision | undefined => {
  if (isOpen(incident)) return undefined
  const triage = refuseByTriage(incident)
  if (triage !== undefined) return refuse(triage)
  const { number, resolved, cancelled } = incident
  if (cancelled !== undefined) return refuse({ code: 'already-cancelled', number, by: cancelled.by, at: cancelled.at })
  if (resolved !== undefined) return refuse({ code: 'already-resolved', number, by: resolved.by, at: resolved.at })
  throw new Error(`INC-${number} is ${incident.status}, but nothing says since when`)
}

/** Why not, where triage is the reason: nobody has judged it, it was declined, or it has gone into another. */
export const refuseByTriage = ({ number, status, triage }: Incident): Refusal | undefined => {
  if (status === 'triage') return { code: 'in-triage', number }
  const declined = status === 'declined' ? triage?.declined : undefined
  if (declined !== undefined) return { code: 'already-declined', number, by: declined.by, at: declined.at }
  const merged = status === 'merged' ? triage?.merged : undefined
  return merged && { code: 'already-merged', number, by: merged.by, at: merged.at, into: merged.number }
}

/** Why a text cannot be taken: nothing in it, or more than fits; undefined if it can. */
export const refuseText = (text: string, limit: number): Decision | undefined => {
  if (text === '') return refuse({ code: 'text-empty' })
  return text.length > limit ? refuse({ code: 'text-too-long', length: text.length, limit }) : undefined
}
