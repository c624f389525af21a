import type { ChannelId, MessageTs, Moment, PublicUpdateId, UserId } from './ids.ts'

/** A direct message that asks somebody to approve a version of a draft, and where it stands. */
export type ApprovalMessage = {
  readonly update: PublicUpdateId
  readonly version: number
  readonly user: UserId
  readonly channel: ChannelId
  readonly ts: MessageTs
}

/** What has become of the version that such a message asks about; with any but `waiting` it asks for nothing. */
export type ApprovalOutcome =
  | { readonly is: 'sent-back'; readonly by: UserId; readonly why: string }
  | { readonly is: 'published'; readonly by: UserId; readonly at: Moment }
  | { readonly is: 'withdrawn'; readonly by: UserId }
  | { readonly is: 'replaced'; readonly by: UserId }
  /** It says that the incident goes on, and it is over. */
  | { readonly is: 'over' }
  /** It was withdrawn before it was known where the message stands. */
  | { readonly is: 'gone' }
  /** It goes on after all, and the draft may be approved again. */
  | { readonly is: 'waiting'; readonly update: PublicUpdateId }
