import { isAway } from './away.ts'

type Asked<One, Result> = {
  readonly one: One
  readonly done: (result: Result) => void
  readonly failed: (error: unknown) => void
}

/**
 * Does what is asked for while the last one is on its way together with one another, at most `atOnce` of them: a
 * hundred wait for the disk once and not a hundred times. `work` resolves with what came of each. Where it fails each
 * is done by itself, for one that cannot be done must not keep the others from it; but not while the database is away.
 */
export const together = <One, Result>(
  atOnce: number,
  work: (ones: readonly One[]) => Promise<(one: One) => Result>,
): ((one: One) => Promise<Result>) => {
  const waiting: Asked<One, Result>[] = []
  let isWorking = false

  const settle = async (some: readonly Asked<One, Result>[]): Promise<void> => {
    try {
      const cameOf = await work(some.map(({ one }) => one))
      for (const { one, done } of some) done(cameOf(one))
    } catch (error) {
      if (some.length === 1 || isAway(error)) for (const { failed } of some) failed(error)
      else for (const each of some) await settle([each])
    }
  }

  const settleAll = async (): Promise<void> => {
    isWorking = true
    while (waiting.length > 0) await settle(waiting.splice(0, atOnce))
    isWorking = false
  }

  return (one) =>
    new Promise((done, failed) => {
      waiting.push({ one, done, failed })
      if (!isWorking) void settleAll()
    })
}
