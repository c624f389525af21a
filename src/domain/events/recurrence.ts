import type { Earlier } from '../earlier.ts'
import type { Fact } from './fact.ts'

/** That an incident is the trouble of an earlier one, and that it is not. */
export type RecurrenceEvent =
  /** By its kind and a service that both hurt. */
  | Fact<'recurrence-found', { earlier: Earlier }>
  /** Said by a person. */
  | Fact<'recurrence-linked', { earlier: Earlier }>
  /** `number`: of the earlier one. */
  | Fact<'recurrence-unlinked', { number: number }>
