import type { ApprovalMessage } from '../approval-messages.ts'
import type { MessageTs, PublicUpdateId, UserId } from '../ids.ts'
import type { On, Wish } from './wish.ts'
import type { Destination, Kept, Wording } from '../public-updates.ts'
import type { Unsayable } from '../unsaid.ts'

/** What people wish for their customers. `version`: the one that they saw; `channels`: as `DraftVersion`. */
export type CustomerCommand =
  /** `update` is made before it is sent, so that a repeated one names the same draft. */
  | Wish<
      'draft-public-update',
      On<{ update: PublicUpdateId; wording: Wording; approver?: UserId; channels?: readonly string[] }>
    >
  | Wish<
      'edit-public-update',
      On<{ update: PublicUpdateId; version: number; wording: Wording; approver?: UserId; channels?: readonly string[] }>
    >
  | Wish<'send-back-public-update', On<{ update: PublicUpdateId; version: number; why: string }>>
  | Wish<'withdraw-public-update', On<{ update: PublicUpdateId; why: string }>>
  /** `names`: what is marked in it besides what has a shape; `to`: where it goes, as it is set up now. */
  | Wish<
      'approve-public-update',
      On<{
        update: PublicUpdateId
        version: number
        kept: Kept
        names: Unsayable
        to: readonly Destination[]
      }>
    >

/** What came of a publication: a fact, never refused. */
export type RecordPublication = Wish<
  'record-publication',
  On<{ update: PublicUpdateId; to: Destination; count?: number; ts?: MessageTs }>
>

/** Where the message stands that asks somebody to approve a version: a fact, never refused. */
export type RecordApprovalAsked = Wish<'record-approval-asked', On<ApprovalMessage>>
