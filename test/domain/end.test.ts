import { describe, expect, it } from 'vitest'
import { openFor, type PostmortemPart } from '../../src/domain/incident.ts'
import { ann, at, by, day, declared, minute, noa, opened, resolved, slack } from './cast.ts'
import { given } from './specification.ts'

const part = (name: PostmortemPart) => ({ type: 'show-postmortem', part: name }) as const

describe('resolving', () => {
  it('closes the card, tells the channel what fixed it and how long it took, and begins the postmortem', () => {
    given(...opened)
      .when(by(ann, '14:31').resolve({ fix: ' Rolled back 4.2 ', verified: 'Errors are at 0' }))
      .records({
        type: 'incident-resolved',
        resolution: { fix: 'Rolled back 4.2', verified: 'Errors are at 0', canReturn: '', thanks: '' },
      })
      .asksSlackTo(
        'show-card',
        {
          type: 'post',
          in: 'channel',
          post: {
            say: 'resolved',
            by: ann.user,
            at: at('14:31'),
            afterMs: 71 * minute,
            fix: 'Rolled back 4.2',
            offersWatch: true,
          },
        },
        'show-announcement',
        part('root'),
      )
      .leaves({ status: 'resolved', resolved: { by: ann.user, at: at('14:31'), fix: 'Rolled back 4.2' } })
  })

  it('leaves nothing due but the postmortem, in three days', () => {
    const { incident } = given(...opened).when(by(ann, '14:00').resolve()).world
    expect(incident?.nextUpdateDue).toBeUndefined()
    expect(incident?.reminders).toEqual({ 'postmortem-unpublished': { dueAt: at('14:00') + 3 * day, sent: 0 } })
  })

  it('needs what fixed it, and keeps whole what fits a form', () => {
    given(...opened)
      .when(by(ann).resolve({ fix: ' ' }))
      .refuses('text-empty')
    given(...opened)
      .when(by(ann).resolve({ fix: 'x'.repeat(3001) }))
      .refuses('text-too-long', { length: 3001, limit: 3000 })
    const { world } = given(...opened).when(by(ann).resolve({ verified: 'x'.repeat(3001) }))
    expect(world.incident?.resolved?.verified).toHaveLength(3000)
  })

  it('twice: the second one reads who did it, and when', () => {
    given(...opened, by(ann, '14:31').resolve())
      .when(by(noa, '14:32').resolve())
      .refuses('already-resolved', { number: 42, by: ann.user, at: at('14:31') })
  })

  it('what was cancelled is refused', () => {
    given(...opened, by(ann, '13:40').cancel())
      .when(by(noa).resolve())
      .refuses('already-cancelled', { number: 42, by: ann.user, at: at('13:40') })
  })

  it('draws the replies of the postmortem when its root stands, and its further pages when they are needed', () => {
    given(...opened, by(noa, '14:00').resolve())
      .when(slack('14:00').draw('root', 2))
      .asksSlackTo(
        ...(['summary', 'impact', 'timeline-1', 'timeline-2', 'lessons', 'root-cause', 'follow-ups'] as const).map(
          part,
        ),
      )
      .when(slack('14:01').draw('timeline-1', 2))
      .asksNothing()
      .when(slack('14:02').draw('timeline-2', 3))
      .asksSlackTo(part('timeline-1'), part('timeline-2'), part('timeline-3'))
      .when(slack('14:02').draw('timeline-2', 3))
      .changesNothing()
  })
})

describe('reopening', () => {
  it('goes on with the same record: open again, told in the channel, and due again', () => {
    given(...resolved, by(ann, '14:10').addFollowUp('f1', 'Alert on the queue'))
      .when(by(ann, '15:00').reopen(' Errors are back '))
      .records({ type: 'incident-reopened', why: 'Errors are back', nextUpdateDue: at('15:30') })
      .alsoAsksSlackTo(
        'show-card',
        {
          type: 'post',
          in: 'channel',
          post: { say: 'reopened', by: ann.user, at: at('15:00'), why: 'Errors are back' },
        },
        'show-announcement',
        part('root'),
      )
      .leaves({ number: 42, status: 'investigating', nextUpdateDue: at('15:30'), followUps: [{ id: 'f1' }] })
      .leaves({ reminders: { 'update-overdue': { dueAt: at('15:30'), sent: 0 }, 'no-lead': { dueAt: at('15:05') } } })
  })

  it('keeps the roles, so asks for no lead where there is one', () => {
    const { incident } = given(...opened, by(ann).take('lead'), by(ann).resolve()).when(by(noa).reopen()).world
    expect(incident?.roles.lead?.holder).toBe(ann.user)
    expect(incident?.reminders).not.toHaveProperty('no-lead')
    expect(incident?.reminders).not.toHaveProperty('postmortem-unpublished')
  })

  it('what is open is refused', () => {
    given(...opened)
      .when(by(ann).reopen())
      .refuses('still-open', { number: 42 })
  })

  it('what was cancelled brings it back: it was real', () => {
    const { incident } = given(...opened, by(ann).cancel()).when(by(noa).reopen()).world
    expect(incident).toMatchObject({ status: 'investigating' })
    expect(incident?.cancelled).toBeUndefined()
  })

  it('and resolving again draws the postmortem again and tells the new time', () => {
    given(...resolved, by(ann, '15:00').reopen())
      .when(by(ann, '15:20').resolve({ fix: 'Fixed the cache' }))
      .alsoAsksSlackTo(
        {
          type: 'post',
          in: 'channel',
          post: expect.objectContaining({ afterMs: at('14:00') - at('13:20') + 20 * minute, fix: 'Fixed the cache' }),
        },
        part('root'),
        part('summary'),
        part('timeline-1'),
      )
  })

  it('does not count the time between the resolution and the reopening', () => {
    const again = given(...opened, by(ann, '14:00').resolve(), by(ann, '15:00').reopen())
    const { incident } = again.when(by(ann, '15:10').resolve()).world
    expect(incident && openFor(incident, at('15:10'))).toBe(at('14:00') - at('13:20') + 10 * minute)
  })

  it('keeps the postmortem following: whatever happens then stands in its timeline', () => {
    const again = [...resolved, by(ann, '15:00').reopen()]
    for (const command of [
      by(ann, '15:05').setStatus('identified'),
      by(ann, '15:05').setSeverity('sev2'),
      by(ann, '15:05').take('lead'),
      by(ann, '15:05').postUpdate('Rolling back again'),
      by(ann, '15:05').cancel(),
    ]) {
      given(...again)
        .when(command)
        .alsoAsksSlackTo(part('root'), part('timeline-1'))
    }
  })
})

describe('cancelling', () => {
  it('tells the channel why, and nothing is due any more', () => {
    const cancelled = given(...opened).when(by(ann, '13:40').cancel(' A test alert '))
    cancelled
      .records({ type: 'incident-cancelled', why: 'A test alert' })
      .asksSlackTo(
        'show-card',
        { type: 'post', in: 'channel', post: { say: 'cancelled', by: ann.user, why: 'A test alert' } },
        'show-announcement',
      )
      .leaves({ status: 'cancelled', cancelled: { by: ann.user, at: at('13:40'), why: 'A test alert' }, reminders: {} })
    expect(cancelled.world.incident?.nextUpdateDue).toBeUndefined()
  })

  it('while its channel is being made: the channel opens and shows it', () => {
    given(declared)
      .when(by(noa, '13:21').cancel())
      .asksSlackTo({ type: 'post', in: 'channel' }, 'show-announcement')
      .when(slack('13:22').openChannel())
      .alsoAsksSlackTo('show-card', 'show-announcement', 'set-topic')
      .doesNotAskSlackTo('show-postmortem')
      .leaves({ status: 'cancelled', reminders: {} })
  })

  it('what has ended is refused', () => {
    given(...opened, by(ann).cancel())
      .when(by(noa).cancel())
      .refuses('already-cancelled')
    given(...resolved)
      .when(by(noa).cancel())
      .refuses('already-resolved')
  })

  it('after a reopening leaves no trace of the resolution', () => {
    const { incident } = given(...resolved, by(ann, '15:00').reopen()).when(by(ann, '15:05').cancel()).world
    expect(incident).toMatchObject({ status: 'cancelled', reminders: {} })
    expect(incident?.resolved).toBeUndefined()
  })
})

describe('the postmortem', () => {
  it('takes prose in each section, drawn again alone', () => {
    given(...resolved)
      .when(by(ann, '15:00').editProse('impact', ' 40% of payments failed '))
      .records({ type: 'prose-edited', section: 'impact', text: '40% of payments failed' })
      .asksSlackTo(part('impact'))
      .leaves({ postmortem: { prose: { impact: { text: '40% of payments failed', by: ann.user, at: at('15:00') } } } })
      .when(by(noa).editProse('impact', '40% of payments failed'))
      .changesNothing()
      .when(by(noa).editProse('impact', 'x'.repeat(3001)))
      .refuses('text-too-long')
  })

  it('published once: the reminder stops, the card and the root say so', () => {
    const published = given(...resolved).when(by(ann, '2026-03-03 10:00').publish())
    published
      .records({ type: 'postmortem-published' })
      .asksSlackTo('show-card', part('root'))
      .leaves({ postmortem: { published: { by: ann.user, at: at('2026-03-03 10:00') } } })
      .when(by(noa).publish())
      .refuses('postmortem-already-published', { number: 42, by: ann.user, at: at('2026-03-03 10:00') })
    expect(published.world.incident?.reminders).toEqual({})
  })

  it('is to be published again after a reopening, for it did not know how it went on', () => {
    given(...resolved, by(ann, '14:30').publish(), by(ann, '15:00').reopen(), by(ann, '15:20').resolve())
      .when(by(ann, '15:30').publish())
      .records({ type: 'postmortem-published' })
  })

  it('that was published while open again is not asked for', () => {
    const { incident } = given(...resolved, by(ann, '15:00').reopen(), by(ann, '15:10').publish()).when(
      by(ann, '15:20').resolve(),
    ).world
    expect(incident?.reminders).toEqual({})
  })

  it('is exported for whoever asked', () => {
    given(...resolved)
      .when(by(ann).export())
      .records({ type: 'postmortem-exported' })
      .asksSlackTo({ type: 'upload-postmortem', for: ann.user })
  })

  it('is refused before there is one', () => {
    given(...opened)
      .when(by(ann).editProse('summary', 'x'))
      .refuses('postmortem-not-started', { number: 42 })
    given(...opened)
      .when(by(ann).publish())
      .refuses('postmortem-not-started')
    given(...opened)
      .when(by(ann).export())
      .refuses('postmortem-not-started')
  })

  it('follows the language of the channel', () => {
    given(...resolved)
      .when(by(ann).setLanguage('ja'))
      .alsoAsksSlackTo('show-card', 'show-announcement', part('root'), part('lessons'), part('follow-ups'))
  })
})
