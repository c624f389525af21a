import { describe, it } from 'vitest'
import { runFreeze, titleOfFreeze, type Freeze } from '../../scripts/faults/freeze.ts'
import type { Point } from '../../scripts/faults/point.ts'
import { scenarios } from '../../scripts/faults/scenarios.ts'
import { freshDatabase } from '../database.ts'

/*
 * A sample of `npm run faults -- freeze`: of two replicas one is frozen in the middle of a call for longer than its
 * claim lasts, and goes on when the other has done its work. Side by side, for nearly all of it is waiting.
 */

const create: Point = { method: 'conversations.create', place: '', nth: 0 }
const inChannel = (method: string): Point => ({ method, place: '(channel)', nth: 0 })
const announce: Point = { method: 'chat.postMessage', place: '(announcements)', nth: 0 }

const sample: readonly [scenario: string, points: readonly Point[], arrival: Freeze['arrival']][] = [
  ['declare', [create], 'late'],
  ['declare', [inChannel('chat.postMessage'), announce, inChannel('conversations.setTopic')], 'late'],
]

const named = (name: string): Freeze['scenario'] => {
  const found = scenarios.find((one) => one.name === name)
  if (found === undefined) throw new Error(`There is no ${name}`)
  return found
}

// Outside of the tests, for they run side by side: these databases go when the run ends.
const databases = await Promise.all(sample.map(() => freshDatabase()))
const cells = sample.map(([scenario, points, arrival], nth) => {
  const freeze = { scenario: named(scenario), points, arrival }
  return { freeze, title: titleOfFreeze(freeze), database: databases[nth] ?? '' }
})

describe.concurrent('within a minute of the thaw one effect of each step remains, after', { timeout: 240_000 }, () => {
  it.for(cells)('$title', async ({ freeze, database }, { expect }) => {
    const { breaches, faults, log } = await runFreeze(freeze, database, 0)
    expect([...faults, ...breaches], log).toEqual([])
  })
})
