import type { Ask } from './wire.ts'

/** Looks until something is there: at once, then after every change of the workspace. Rejects when time is up. */
export type Waiting = <Found>(
  look: () => Promise<Found | undefined>,
  what: string | (() => string),
  timeoutMs: number,
) => Promise<Found>

/** The workspace tells of its own changes only; what a test keeps itself is looked at again this often, in ms. */
const lookAgainMs = 250

/** Waiting on a sandbox's own notice of changes: no polling by the clock. */
export const waiting =
  (ask: Ask): Waiting =>
  async (look, what, timeoutMs) => {
    const deadline = performance.now() + timeoutMs
    for (;;) {
      // The version is taken before the look, so that a change during the look ends the wait at once.
      const { version } = await ask<{ version: number }>('changes', { since: -1, timeoutMs: 0 })
      const found = await look()
      if (found !== undefined) return found
      const left = Math.ceil(deadline - performance.now())
      if (left <= 0) throw new Error(`waited ${timeoutMs} ms for ${typeof what === 'string' ? what : what()}`)
      await ask('changes', { since: version, timeoutMs: Math.min(left, lookAgainMs) })
    }
  }
