import type { WrittenEntry } from './written-timeline.ts'

/** One message of a pasted chat log. */
export interface ChatMessage {
  /** The display name as pasted, or the user id in a Slack export. */
  readonly author: string
  /** Local wall-clock time, `HH:MM`. */
  readonly at: string
  /** Days since the log's first message, from 0. */
  readonly day: number
  /** What was said, lines joined by `\n`; mentions as pasted. */
  readonly text: string
  /** Posted by an app (Slack marks it `APP`). */
  readonly isApp: boolean
  /** Of a thread: the export's `thread_ts`, or "thread" where the paste only says so. */
  readonly thread?: string
}

/** A chat log with the timeline people wrote of it, as far as the file has them. */
export interface ChatLog {
  readonly messages: readonly ChatMessage[]
  readonly writtenTimeline: readonly WrittenEntry[]
  /** `YYYY-MM-DD` of the first day, if the file names one. */
  readonly date: string | null
  /** IANA zone, if the file names one ("All times in PST"). */
  readonly timeZone: string | null
}
