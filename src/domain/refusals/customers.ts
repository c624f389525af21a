import type { Moment, UserId } from '../ids.ts'
import type { UnsaidKind } from '../unsaid/kinds.ts'

/** Why a public update is not drafted, changed or published. */
export type CustomerRefusal =
  /** Another draft waits already. */
  | { readonly code: 'public-draft-waits'; readonly by: UserId }
  /** Neither drafted nor published, or withdrawn meanwhile. */
  | { readonly code: 'public-draft-gone' }
  | { readonly code: 'public-update-already-published'; readonly by: UserId; readonly at: Moment }
  /** It is not the version that was seen; whoever asks is shown what is different. */
  | { readonly code: 'public-draft-changed'; readonly by: UserId; readonly version: number }
  /** Somebody has said *Send back* of this version. */
  | { readonly code: 'public-draft-sent-back'; readonly by: UserId; readonly why: string }
  /** The drafter's own word does not publish it while somebody else holds lead or comms. */
  | { readonly code: 'own-public-draft'; readonly approvers: readonly UserId[] }
  | { readonly code: 'not-an-approver'; readonly approvers: readonly UserId[] }
  /** What must not be said stands in it, and is not kept knowingly; a secret cannot be. */
  | { readonly code: 'public-text-marked'; readonly kinds: readonly UnsaidKind[] }
  /** Nothing is set up to reach customers by. */
  | { readonly code: 'no-destination' }
  /** It says that it goes on, and it is over since then. */
  | { readonly code: 'public-draft-outdated'; readonly at: Moment }
  /** Customers would be promised a time that has passed. */
  | { readonly code: 'promise-in-past'; readonly at: Moment }
