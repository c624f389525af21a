import type { Moment, UserId } from '../ids.ts'
import type { WatchItem } from '../watch.ts'
import type { Fact } from './fact.ts'

/** What happens in a stabilisation plan and reads as a line of the timeline. */
export type WatchFact =
  | Fact<'watch-started', { until: Moment; exit: string; items: readonly WatchItem[] }>
  | Fact<'watch-item-ticked' | 'watch-item-opened', { item: WatchItem }>
  /** `words`: how it is known that operation is controlled; absent where nobody said. */
  | Fact<'watch-ended', { cameBack: boolean; open: readonly WatchItem[]; words?: string }>

/** Everything that happens in one; the daily word is said, or waits for somebody's working hours. */
export type WatchEvent =
  | WatchFact
  | Fact<'watch-told', { to?: UserId; nextDueAt: Moment }>
  | Fact<'watch-put-off', { until: Moment }>
