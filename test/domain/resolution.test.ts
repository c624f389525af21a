import { describe, expect, it } from 'vitest'
import type { Command } from '../../src/domain/commands.ts'
import { publicUpdateId } from '../../src/domain/ids.ts'
import { openPointsOf } from '../../src/domain/open-points.ts'
import { numberedChanges } from '../../src/domain/production-changes.ts'
import { unansweredOf } from '../../src/domain/resolution.ts'
import { ann, at, by, haruki, hour, noa, opened, remind } from './cast.ts'
import { given } from './specification.ts'

const incidentAfter = (...commands: readonly Command[]) => {
  const { incident } = given(...commands).world
  if (incident === undefined) throw new Error('nothing was declared')
  return incident
}

describe('what is asked when it is resolved', () => {
  const answers = {
    fix: 'Rolled back 4.2',
    verified: 'Errors are at 0',
    verifiedBy: ann.user,
    reconciles: 'yes',
    canReturn: 'Not before the next release',
    prevention: ' A test of the totals ',
    customersTold: 'Every order was kept',
    thanks: '',
  } as const

  it('is recorded, each answer clean', () => {
    given(...opened)
      .when(by(noa, '14:00').resolve(answers))
      .records({ type: 'incident-resolved', resolution: { ...answers, prevention: 'A test of the totals' } })
      .leaves({ resolved: { by: noa.user, verifiedBy: ann.user, reconciles: 'yes' } })
  })

  it('may be left unanswered, all but what fixed it', () => {
    given(...opened)
      .when(by(noa, '14:00').resolve({ prevention: ' ', customersTold: '' }))
      .records({
        type: 'incident-resolved',
        resolution: { fix: 'Rolled back 4.2', verified: '', canReturn: '', thanks: '' },
      })
  })

  it('is cut to what a form holds, as the other answers are', () => {
    const { resolved } = incidentAfter(...opened, by(noa).resolve({ prevention: 'x'.repeat(3001) }))
    expect(resolved?.prevention).toHaveLength(3000)
  })

  it('is asked anew when it is resolved a second time', () => {
    const again = [by(noa, '14:00').resolve(answers), by(noa, '14:10').reopen(), by(noa, '14:20').resolve()]
    expect(incidentAfter(...opened, ...again).resolved).not.toHaveProperty('verifiedBy')
  })
})

const unanswered = (...more: readonly Command[]) =>
  unansweredOf(incidentAfter(...opened, by(noa, '14:00').resolve(), ...more))

describe('what was left unanswered', () => {
  it('is open until somebody answers it; an empty answer takes none back', () => {
    expect(unansweredOf(incidentAfter(...opened))).toEqual([])
    expect(unanswered()).toEqual(['verified', 'reconciles', 'can-return', 'prevention'])
    given(...opened, by(noa, '14:00').resolve({ prevention: 'A test' }))
      .when(by(ann, '15:00').answer({ verified: ' A test order ', prevention: '', reconciles: 'not-yet' }))
      .records({ type: 'resolution-answered', answers: { verified: 'A test order', reconciles: 'not-yet' } })
      .leaves({ resolved: { by: noa.user, fix: 'Rolled back 4.2', verified: 'A test order', prevention: 'A test' } })
      .when(by(ann, '15:01').answer({ verified: ' ' }))
      .changesNothing()
    expect(
      unanswered(by(ann).answer({ reconciles: 'not-yet', verified: 'x', canReturn: 'x', prevention: 'x' })),
    ).toEqual(['reconciles'])
    expect(unanswered(by(noa, '14:30').reopen())).toEqual([])
  })

  it('is no question while it is open', () => {
    given(...opened)
      .when(by(ann).answer({ verified: 'x' }))
      .refuses('still-open')
  })

  it('stands in the daily word of the watch', () => {
    given(...opened, by(noa, '14:00').resolve({ verified: 'x', canReturn: 'x' }), by(noa, '14:10').startWatch())
      .when(remind('watch-day', '2026-03-03 14:10', ann))
      .alsoAsksSlackTo({
        type: 'post',
        post: expect.objectContaining({ say: 'watch-day', questions: ['reconciles', 'prevention'] }),
      })
  })
})

const told = (stage: 'identified' | 'resolved') => ({
  impact: { who: 'Shops', since: at('13:00') },
  customers: {
    updates: [
      {
        id: publicUpdateId('u1'),
        stage,
        texts: {},
        draftedBy: haruki.user,
        approvedBy: noa.user,
        publishedAt: at('13:00') + hour,
      },
    ],
    reached: [],
    roots: {},
  },
})

describe('what is still open when somebody wants to resolve', () => {
  it('is who it hurt and since when, until somebody says so', () => {
    expect(openPointsOf(incidentAfter(...opened))).toEqual(['who', 'since'])
    const said = by(noa).stateImpact([
      { part: 'count', to: { count: 12, about: false } },
      { part: 'since', to: at('13:00') },
    ])
    expect(openPointsOf(incidentAfter(...opened, said))).toEqual([])
  })

  it('is the vendor who is still waited on', () => {
    expect(openPointsOf(incidentAfter(...opened, by(noa).awaitVendor()))).toContain('vendor')
    expect(openPointsOf(incidentAfter(...opened, by(noa).awaitVendor(), by(noa).endVendorWait()))).not.toContain(
      'vendor',
    )
  })

  it('is that customers who were told of it do not know yet that it is over', () => {
    expect(openPointsOf(told('identified'))).toEqual(['customers'])
    expect(openPointsOf(told('resolved'))).toEqual([])
  })

  it('forbids nothing: a change that is in place stays as it is', () => {
    const { resolved, ...after } = incidentAfter(
      ...opened,
      by(noa).recordChange('c1', 'Pool size 50'),
      by(noa).resolve(),
    )
    expect(resolved?.fix).toBe('Rolled back 4.2')
    expect(numberedChanges(after)).toHaveLength(1)
  })
})
