import { describe, expect, it } from 'vitest'
import type { Command } from '../../src/domain/commands.ts'
import { kinds } from '../../src/domain/incident.ts'
import { draft } from '../../src/domain/postmortem.ts'
import { isMoot } from '../../src/domain/reminders.ts'
import { timeline } from '../../src/domain/timeline.ts'
import { isWatchOffered, openItems, runningWatch, watchTemplate } from '../../src/domain/watch.ts'
import { ann, at, by, day, noa, opened, remind, resolved } from './cast.ts'
import { carryOut, given } from './specification.ts'

const watched = [...resolved, by(ann, '14:10').startWatch()]
const post = (facts: Readonly<Record<string, unknown>>) =>
  ({ type: 'post', in: 'channel', post: expect.objectContaining(facts) }) as const

describe('a stabilisation plan', () => {
  it('begins once it is resolved, with the checklist of its kind, and the channel reads so', () => {
    const until = at('14:10') + 3 * day
    given(...resolved)
      .when(by(ann, '14:10').startWatch('three-days', ' Nothing came back '))
      .records({ type: 'watch-started', until, exit: 'Nothing came back', items: watchTemplate('outage') })
      .alsoAsksSlackTo('show-card', post({ say: 'watch-started', by: ann.user, until }))
      .leaves({ watch: { by: ann.user, until }, reminders: { 'watch-day': { dueAt: at('14:10') + day, sent: 0 } } })
  })

  it('begins once it is contained too, and goes on when it is resolved', () => {
    const contained = [...opened, by(noa, '13:40').setStatus('contained'), by(noa, '13:45').startWatch('day')]
    given(...contained)
      .when(by(noa, '14:00').resolve())
      .leaves({ status: 'resolved', reminders: { 'watch-day': { dueAt: at('13:45') + day } } })
  })

  it('is refused before, a second time while one goes on, and where there is none', () => {
    given(...opened)
      .when(by(ann).startWatch())
      .refuses('watch-too-early', { number: 42 })
    given(...watched)
      .when(by(noa, '14:20').startWatch('week'))
      .refuses('watch-goes-on', { number: 42 })
    for (const wish of [by(noa).tickWatch('load'), by(noa).endWatch(), by(noa).breakWatch()]) {
      given(...resolved)
        .when(wish)
        .refuses('no-watch', { number: 42 })
    }
  })

  it('has a checklist for every kind, which fits the ten boxes of a form', () => {
    for (const kind of kinds) {
      expect(watchTemplate(kind).length).toBeGreaterThan(2)
      expect(watchTemplate(kind).length).toBeLessThanOrEqual(10)
    }
  })
})

/** Whether a plan is offered after this. */
const offered = (...more: readonly Command[]) => {
  const { incident } = given(...opened, ...more).world
  return incident && isWatchOffered(incident)
}

describe('that one could begin', () => {
  it('is said in the word of the end, unless one goes on already', () => {
    given(...opened)
      .when(by(noa, '14:00').resolve())
      .alsoAsksSlackTo(post({ say: 'resolved', offersWatch: true }))
    const { effects } = carryOut(
      given(...opened, by(noa, '13:40').setStatus('contained'), by(noa, '13:45').startWatch('day')).world,
      by(noa, '14:00').resolve(),
    ).verdict
    expect(JSON.stringify(effects)).not.toContain('offersWatch')
  })

  it('is offered from containment on, while none goes on', () => {
    const contained = by(noa, '13:40').setStatus('contained')
    expect([offered(), offered(contained), offered(contained, by(noa, '13:45').startWatch())]).toEqual([
      false,
      true,
      false,
    ])
    expect(offered(contained, by(noa, '13:45').startWatch(), by(noa, '13:50').endWatch())).toBe(true)
  })
})

describe('its checklist', () => {
  it('records what is new alone: ticked, and open again', () => {
    const { world } = given(...watched)
      .when(by(noa, '15:00').tickWatch('load', 'alert'))
      .records({ type: 'watch-item-ticked', item: 'load' }, { type: 'watch-item-ticked', item: 'alert' })
      .alsoAsksSlackTo('show-card')
      .when(by(noa, '15:05').tickWatch('alert'))
      .records({ type: 'watch-item-opened', item: 'load' })
    const watch = world.incident && runningWatch(world.incident)
    expect(watch && openItems(watch)).toEqual(['errors-normal', 'load', 'backlog', 'changes', 'users'])
    given(...watched, by(noa, '15:00').tickWatch('load'))
      .when(by(ann, '15:01').tickWatch('load'))
      .changesNothing()
  })

  it('stands in the timeline and in what the postmortem starts from', () => {
    const { incident, events } = given(
      ...watched,
      by(noa, '15:00').tickWatch('load'),
      by(ann, '16:00').endWatch(),
    ).world
    const facts = timeline(events).flatMap(({ what }) => (what.is === 'fact' ? [what.event.type] : []))
    expect(facts.slice(-3)).toEqual(['watch-started', 'watch-item-ticked', 'watch-ended'])
    expect(incident && draft(incident, events).incident.watch?.ended).toMatchObject({ by: ann.user, cameBack: false })
  })
})

describe('its daily word', () => {
  it('comes a day later in working hours, with what is open, and again a day after that', () => {
    given(...watched, by(noa, '15:00').tickWatch('load', 'alert', 'users', 'changes'))
      .when(remind('watch-day', '2026-03-03 14:10', ann))
      .records({ type: 'watch-told', to: ann.user, nextDueAt: at('2026-03-04 14:10') })
      .asksSlackTo(post({ say: 'watch-day', to: ann.user, over: false, open: ['errors-normal', 'backlog'] }))
      .when(remind('watch-day', '2026-03-03 14:11', ann))
      .changesNothing()
      .when(remind('watch-day', '2026-03-05 14:20', ann))
      .asksSlackTo(post({ say: 'watch-day', over: true }))
  })

  it('waits for the morning, so that a week brings no more than one a day', () => {
    given(...resolved, by(ann, '2026-03-02 20:00').startWatch('week'))
      .when(remind('watch-day', '2026-03-03 20:00', ann))
      .records({ type: 'watch-put-off', until: at('2026-03-04 09:00') })
      .asksNothing()
      .when(remind('watch-day', '2026-03-04 09:00', ann))
      .records({ type: 'watch-told', nextDueAt: at('2026-03-05 09:00') })
  })

  it('comes no more once it has ended, and what is on its way is not said', () => {
    const { incident } = given(...watched).when(by(noa, '16:00').endWatch()).world
    expect(incident?.reminders).not.toHaveProperty('watch-day')
    expect(incident?.reminders).toHaveProperty('postmortem-unpublished')
    const late = { say: 'watch-day', until: 0, over: true, open: [] } as const
    expect(incident && isMoot(late, incident)).toBe(true)
    const going = given(...watched).world.incident
    expect(going && isMoot(late, going)).toBe(false)
  })
})

describe('its end', () => {
  it('is said by a person: operation is controlled, whatever was left open', () => {
    given(...watched, by(noa, '15:00').tickWatch('load'))
      .when(by(noa, '16:00').endWatch())
      .alsoAsksSlackTo('show-card', post({ say: 'watch-ended', by: noa.user }))
      .leaves({ status: 'resolved', watch: { ended: { by: noa.user, cameBack: false } } })
      .when(by(noa, '16:01').endWatch())
      .refuses('no-watch')
      .when(by(noa, '16:02').startWatch())
      .leaves({ watch: { since: at('16:02') } })
  })

  it('may say how it is known, in a line or two', () => {
    given(...watched)
      .when(by(noa, '16:00').endWatch(' Totals agree for three days '))
      .records({ type: 'watch-ended', words: 'Totals agree for three days' })
      .alsoAsksSlackTo(post({ say: 'watch-ended', words: 'Totals agree for three days' }))
      .leaves({ watch: { ended: { words: 'Totals agree for three days' } } })
    const { incident } = given(...watched).when(by(noa, '16:00').endWatch('x'.repeat(600))).world
    expect(incident?.watch?.ended?.words).toHaveLength(500)
  })

  it('does not end what its messages offer: it is back reopens what is over, once', () => {
    given(...watched, by(noa, '16:00').endWatch())
      .when(by(ann, '18:00').breakWatch())
      .records({ type: 'incident-reopened', why: 'It is back' })
      .alsoAsksSlackTo(post({ say: 'reopened' }))
      .leaves({ status: 'investigating' })
      .when(by(noa, '18:00').breakWatch())
      .refuses('no-watch')
  })

  it('is one press where it comes back: reopened, or investigated again', () => {
    given(...watched)
      .when(by(noa, '16:00').breakWatch())
      .records({ type: 'watch-ended', cameBack: true }, { type: 'incident-reopened', why: 'It is back' })
      .alsoAsksSlackTo(post({ say: 'reopened' }))
      .leaves({ status: 'investigating', watch: { ended: { cameBack: true } } })
    given(...opened, by(noa, '13:40').setStatus('contained'), by(noa, '13:45').startWatch())
      .when(by(ann, '16:00').breakWatch())
      .records({ type: 'watch-ended', cameBack: true }, { type: 'status-changed', to: 'investigating' })
      .alsoAsksSlackTo(post({ say: 'watch-broken', by: ann.user }))
  })

  it('comes with any other reopening too, and with a false alarm', () => {
    const reopened = given(...watched).when(by(noa, '16:00').reopen()).world.incident
    expect(reopened?.watch?.ended).toMatchObject({ cameBack: true })
    expect(reopened?.reminders).not.toHaveProperty('watch-day')
    const contained = [...opened, by(noa, '13:40').setStatus('contained'), by(noa, '13:45').startWatch()]
    const cancelled = given(...contained).when(by(noa, '16:00').cancel()).world.incident
    expect(cancelled && runningWatch(cancelled)).toBeUndefined()
    expect(cancelled?.reminders).not.toHaveProperty('watch-day')
  })
})
