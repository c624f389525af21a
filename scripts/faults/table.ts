import { blows } from './blow.ts'
import { inWords, titleOfCell, type Cell, type Played, type Result } from './cell.ts'
import { nameOf } from './point.ts'
import { promises } from './promise.ts'

/** A cell that was run, and what came of it. */
export type Ran = { readonly cell: Cell; readonly result: Result }

/** Nothing broke, and nothing else went wrong. */
export const holds = ({ result }: Ran): boolean => result.breaches.length + result.faults.length === 0

/**
 * One line for each call, one column for each fault: the seconds from what the person did until nothing waited any
 * more; else the parts of the promise that broke, or `late` where it was another thing. `-`: the call was not made
 * this time. Empty: not run.
 */
export const tableOf = ({ scenario, points }: Played, ran: readonly Ran[]): string => {
  const width = Math.max(...points.map((point) => nameOf(point).length), scenario.name.length)
  const line = (first: string, cells: readonly string[]): string =>
    [first.padEnd(width), ...cells.map((text) => text.padStart(14))].join(' ').trimEnd()
  return [
    line(
      scenario.name,
      blows.map(({ name }) => name),
    ),
    ...points.map((point) =>
      line(
        nameOf(point),
        blows.map((blow) => {
          const found = ran.find(({ cell }) => cell.point === point && cell.blow === blow)
          return found === undefined ? '' : shortly(found)
        }),
      ),
    ),
  ].join('\n')
}

/** `81 of 81 cells keep the promise (I1 81, I2 81, I3 81, I4 81, I5 81); the slowest took 12.7 s`. */
export const summaryOf = (ran: readonly Ran[]): string => {
  const kept = promises.map((promise) => {
    const broken = ran.filter(({ result }) => result.breaches.some((breach) => breach.promise === promise)).length
    return `${promise} ${ran.length - broken}`
  })
  const slowest = Math.max(0, ...ran.map(({ result }) => result.ms)) / 1000
  const sound = ran.filter(holds).length
  return `${sound} of ${ran.length} cells keep the promise (${kept.join(', ')}); the slowest took ${slowest.toFixed(1)} s`
}

/** What does not hold, line by line. */
export const tellOf = ({ cell, result }: Ran): string =>
  [titleOfCell(cell), ...[...result.breaches.map(inWords), ...result.faults].map((line) => `  ${line}`)].join('\n')

const shortly = (ran: Ran): string => {
  if (holds(ran) && !ran.result.isMade) return '-'
  if (holds(ran)) return `${(ran.result.ms / 1000).toFixed(1)} s`
  const broken = promises.filter((promise) => ran.result.breaches.some((breach) => breach.promise === promise))
  return broken.length === 0 ? 'LATE' : broken.join(' ')
}
