import { describe, expect, it } from 'vitest'
import { inWords } from '../../scripts/faults/cell.ts'
import { planOf, type Step } from '../../scripts/faults/history/plan.ts'
import { playHistory } from '../../scripts/faults/history/play.ts'
import { freshSeed, seedFrom } from '../../scripts/faults/seeded.ts'
import { freshDatabase } from '../database.ts'

/*
 * Random histories on two replicas, short ones: `npm run faults -- history` plays long ones. One is the same in each
 * run, one is new; `HISTORY_SEED=12345 npx vitest run test/faults/history.test.ts` plays that one again.
 */

const steps = 60

const seeds = [7, seedFrom(process.env['HISTORY_SEED'])]
console.log(`HISTORY_SEED=${seeds.at(-1)}`)

// Outside of the tests, for they run side by side: these databases go when the run ends.
const histories = await Promise.all(seeds.map(async (seed) => ({ seed, database: await freshDatabase() })))

describe.concurrent('after a history of faults everything is as it was promised', { timeout: 300_000 }, () => {
  for (const { seed, database } of histories) {
    it(`seed ${seed}`, async ({ expect: expecting }) => {
      const told = await playHistory(database, { seed, steps, freezes: true })
      const why = [`HISTORY_SEED=${seed}`, ...told.story, told.log].join('\n')
      expecting([...told.breaches.map(inWords), ...told.faults], why).toEqual([])
      expecting(told.incidents).toBeGreaterThan(0)
    })
  }
})

const plan = (seed: number): readonly Step[] => planOf({ seed, steps: 400, freezes: true })

describe('a plan', () => {
  it('is the same for the same seed, and another for another', () => {
    const seed = freshSeed()
    expect(plan(seed)).toEqual(plan(seed))
    expect(plan(seed)).not.toEqual(plan(seed + 1))
  })

  it('has twenty incidents, five people and two replicas in it, and ends every fault that lasts', () => {
    const steps400 = plan(1)
    const acts = steps400.flatMap((step) => (step.kind === 'act' ? [step] : []))
    expect(acts.filter(({ deed }) => deed === 'declare')).toHaveLength(20)
    expect(new Set(acts.map(({ who }) => who)).size).toBe(5)
    expect(new Set(steps400.flatMap((step) => ('bot' in step ? [step.bot] : []))).size).toBe(2)
    const count = (...kinds: Step['kind'][]): number => steps400.filter(({ kind }) => kinds.includes(kind)).length
    expect(count('kill', 'terminate')).toBe(count('start'))
    expect(count('freeze')).toBe(count('thaw'))
    expect(count('hold')).toBe(count('release'))
    expect(steps400.findLast((step) => step.kind === 'copies')).toEqual({ kind: 'copies', count: 1 })
  })

  it('has faults of every kind', () => {
    const kinds = new Set(plan(1).map(({ kind }) => kind))
    expect([...kinds].toSorted()).toEqual(
      [
        'act',
        'again',
        'blow',
        'copies',
        'cut-database',
        'cut-sockets',
        'freeze',
        'hold',
        'kill',
        'refuse',
        'release',
        'start',
        'terminate',
        'thaw',
      ].toSorted(),
    )
  })
})
