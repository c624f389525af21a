import type { Moment, UserId } from '../ids.ts'
import type { ResolutionQuestion } from '../resolution.ts'
import type { WatchItem } from '../watch.ts'

/** What the channel reads of a stabilisation plan; `open`: the lines of its checklist that nobody has seen to. */
export type WatchPost =
  | {
      readonly say: 'watch-started'
      readonly by: UserId
      readonly until: Moment
      readonly exit: string
      readonly open: readonly WatchItem[]
    }
  /** Once a day. `over`: the length has passed. */
  | {
      readonly say: 'watch-day'
      readonly to?: UserId
      readonly until: Moment
      readonly over: boolean
      readonly open: readonly WatchItem[]
      /** What was asked when it was resolved, and is not answered yet. */
      readonly questions?: readonly ResolutionQuestion[]
    }
  /** It came back while the incident was still open; what was over is reopened, and says so itself. */
  | { readonly say: 'watch-broken'; readonly by: UserId }
  | { readonly say: 'watch-ended'; readonly by: UserId; readonly open: readonly WatchItem[]; readonly words?: string }
