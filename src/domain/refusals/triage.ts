import type { Moment, UserId } from '../ids.ts'

type Done = { readonly number: number; readonly by: UserId; readonly at: Moment }

/** Why a report cannot be judged, or two incidents cannot become one. */
export type TriageRefusal =
  /** It must be accepted before anything else can be done with it. */
  | { readonly code: 'in-triage'; readonly number: number }
  /** Another was quicker. */
  | ({ readonly code: 'already-accepted' } & Done)
  | ({ readonly code: 'already-declined' } & Done)
  /** `into`: the number of the one that is kept. */
  | ({ readonly code: 'already-merged'; readonly into: number } & Done)
  /** It was declared outright. */
  | { readonly code: 'not-reported'; readonly number: number }
  /** `number`: of the one that was to be kept, and is over. */
  | { readonly code: 'merge-into-ended'; readonly number: number }
  | { readonly code: 'not-merged'; readonly number: number }
  /** The day is over, and a bot cannot unarchive a channel. */
  | { readonly code: 'merge-settled'; readonly number: number; readonly into: number }
