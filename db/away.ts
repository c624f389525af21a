import { DatabaseAway } from '../src/app/ports.ts'

/**
 * Words for "not now". PostgreSQL's (appendix A of its manual): connection exceptions, insufficient resources, operator
 * intervention and timeouts, read-only, input and output errors, and that it does not let us in (a password that was
 * changed, a database that is being restored). Then postgres.js's own, and the operating system's.
 */
const awayCodes: readonly RegExp[] = [
  /^(08...|28...|3D000|53...|57...|58...|25006|25P03|55P03)$/,
  /^(CONNECTION_\w+|CONNECT_TIMEOUT)$/,
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|ENOENT)$/,
  /^(EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|ENOTFOUND|EAI_AGAIN)$/,
]

/** Disk full, read-only, not let in: trying again at once changes nothing. */
const lastingCodes = /^(28...|3D000|53...|25006|58...)$/

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
export const isAway = (error: unknown): boolean =>
  error instanceof DatabaseAway || awayCodes.some((codes) => codes.test(codeOf(error) ?? ''))

/** Is the database away for longer than a few tries would take? */
export const isAwayForLong = (error: unknown): boolean => lastingCodes.test(codeOf(error) ?? '')

/** Is it there, but starting, stopping or with all its connections taken? That is over within seconds, as a rule. */
export const isBusy = (error: unknown): boolean => {
  const code = codeOf(error)
  return code === undefined ? error instanceof DatabaseAway : /^(53300|57P0[123]|25P03|CONNECT_TIMEOUT)$/.test(code)
}

/** Did another transaction get there first? */
export const isRace = (error: unknown): boolean => raceCodes.test(codeOf(error) ?? '')

/** What is wrong with it, to go on after "PostgreSQL" or "the database": for operators, in the log and on `/readyz`. */
export const whyAway = (error: unknown): string => {
  const code = codeOf(error)
  if (code === undefined) return 'does not answer'
  if (code === 'CONNECT_TIMEOUT' || code === '57014') return `does not answer (${code})`
  if (code === '25006') return 'is read-only'
  if (code === '53100') return 'has no room left on its disk'
  if (code === '53300') return 'takes no more connections'
  if (/^(28...|3D000)$/.test(code)) return `does not let us in (${code})`
  if (/^57P0[123]$/.test(code)) return 'is starting or stopping'
  return `cannot be reached (${code})`
}

/** `error` itself, or a `DatabaseAway` caused by it. */
export const asAway = (error: unknown): unknown =>
  isAway(error) && !(error instanceof DatabaseAway)
    ? new DatabaseAway('PostgreSQL is away or cannot write', { cause: error })
    : error

/**
 * Waits at most `ms`: then throws `DatabaseAway`, whatever the promise still does. What has arrived meanwhile is read
 * first: a process that was busy for so long itself finds its timers before its answers.
 */
export const within = <Result>(ms: number, work: Promise<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    const giveUp = (): void => reject(new DatabaseAway('PostgreSQL did not answer in time'))
    const late = setTimeout(() => setImmediate(giveUp), Math.max(0, ms))
    void work.then(resolve, reject).finally(() => clearTimeout(late))
  })
