/**
 * How long a claim lasts, in seconds: Slack calls end after 10 s, so that nobody else begins while one may still run.
 */
export const leaseSeconds = 30

/** Half of the lease: a call takes at most 10 s, and its result some time to be stored. */
export const callsWithinMs = (leaseSeconds * 1000) / 2

/** The tables in which work waits. */
export type WorkTable = 'outbox' | 'inbox' | 'letters'

/** A row in somebody's hands: every write names the claim, and fails once the row has been claimed again. */
export type Hold = { readonly id: number | string; readonly claim: number }
