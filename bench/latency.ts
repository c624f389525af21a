import { type Declared, declareAtOnce, type Milestone, milestones } from './declares.ts'
import { type Field, openField, type Runner } from './field.ts'
import { median, percentile, randomFrom, shown } from './numbers.ts'
import { printTable, verdict } from './table.ts'

const delayMs = 50
const names: Readonly<Record<Milestone, string>> = {
  a: 'a acknowledged',
  b: 'b channel exists',
  c: 'c declarer is in it',
  d: 'd card posted',
  e: 'e announced',
}

/** p50 and p99 of a declare's milestones, alone and with thirty at once, beside the yardstick's, turn by turn. */
export const latency = async (serverUrl: string, quick: boolean): Promise<void> => {
  const fields = [
    await openField({ runner: 'stanch', serverUrl, delayMs }),
    await openField({ runner: 'yardstick', serverUrl, delayMs }),
  ]
  try {
    const random = randomFrom(1)
    const turns = async (rounds: number, atOnce: number): Promise<Record<Runner, Declared[]>> => {
      const all: Record<Runner, Declared[]> = { stanch: [], yardstick: [] }
      for (let round = 0; round < rounds; round++) {
        for (const field of fields) all[field.runner].push(...(await declareAtOnce(field.slack, atOnce, random)))
      }
      return all
    }
    await turns(3, 1)
    await turns(1, 30)
    const cpuBefore = await cpuOf(fields)
    const alone = await turns(quick ? 6 : 25, 1)
    const together = await turns(quick ? 1 : 4, 30)
    const cpuAfter = await cpuOf(fields)
    print('One declare at a time', alone, 1)
    print('Thirty at once', together, 30)
    const declares = alone.stanch.length + together.stanch.length
    const [ours = Number.NaN, theirs = Number.NaN] = cpuAfter.map((ms, nth) => (ms - (cpuBefore[nth] ?? 0)) / declares)
    console.log(`CPU for one declare: Stanch ${shown(ours)} ms, yardstick ${shown(theirs)} ms`)
  } finally {
    for (const field of fields) await field.close()
  }
}

const cpuOf = (fields: readonly Field[]): Promise<number[]> =>
  Promise.all(fields.map(async ({ program }) => (await program.cpu()) ?? Number.NaN))

const print = (title: string, { stanch, yardstick }: Record<Runner, Declared[]>, atOnce: number): void => {
  const lines = milestones.map((milestone) => {
    const of = (all: readonly Declared[]) => all.map((one) => one[milestone])
    const [ours, theirs] = [of(stanch), of(yardstick)]
    const reached = { p50: median(ours), p99: percentile(ours, 0.99), ratio: median(ours) / median(theirs) }
    const { goal, isReached } = goalOf(milestone, atOnce)
    return [
      names[milestone],
      shown(reached.p50),
      shown(reached.p99),
      shown(median(theirs)),
      shown(percentile(theirs, 0.99)),
      reached.ratio.toFixed(2),
      String(median(stanch.map(({ depth }) => depth[milestone]))),
      String(median(yardstick.map(({ depth }) => depth[milestone]))),
      goal,
      verdict(isReached(reached)),
    ]
  })
  const head = ['ms after typing', 'p50', 'p99', 'yard p50', 'yard p99', 'ratio', 'depth', 'yard', 'goal', 'reached']
  printTable(`${title}, every call of Slack delayed by ${delayMs} ms (n = ${stanch.length})`, head, lines)
}

type Reached = { readonly p50: number; readonly p99: number; readonly ratio: number }

/** Goals for one declare alone; thirty at once share two cores, and only the acknowledgement has a goal there. */
const goalOf = (milestone: Milestone, atOnce: number): { goal: string; isReached: (reached: Reached) => boolean } => {
  if (milestone === 'a' && atOnce > 1) return { goal: 'p99 < 50', isReached: ({ p99 }) => p99 < 50 }
  if (milestone === 'a') return { goal: '<= 1.5 x yard', isReached: ({ ratio }) => ratio <= 1.5 }
  if (atOnce > 1) return { goal: '<= 1.5 x yard', isReached: ({ ratio }) => ratio <= 1.5 }
  const limit = milestone === 'b' ? delayMs + 10 : 2 * delayMs + 20
  return { goal: `p50 <= ${limit}`, isReached: ({ p50 }) => p50 <= limit }
}
