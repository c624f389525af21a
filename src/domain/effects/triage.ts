import type { ChannelId, UserId } from '../ids.ts'
import type { Severity } from '../incident.ts'

/** The other incident of a merge, as a post names it. */
type Other = { readonly number: number; readonly channel?: ChannelId }

/** What the channels of two incidents read when one goes into the other, or comes out again. */
export type TriagePost =
  | (Other & { readonly say: 'merged'; readonly by: UserId; readonly why: string })
  | (Other & { readonly say: 'unmerged'; readonly by: UserId })
  | (Other & { readonly say: 'absorbed'; readonly by: UserId })
  | (Other & { readonly say: 'let-go'; readonly by: UserId })
  /** The one that is kept has its channel. */
  | { readonly say: 'kept-channel'; readonly number: number; readonly channel: ChannelId }

/** What the reporter hears of their report. */
export type TriageNews =
  | { readonly say: 'report-accepted'; readonly by: UserId; readonly severity: Severity }
  | { readonly say: 'report-declined'; readonly by: UserId; readonly why: string; readonly pointer: string }
  | (Other & { readonly say: 'report-merged'; readonly by: UserId })
