import type { ChangeId, Moment, UserId } from './ids.ts'

/** Something that was changed in production while the incident went on. People count them from 1, in this order. */
export type ProductionChange = {
  readonly id: ChangeId
  readonly text: string
  readonly by: UserId
  readonly at: Moment
  /** How to undo it; '' where nobody said. */
  readonly undo: string
  readonly undone?: { readonly by: UserId; readonly at: Moment }
}

/** A change with the number by which people name it. */
export type NumberedChange = ProductionChange & { readonly number: number }

/** A change is told in a few lines. */
export const changeTextLimit = 1000

type Changed = { readonly changes?: readonly ProductionChange[] | undefined }

/** Every change of an incident, numbered. */
export const numberedChanges = (incident: Changed): readonly NumberedChange[] =>
  (incident.changes ?? []).map((change, index) => ({ ...change, number: index + 1 }))

/** The changes that are still in place: what somebody has to keep, or to undo. */
export const openChanges = (incident: Changed): readonly NumberedChange[] =>
  numberedChanges(incident).filter(({ undone }) => undone === undefined)
