import { rm } from 'node:fs/promises'
import type { Config } from '../../src/config.ts'
import { CannotStart } from './cure.ts'

/** What `npm start` was told beside its name: to begin the local workspace anew, or nothing. */
export type Wishes = { readonly isFresh: boolean }

/**
 * Reads what stands behind `npm start --`. Throws CannotStart for what is not known, and for `--fresh` where it could reach
 * something that is not this machine's own to begin anew.
 */
export function readWishes(words: readonly string[], settings: Config): Wishes {
  const strange = words.find((word) => word !== '--fresh')
  if (strange !== undefined) throw new CannotStart(`${strange} is not known: npm start takes --fresh, or nothing`)
  const isFresh = words.includes('--fresh')
  if (isFresh && settings.slack.mode !== 'local') {
    throw new CannotStart('--fresh begins the local workspace anew, but a real Slack is set: leave --fresh out')
  }
  if (isFresh && settings.databaseUrl !== undefined) {
    throw new CannotStart('--fresh deletes no database of yours: unset DATABASE_URL, or leave --fresh out')
  }
  return { isFresh }
}

/** Forgets the local workspace kept in this file: its channels, messages and members. */
export const forgetWorkspace = (stateFile: string): Promise<void> => rm(stateFile, { force: true })
