import type { On, Wish } from './wish.ts'
import type { WatchItem, WatchLength } from '../watch.ts'

/** What people wish of a stabilisation plan. */
export type WatchWish =
  | Wish<'start-watch', On<{ length: WatchLength; exit: string }>>
  /** `done`: every line of the checklist that is seen to; the others are open. */
  | Wish<'tick-watch', On<{ done: readonly WatchItem[] }>>
  /** Operation is controlled. `words`: how it is known, as the person says it; '' where they only press. */
  | Wish<'end-watch', On<{ words: string }>>
  /**
   * The trouble is back: the incident is open again, or investigated again, also once the plan has ended. `why` goes
   * into the record.
   */
  | Wish<'break-watch', On<{ why: string }>>
