import type { Role } from '../vocabulary.ts'

/** A message as it was heard in an incident channel. */
export interface Heard {
  /**
   * Plain text as Slack decodes it (`&lt;` undone), with mentions kept as tokens: `<@U123>`. Any length; the first
   * 4,000 characters count.
   */
  readonly text: string
  /** The speaker's user id. */
  readonly by: string
  /** When it was said, epoch milliseconds UTC. */
  readonly at: number
  /** The speaker's IANA time zone (`users.info` `tz`); an unknown one is read as UTC. */
  readonly timeZone: string
}

/** What a turning point turned on. */
export type TurningPoint =
  | 'symptom'
  | 'cause'
  | 'mitigation'
  | 'deploy'
  | 'rollback'
  | 'recovery'
  | 'verification'
  | 'decision'

/** Something a message says that belongs in the incident's record. */
export type Finding =
  /** Somebody holds a role from now on: the speaker, or the one person the speaker mentions. */
  | { readonly kind: 'role-claimed'; readonly role: Role; readonly who: string }
  /** The speaker lets a role go and names nobody to take it. */
  | { readonly kind: 'role-released'; readonly role: Role; readonly who: string }
  /** The speaker asks for a timeline entry by its form; `at` is epoch ms UTC and never later than the message. */
  | { readonly kind: 'entry-spoken'; readonly text: string; readonly at: number }
  /** The sentence states a turning point; found by words alone, so a suggestion. */
  | { readonly kind: 'turning-point'; readonly what: TurningPoint; readonly text: string }
