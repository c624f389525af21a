import type { Actor } from '../commands/wish.ts'
import type { CommandId, IncidentId, Moment, UserId } from '../ids.ts'
import type { Incident } from '../incident.ts'

/** What stands beside an event when it is written: every recorded event has these. */
export type Written = {
  readonly incident: IncidentId
  readonly at: Moment
  readonly by: Actor
  readonly command: CommandId
}

/** The person who did it; an event that only a person can cause is never written by another. */
export const personIn = (written: Written): UserId => {
  if (written.by.kind !== 'person')
    throw new Error(`An event of ${written.incident} needs a person, not ${written.by.kind}`)
  return written.by.user
}

/**
 * No update is awaited. `undefined` takes a field away when the state is written as JSON; until then readers treat both
 * alike.
 */
export const nothingDue: Partial<Incident> = { nextUpdateDue: undefined }
