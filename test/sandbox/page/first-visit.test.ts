import { describe, expect, it } from 'vitest'
import { nothingYet, offerFor, recalled, standings } from '../../../sandbox/page/guide/memory.ts'
import type { Progress } from '../../../sandbox/page/guide/told.ts'

const born = 1_760_000_000
const progress = (done: Partial<Progress['done']> = {}): Progress => ({
  born,
  done: { declare: false, update: false, resolve: false, ...done },
  channel: null,
  connected: true,
})

describe('a first visit', () => {
  it('leads to the first step that is neither done nor skipped', () => {
    expect(standings(progress(), nothingYet(born))).toEqual({ declare: 'now', update: 'later', resolve: 'later' })
    const memory = { ...nothingYet(born), skipped: ['update'] as const }
    expect(standings(progress({ declare: true }), memory)).toEqual({
      declare: 'done',
      update: 'skipped',
      resolve: 'now',
    })
  })

  it('ticks off what was done after it was skipped, and what was done out of order', () => {
    const memory = { ...nothingYet(born), skipped: ['resolve'] as const }
    expect(standings(progress({ resolve: true }), memory)).toEqual({ declare: 'now', update: 'later', resolve: 'done' })
  })

  it('asks for another incident where the next step finds none open', () => {
    expect(offerFor('update', progress())).toBe('declare')
    expect(offerFor('update', { ...progress(), channel: { id: 'C1', name: 'inc-0001' } })).toBe('update')
  })

  it('is remembered as it was', () => {
    const memory = { born, isHidden: true, since: 5, skipped: ['update'] as const }
    expect(recalled(JSON.stringify(memory), born)).toEqual(memory)
  })

  it.each([
    ['nothing', null],
    ['no JSON', '{'],
    ['somebody else’s JSON', '[1]'],
    ['another workspace', JSON.stringify({ born: 1, isHidden: true, since: 0, skipped: [] })],
  ])('begins anew where %s was kept', (_what, text) => {
    expect(recalled(text, born)).toEqual(nothingYet(born))
  })
})
