import type { Kind, Language, Severity, SourceMessage } from './incident.ts'

/** What is known of an incident when it enters the record, declared or reported. */
export type Declaration = {
  readonly number: number
  readonly title: string
  readonly severity: Severity
  readonly kind: Kind
  readonly description: string
  readonly language: Language
  readonly channelName: string
  readonly source?: SourceMessage
  /** Declared only to see whether all works: nobody outside of Slack is told of it. */
  readonly trial?: true
}
