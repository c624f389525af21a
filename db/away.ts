import { DatabaseAway } from '../src/app/ports.ts'

/**
 * PostgreSQL's words for "not now" (appendix A of its manual): connection exceptions, insufficient resources, operator
 * intervention and timeouts, read-only, input and output errors. Then postgres.js's own, and the operating system's.
 */
const awayCodes =
  /^(08...|53...|57...|58...|25006|25P03|55P03|CONNECTION_\w+|CONNECT_TIMEOUT|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOENT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/

/** Disk full, read-only: trying again at once changes nothing. */
const lastingCodes = /^(53...|25006|58...)$/

/** Two transactions met: a deadlock, a serialization failure, or both wrote the same key. One of them begins again. */
const raceCodes = /^(40001|40P01|23505)$/

/** The code of an error or of what caused it: drizzle wraps what the driver throws. */
export const codeOf = (error: unknown): string | undefined => {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code
  }
  return undefined
}

/** Is it the database that is away, rather than our statement that is wrong? */
export const isAway = (error: unknown): boolean => error instanceof DatabaseAway || awayCodes.test(codeOf(error) ?? '')

/** Is the database away for longer than a few tries would take? */
export const isAwayForLong = (error: unknown): boolean => lastingCodes.test(codeOf(error) ?? '')

/** Did another transaction get there first? */
export const isRace = (error: unknown): boolean => raceCodes.test(codeOf(error) ?? '')

/** `error` itself, or a `DatabaseAway` caused by it. */
export const asAway = (error: unknown): unknown =>
  isAway(error) && !(error instanceof DatabaseAway)
    ? new DatabaseAway('PostgreSQL is away or cannot write', { cause: error })
    : error

/** Waits at most `ms`: then throws `DatabaseAway`, whatever the promise still does. */
export const within = <Result>(ms: number, work: Promise<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new DatabaseAway('PostgreSQL did not answer in time')), Math.max(0, ms))
    void work.then(resolve, reject).finally(() => clearTimeout(late))
  })

/** A port whose methods throw `DatabaseAway` for what is the database's fault, after `ms` at the latest. */
export const sayingAway = <Port extends object>(port: Port, ms: number): Port => {
  const guarded = Object.entries(port).map(([name, method]: [string, (...args: unknown[]) => Promise<unknown>]) => [
    name,
    async (...args: unknown[]) => {
      try {
        return await within(ms, method(...args))
      } catch (error) {
        throw asAway(error)
      }
    },
  ])
  // Same names, same arguments, same results: only what is thrown differs.
  return Object.fromEntries(guarded) as Port
}
