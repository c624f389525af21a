import type { SubscribingInside } from '../../app/subscribers.ts'
import type { UserId } from '../../domain/ids.ts'

/** Letters to colleagues, where e-mail is on. */
export type LettersInside = {
  readonly subscribers: SubscribingInside
  /** Domains whose addresses anybody here may type. */
  readonly domains: readonly string[]
  /** The address in somebody's profile, which Slack has confirmed; undefined where it does not say. */
  profileAddress(user: UserId): Promise<string | undefined>
}
