import type { Entry } from '../timeline.ts'

/**
 * A question that a section of the postmortem asks, with what the record knows of the answer. `entries` may answer it,
 * oldest first; they are pointers, never verdicts. `ask` is the end of the catalogue key `postmortem.ask-<ask>`.
 */
export type Prompt =
  | {
      readonly ask: 'lead-in-time' | 'lead-late' | 'longest-gap'
      readonly ms: number
      readonly entries: readonly Entry[]
    }
  | { readonly ask: 'updates-in-time'; readonly count: number; readonly entries: readonly Entry[] }
  | {
      readonly ask: 'updates-late'
      readonly count: number
      /** How late the latest was. */
      readonly ms: number
      readonly entries: readonly Entry[]
    }
  | { readonly ask: 'thanked' | 'can-return' | 'prevention'; readonly text: string; readonly entries: readonly Entry[] }
  /** `earlier`: the number of the incident that was the same trouble, `text` what fixed it. */
  | {
      readonly ask: 'recurred'
      readonly earlier: number
      readonly text: string
      readonly entries: readonly Entry[]
    }
  | {
      readonly ask:
        | 'what-helped'
        | 'no-lead'
        | 'severity-raised'
        | 'reopened'
        | 'what-slowed'
        | 'what-changed'
        | 'why-possible'
        | 'why-not-caught'
      readonly entries: readonly Entry[]
    }
