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

/** Why nothing more can be done to an incident that is over; undefined while it is open. */
export const refuseIfEnded = (incident: Incident): Decision | undefined => {
  if (isOpen(incident)) return undefined
  const { number, resolved, cancelled } = incident
  if (cancelled !== undefined) return refuse({ code: 'already-cancelled', number, by: cancelled.by, at: cancelled.at })
  if (resolved !== undefined) return refuse({ code: 'already-resolved', number, by: resolved.by, at: resolved.at })
  throw new Error(`INC-${number} is ${incident.status}, but nothing says since when`)
}

/** Why a text cannot be taken: nothing in it, or more than fits; undefined if it can. */
export const refuseText = (text: string, limit: number): Decision | undefined => {
  if (text === '') return refuse({ code: 'text-empty' })
  return text.length > limit ? refuse({ code: 'text-too-long', length: text.length, limit }) : undefined
}
