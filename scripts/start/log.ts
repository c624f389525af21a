import { type Logger, pino } from 'pino'
import type { Config } from '../../src/config.ts'
import { maskerFor } from '../../src/masking.ts'
import { Secret } from '../../src/secret.ts'

/** What is written down: lines of JSON on the standard output, and words for whoever starts us on the other one. */
export type Writing = { readonly log: Logger; say(words: string): void }

/**
 * Opens the log at `LOG_LEVEL`. Whatever brought it there, an error's message or a library, no token, password, trigger
 * or response_url leaves this process: every line is masked as the last thing before it is written, at every level.
 */
export function openWriting(settings: Config): Writing {
  const masked = maskerFor({ secrets: secretsIn(settings), slackApiUrl: settings.slackApiUrl })
  return {
    log: pino({ level: settings.logLevel, hooks: { streamWrite: masked } }),
    say: (words) => console.error(masked(words)),
  }
}

/** Every secret among the settings, wherever it stands: one of a new setting is masked without being named here. */
export function secretsIn(settings: unknown): readonly string[] {
  if (settings instanceof Secret) return [settings.reveal()]
  return settings instanceof Object ? Object.values(settings).flatMap(secretsIn) : []
}
