import type { ChannelId, IncidentId, MessageTs, Moment } from './ids.ts'

/** An incident of the same trouble that was over before this one, as it was known when somebody or we thought of it. */
export type Earlier = {
  readonly incident: IncidentId
  readonly number: number
  readonly channel?: ChannelId
  readonly resolvedAt: Moment
  /** What cured it, in short. */
  readonly fix: string
  /** The first message of its postmortem's thread, in its channel. */
  readonly postmortem?: MessageTs
}

/**
 * What is known of earlier trouble. `of` is absent where somebody said that it is none: then it is looked for no more.
 */
export type Recurrence = { readonly of?: Earlier | undefined }
