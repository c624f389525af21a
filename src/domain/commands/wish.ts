import type { ChannelId, CommandId, IncidentId, Moment, UserId } from '../ids.ts'

/**
 * How somebody stands to the workspace. `guest`: restricted accounts; `outsider`: another organisation (Slack Connect);
 * `bot`: another app. What each may do is decided in `standing.ts`.
 */
export type Standing = 'member' | 'guest' | 'outsider' | 'bot'

/** Who wishes it: a person, Slack itself answering, or a due time that passed. */
export type Actor =
  | { readonly kind: 'person'; readonly user: UserId; readonly standing: Standing }
  | { readonly kind: 'slack' }
  | { readonly kind: 'clock' }

/** Which incident is meant: by our id (buttons, forms, answers) or by the channel in which it was said. */
export type Target = { readonly incident: IncidentId } | { readonly channel: ChannelId }

/** A command: what is wished, by whom and when, under an id that makes a repetition harmless. */
export type Wish<Type extends string, Data = unknown> = {
  readonly type: Type
  readonly id: CommandId
  readonly at: Moment
  readonly by: Actor
} & Data

/** A wish about one incident. */
export type On<Data = unknown> = { readonly on: Target } & Data
