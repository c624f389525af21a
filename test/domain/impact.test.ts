import { describe, it } from 'vitest'
import type { ImpactStatement } from '../../src/domain/impact.ts'
import { ann, at, by, haruki, layla, maya, noa, omar, slack } from './cast.ts'
import { given } from './specification.ts'

const opened = [by(noa, '13:20').declare(), slack().openChannel(), slack().postCard()]
const who: ImpactStatement = { part: 'who', to: 'Customers who pay by card' }
const since: ImpactStatement = { part: 'since', to: at('12:50') }

describe('an impact', () => {
  it('is stated part by part, each a fact of its own, and shown on the card', () => {
    given(...opened)
      .when(by(noa).stateImpact([who, since]))
      .records({ type: 'impact-stated', statement: who }, { type: 'impact-stated', statement: since })
      .asksSlackTo('show-card', 'show-card')
      .leaves({ impact: { who: 'Customers who pay by card', since: at('12:50') } })
  })

  it('records only what is new, and says nothing where nothing is', () => {
    given(...opened, by(noa).stateImpact([who]))
      .when(by(ann, '13:30').stateImpact([{ part: 'who', to: '  Customers who pay by card ' }, since]))
      .records({ type: 'impact-stated', statement: since })
      .when(by(ann, '13:31').stateImpact([who, since]))
      .changesNothing()
  })

  it('takes a part back that is no longer so, once', () => {
    const withdrawn = given(...opened, by(noa).stateImpact([who])).when(
      by(ann, '13:30').stateImpact([], ['who', 'until']),
    )
    withdrawn.records({ type: 'impact-withdrawn', part: 'who' }).leaves({ impact: {} })
    withdrawn.when(by(ann, '13:31').stateImpact([], ['who'])).refuses('impact-empty')
  })

  it('can be said after the end too, for then it is known best', () => {
    given(...opened, by(noa, '14:00').resolve())
      .when(by(ann, '15:00').stateImpact([{ part: 'count', to: { count: 3000, about: true } }]))
      .records({ type: 'impact-stated' })
  })

  it.each<[string, ImpactStatement, string]>([
    ['that begins in the future', { part: 'since', to: at('13:40') }, 'impact-since-in-future'],
    ['that began a year ago', { part: 'since', to: at('2025-03-02 13:00') }, 'time-too-far-back'],
    ['that is expected to have ended', { part: 'until', to: at('13:00') }, 'impact-until-in-past'],
    ['without words', { part: 'meaning', to: ' \u0000 ' }, 'text-empty'],
    ['whose workaround nobody can follow', { part: 'workaround', to: { is: 'known', how: '' } }, 'text-empty'],
    ['longer than anybody reads', { part: 'who', to: 'a'.repeat(1001) }, 'text-too-long'],
    [
      'on more services than a list has room for',
      { part: 'services', to: Array.from({ length: 21 }, (_, nth) => ({ name: `s${nth}` })) },
      'too-many-services',
    ],
  ])('%s is refused', (_, statement, code) => {
    // The codes are typed where they are made; here they stand in a table of texts.
    given(...opened)
      .when(by(noa).stateImpact([statement]))
      .refuses(code as 'text-empty')
  })

  it('is refused from guests and from other organisations', () => {
    given(...opened)
      .when(by(maya).stateImpact([who]))
      .refuses('guest-may-only-report')
    given(...opened)
      .when(by(omar).stateImpact([who]))
      .refuses('outsider-may-only-read')
  })

  it('names a service once, however it is written', () => {
    given(...opened)
      .when(by(noa).stateImpact([{ part: 'services', to: [{ name: 'Checkout' }, { name: ' checkout' }] }]))
      .leaves({ impact: { services: [{ name: 'Checkout' }] } })
  })

  it('brings whoever answers for a service into the channel and tells them, once', () => {
    const services: ImpactStatement = {
      part: 'services',
      to: [
        { name: 'checkout', owner: ann.user },
        { name: 'search', owner: ann.user },
        { name: 'mail', owner: noa.user },
      ],
    }
    given(...opened)
      .when(by(layla).stateImpact([services]))
      .asksSlackTo(
        'show-card',
        { type: 'invite', user: ann.user },
        {
          type: 'tell',
          user: ann.user,
          news: { say: 'service-named', services: ['checkout', 'search'], by: layla.user },
        },
      )
      .when(by(layla, '13:30').stateImpact([{ part: 'services', to: [{ name: 'search', owner: ann.user }] }]))
      .asksSlackTo('show-card')
  })

  it('tells nobody who is in the channel already, nor who says it', () => {
    const mine: ImpactStatement = { part: 'services', to: [{ name: 'mail', owner: haruki.user }] }
    given(...opened, by(haruki, '13:22').join())
      .when(by(layla).stateImpact([mine]))
      .asksSlackTo('show-card')
    given(...opened)
      .when(by(haruki).stateImpact([mine]))
      .asksSlackTo('show-card')
  })

  it('invites owners once the channel opens, where it had not yet', () => {
    const services: ImpactStatement = { part: 'services', to: [{ name: 'checkout', owner: ann.user }] }
    given(by(noa, '13:20').declare(), by(noa, '13:20').stateImpact([services]))
      .when(slack().openChannel())
      .alsoAsksSlackTo({ type: 'invite', user: ann.user })
  })
})
