import { describe, expect, it } from 'vitest'
import { inWords } from '../../scripts/faults/cell.ts'
import { planOf, type Step } from '../../scripts/faults/history/plan.ts'
import { playHistory } from '../../scripts/faults/history/play.ts'
import { freshSeed, seedFrom } from '../../scripts/faults/seeded.ts'
import { freshDatabase } from '../database.ts'

/*
 * Random histories on two replicas, short ones, the same in each run: `npm run faults -- history` plays long ones, of a new
 * seed each time; `HISTORY_SEED=12345 npx vitest run test/faults/history.test.ts` plays that one.
 */

const steps = 60

const seeds = [7, seedFrom(process.env['HISTORY_SEED'] ?? '88409')]
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

const isAnnouncements = (where: unknown): boolean => where === 'announcements'
const isOfOne = (where: unknown): boolean => typeof where === 'number'

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
    expect(acts.filter(({ deed }) => deed === 'declare' || deed === 'report')).toHaveLength(20)
    expect(new Set(acts.map(({ who }) => who)).size).toBe(5)
    expect(new Set(steps400.flatMap((step) => ('bot' in step ? [step.bot] : []))).size).toBe(2)
    const count = (...kinds: Step['kind'][]): number => steps400.filter(({ kind }) => kinds.includes(kind)).length
    expect(count('kill', 'terminate')).toBe(count('start'))
    expect(count('freeze')).toBe(count('thaw'))
    expect(count('hold')).toBe(count('release'))
    expect(count('database-away')).toBe(count('database-back'))
    expect(count('token-revoked')).toBe(count('token-back'))
    expect(count('scope-missing')).toBe(count('scope-back'))
    expect(steps400.findLast((step) => step.kind === 'copies')).toEqual({ kind: 'copies', count: 1 })
    for (const bot of [0, 1]) {
      const set = steps400.findLast((step) => step.kind === 'clock' && step.bot === bot)
      expect(set).toEqual({ kind: 'clock', bot, aheadMs: 0 })
    }
  })

  it('gives the channel of announcements back, and leaves some of the others as they are', () => {
    const all = Array.from({ length: 20 }, (_, seed) => plan(seed)).flat()
    const count = (isIt: (where: unknown) => boolean, ...kinds: Step['kind'][]): number =>
      all.filter((step) => kinds.includes(step.kind) && 'where' in step && isIt(step.where)).length
    expect(count(isAnnouncements, 'archive', 'take-bot-out')).toBe(count(isAnnouncements, 'let-bot-in'))
    expect(count(isOfOne, 'archive', 'take-bot-out')).toBeGreaterThan(count(isOfOne, 'let-bot-in'))
    expect(count(isOfOne, 'let-bot-in')).toBeGreaterThan(0)
  })

  it('starts nothing while its database is away or its token revoked', () => {
    const away = new Set<string>()
    for (const { kind } of Array.from({ length: 20 }, (_, seed) => plan(seed)).flat()) {
      if (kind === 'database-away' || kind === 'token-revoked') away.add(kind)
      if (kind === 'database-back') away.delete('database-away')
      if (kind === 'token-back') away.delete('token-revoked')
      if (kind === 'start') expect([...away]).toEqual([])
    }
  })

  it('has faults of every kind', () => {
    const kinds = Array.from({ length: 5 }, (_, seed) => plan(seed)).flatMap((all) => all.map(({ kind }) => kind))
    expect([...new Set(kinds)].toSorted()).toEqual(
      [
        'act',
        'again',
        'archive',
        'blow',
        'clock',
        'copies',
        'cut-database',
        'cut-sockets',
        'cut-unacked',
        'database-away',
        'database-back',
        'farewell',
        'freeze',
        'hold',
        'kill',
        'let-bot-in',
        'rate-limited',
        'refuse',
        'release',
        'scope-back',
        'scope-missing',
        'silence-socket',
        'start',
        'take-bot-out',
        'terminate',
        'thaw',
        'token-back',
        'token-revoked',
        'unarchive',
      ].toSorted(),
    )
  })
})
