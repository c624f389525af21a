import type { Finding } from '../../../src/domain/listen.ts'
import { listen } from '../../../src/domain/listen.ts'

/** What people say in one language: sentences with what they say, and sentences that say nothing for the record. */
export interface Said {
  /** Sentence and its roles: `comms U1`, `lead U2, scribe U3`, `released lead U1`. */
  readonly roles: readonly (readonly [sentence: string, roles: string])[]
  /** Sentence and the kind of its turning point. */
  readonly turns: readonly (readonly [sentence: string, what: string])[]
  /** Sentences in which nothing may be heard. */
  readonly silent: readonly string[]
}

/** Three in the afternoon of a Tuesday, UTC. */
export const THEN = Date.UTC(2026, 2, 3, 15)

export function heard(text: string): Finding[] {
  return listen({ text, by: 'U1', at: THEN, timeZone: 'UTC' })
}

/** Findings in short, as the tables write them. */
export function inShort(findings: readonly Finding[]): string {
  return findings
    .map((finding) => {
      switch (finding.kind) {
        case 'role-claimed':
          return `${finding.role} ${finding.who}`
        case 'role-released':
          return `released ${finding.role} ${finding.who}`
        case 'turning-point':
          return finding.what
        case 'entry-spoken':
          return `entry ${finding.text}`
      }
    })
    .join(', ')
}
