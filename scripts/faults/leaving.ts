import { constants } from 'node:os'

const signals = ['SIGINT', 'SIGTERM'] as const
type Signal = (typeof signals)[number]

/** Resolves with the signal that asks this process to end; a second one ends it at once. */
export const askedToLeave = (): Promise<Signal> =>
  new Promise((resolve) => {
    for (const signal of signals) {
      process.once(signal, () => {
        // What is torn away in the middle of its work rejects, and nobody waits for it any more.
        process.on('unhandledRejection', () => undefined)
        resolve(signal)
      })
    }
  })

/** What a shell reads of a process that a signal ended. */
export const exitCodeFor = (signal: Signal): number => 128 + constants.signals[signal]
