/** Why an incident cannot be called the same trouble as an earlier one. `number` is that one's. */
export type RecurrenceRefusal =
  | { readonly code: 'recurrence-of-itself'; readonly number: number }
  /** Nothing has come back that was never over: what is open is merged into. */
  | { readonly code: 'recurrence-of-open'; readonly number: number }
  /** Cancelled or declined: there was no trouble. */
  | { readonly code: 'recurrence-of-nothing'; readonly number: number }
  /** It went into another, whose number is `into`. */
  | { readonly code: 'recurrence-of-merged'; readonly number: number; readonly into: number }
  /** It was declared after this one (`ours`): so there is never a ring. */
  | { readonly code: 'recurrence-of-later'; readonly number: number; readonly ours: number }
  /** `number`: of the incident itself, which is called the same trouble as none. */
  | { readonly code: 'no-recurrence'; readonly number: number }
