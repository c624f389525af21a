/**
 * One thing that was looked at. `ok`; `look`: it works, and somebody should look at it; `broken`: people are without
 * something until it is mended.
 */
export type Line = {
  readonly level: 'ok' | 'look' | 'broken'
  /** What was looked at, in one or two words. */
  readonly name: string
  readonly says: string
  /** What mends it: where, and what to do there. */
  readonly cure?: string
}

/** The line as it is printed, its cure indented under it. */
export const printed = ({ level, name, says, cure }: Line): string =>
  [`${level.padEnd(7)} ${name}: ${says}`, ...(cure === undefined ? [] : [`        ${cure}`])].join('\n')
