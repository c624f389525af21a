import { setTimeout as pause } from 'node:timers/promises'
import { declareAtOnce } from './declares.ts'
import { openField, type Runner } from './field.ts'
import { median, randomFrom, shown } from './numbers.ts'
import { printTable, verdict } from './table.ts'

const memoryGoal = 150

/** How long a start takes, and how much memory it holds: idle, and after a hundred and twenty declares. */
export const start = async (serverUrl: string, quick: boolean): Promise<void> => {
  const ours = await measure('stanch', serverUrl, quick ? 1 : 3)
  const theirs = await measure('yardstick', serverUrl, quick ? 1 : 3)
  printTable(
    'Start and memory (without the database)',
    ['', 'Stanch', 'yardstick', 'ratio', 'goal', 'reached'],
    [
      line('start to ready, ms', ours.startMs, theirs.startMs),
      line('RSS idle, MB', ours.idle, theirs.idle, `< ${memoryGoal}`, verdict(ours.idle < memoryGoal)),
      line('RSS after 120 declares, MB', ours.busy, theirs.busy, `< ${memoryGoal}`, verdict(ours.busy < memoryGoal)),
    ],
  )
}

const line = (what: string, mine: number, other: number, goal = '', reached = ''): string[] => [
  what,
  shown(mine),
  shown(other),
  (mine / other).toFixed(2),
  goal,
  reached,
]

const measure = async (runner: Runner, serverUrl: string, starts: number) => {
  const random = randomFrom(4)
  const startMs: number[] = []
  let [idle, busy] = [Number.NaN, Number.NaN]
  for (let nth = 0; nth < starts; nth++) {
    const field = await openField({ runner, serverUrl })
    try {
      startMs.push(field.program.startedInMs)
      if (nth < starts - 1) continue
      await pause(5_000)
      idle = await field.program.memory()
      for (let round = 0; round < 4; round++) await declareAtOnce(field.slack, 30, random)
      busy = await field.program.memory()
    } finally {
      await field.close()
    }
  }
  return { startMs: median(startMs), idle, busy }
}
