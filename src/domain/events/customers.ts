import type { ApprovalMessage } from '../approval-messages.ts'
import type { Fact } from './fact.ts'
import type { MessageTs, PublicUpdateId, UserId } from '../ids.ts'
import type { Destination, Kept, Wording } from '../public-updates.ts'

/** What happens to what customers are told. */
export type CustomerEvent =
  /** `approver`: who was asked to approve it; `channels`: as `DraftVersion`. */
  | Fact<
      'public-update-drafted' | 'public-update-edited',
      { update: PublicUpdateId; version: number; approver?: UserId; channels?: readonly string[] } & Wording
    >
  /** A direct message asks somebody to approve it: redrawn once it asks in vain. */
  | Fact<'approval-asked', ApprovalMessage>
  /** *Send back*: that version is not to be published. */
  | Fact<'public-update-sent-back', { update: PublicUpdateId; version: number; why: string }>
  | Fact<'public-update-withdrawn', { update: PublicUpdateId; why: string }>
  /**
   * Approved, by whoever the event is by. `alone`: by the drafter, for nobody else held lead or comms; `kept`: marks
   * that were knowingly let stand; `to`: every destination that there was.
   */
  | Fact<
      'public-update-published',
      {
        update: PublicUpdateId
        version: number
        draftedBy: UserId
        alone: boolean
        kept: Kept
        to: readonly Destination[]
      } & Wording
    >
  /**
   * It stands there. `count`: people reached, where it is known; said again with a greater one as more are. `ts`: the
   * message in a Slack channel under which further updates stand.
   */
  | Fact<'publication-arrived', { update: PublicUpdateId; to: Destination; count?: number; ts?: MessageTs }>
  /** Given up, until *Try again* is pressed. */
  | Fact<'publication-failed', { update: PublicUpdateId; to: Destination; error: string }>
