import type { RecurrenceWish } from '../commands/recurrence.ts'
import type { RecurrenceEvent } from '../events/recurrence.ts'
import { hasEnded, type Incident } from '../incident.ts'
import { earlierOf } from '../recurrence.ts'
import type { Earlier } from '../earlier.ts'
import type { Refusal } from '../refusals.ts'
import type { Decision } from '../situation.ts'
import { mergedInto } from '../triage.ts'
import { happened, refuse, refuseByTriage, unchanged } from './outcome.ts'

/**
 * A person says which earlier incident has come back, of whatever kind and however long ago; or that none has. Said
 * after the end too: that is when it is known best.
 */
export const decideRecurrence = (
  command: RecurrenceWish,
  incident: Incident,
  other: Incident | undefined,
): Decision => {
  const { number, recurrence } = incident
  if (command.type === 'unlink-recurrence') {
    const was = recurrence?.of
    return was === undefined
      ? refuse({ code: 'no-recurrence', number })
      : happened({ type: 'recurrence-unlinked', number: was.number })
  }
  if (command.to === incident.id) return refuse({ code: 'recurrence-of-itself', number })
  const over = refuseAsNothing(incident)
  if (over !== undefined) return refuse(over)
  if (other === undefined) return refuse({ code: 'no-incident-here' })
  // Whatever else it is: the link belongs to the newer one.
  if (other.number > number) return refuse({ code: 'recurrence-of-later', number: other.number, ours: number })
  const earlier = earlierOf(other)
  if (earlier === undefined) return refuse(whyNotEarlier(other))
  return recurrence?.of?.incident === earlier.incident ? unchanged : happened({ type: 'recurrence-linked', earlier })
}

/** Why an incident can be no recurrence: nobody has judged it, or it is none of its own. */
const refuseAsNothing = (incident: Incident): Refusal | undefined => {
  const { number, cancelled } = incident
  if (cancelled !== undefined) return { code: 'already-cancelled', number, by: cancelled.by, at: cancelled.at }
  return refuseByTriage(incident)
}

const whyNotEarlier = (other: Incident): Refusal => {
  const { number } = other
  const merged = mergedInto(other)
  if (merged !== undefined) return { code: 'recurrence-of-merged', number, into: merged.number }
  return { code: hasEnded(other) ? 'recurrence-of-nothing' : 'recurrence-of-open', number }
}

/**
 * What follows where the services that an incident hurts become known, `earlier` being the newest of the same kind that
 * hurt one of them and was resolved in the 30 days before: it is found once, unless a person has said what it is.
 */
export const recurrenceFound = (
  { recurrence, status }: Pick<Incident, 'recurrence' | 'status'>,
  earlier: Earlier | undefined,
): readonly RecurrenceEvent[] => {
  const isTrouble = status === 'resolved' || !hasEnded({ status })
  return isTrouble && recurrence === undefined && earlier !== undefined ? [{ type: 'recurrence-found', earlier }] : []
}
