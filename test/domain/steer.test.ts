import { describe, expect, it } from 'vitest'
import type { PostmortemPart } from '../../src/domain/incident.ts'
import { ann, at, by, hour, noa, opened, resolved } from './cast.ts'
import { given } from './specification.ts'

const part = (name: PostmortemPart) => ({ type: 'show-postmortem', part: name }) as const

describe('changing the severity', () => {
  it('shows it everywhere and re-plans the next update', () => {
    given(...opened)
      .when(by(noa, '13:30').setSeverity('sev2'))
      .records({ type: 'severity-changed', from: 'sev1', to: 'sev2', nextUpdateDue: at('14:30') })
      .asksSlackTo('show-card', 'show-announcement')
      .leaves({ severity: 'sev2', nextUpdateDue: at('14:30') })
      .leaves({ reminders: { 'update-overdue': { dueAt: at('14:30'), sent: 0 } } })
  })

  it('leaves a line in the channel where it changes what people must do: into sev1 and sev2, or out of them', () => {
    given(...opened)
      .when(by(noa, '13:30').setSeverity('sev4'))
      .alsoAsksSlackTo({
        type: 'post',
        in: 'channel',
        post: {
          say: 'severity-changed',
          by: noa.user,
          from: 'sev1',
          to: 'sev4',
          nextUpdateDue: at('2026-03-03 13:30'),
        },
      })
      .when(by(noa, '13:31').setSeverity('sev3'))
      .doesNotAskSlackTo('post')
      .when(by(noa, '13:32').setSeverity('sev2'))
      .alsoAsksSlackTo('post')
  })

  it('upwards never puts off an update that was due sooner', () => {
    given(by(noa, '13:20').declare({ severity: 'sev2' }))
      .when(by(noa, '14:00').setSeverity('sev1'))
      .leaves({ nextUpdateDue: at('14:20') })
  })

  it('upwards, while the update was overdue or not wanted, begins a new wait', () => {
    given(...opened)
      .when(by(noa, '13:55').setSeverity('sev2'))
      .leaves({ nextUpdateDue: at('14:55') })
    given(by(noa, '13:20').declare({ severity: 'sev2' }))
      .when(by(noa, '14:25').setSeverity('sev1'))
      .leaves({ nextUpdateDue: at('14:55') })
    given(...opened, by(noa, '13:30').setSeverity('sev2'), by(noa, '13:31').stopReminding('update-overdue'))
      .when(by(noa, '13:40').setSeverity('sev1'))
      .leaves({ nextUpdateDue: at('14:10'), reminders: { 'update-overdue': { dueAt: at('14:10') } } })
  })

  it('is a sign of life: nobody is asked at once whether it is over', () => {
    given(by(noa, '08:00').declare({ severity: 'sev3' }))
      .when(by(ann, '13:00').setSeverity('sev1'))
      .leaves({ reminders: { silence: { dueAt: at('15:00'), sent: 0 } } })
  })

  it('to what it is changes nothing; after the end it is refused', () => {
    given(...opened)
      .when(by(noa).setSeverity('sev1'))
      .changesNothing()
    given(...resolved)
      .when(by(noa, '14:05').setSeverity('sev2'))
      .refuses('already-resolved', { number: 42, by: noa.user, at: at('14:00') })
  })
})

describe('changing the status', () => {
  it('shows it on the card and in the announcement', () => {
    given(...opened)
      .when(by(ann).setStatus('identified'))
      .records({ type: 'status-changed', from: 'investigating', to: 'identified' })
      .asksSlackTo('show-card', 'show-announcement')
      .when(by(noa).setStatus('identified'))
      .changesNothing()
  })

  it('is refused after the end', () => {
    given(...resolved)
      .when(by(noa).setStatus('monitoring'))
      .refuses('already-resolved')
    given(...opened, by(noa, '13:40').cancel())
      .when(by(ann).setStatus('monitoring'))
      .refuses('already-cancelled', { by: noa.user, at: at('13:40') })
  })
})

describe('renaming', () => {
  it('shows the new title everywhere; the channel keeps its name', () => {
    given(...opened)
      .when(by(noa).rename('  Payments\nare down '))
      .records({ type: 'title-changed', from: 'Checkout is down', to: 'Payments are down' })
      .asksSlackTo('show-card', 'show-announcement', 'set-topic')
      .leaves({ title: 'Payments are down', channelName: 'inc-0042-checkout-is-down' })
      .when(by(noa).rename('Payments are down'))
      .changesNothing()
  })

  it('refuses nothing, and more than a line, with how much fits', () => {
    given(...opened)
      .when(by(noa).rename(' \u200b'))
      .refuses('title-empty')
    given(...opened)
      .when(by(noa).rename('x'.repeat(151)))
      .refuses('title-too-long', { length: 151, limit: 150 })
    given(...opened)
      .when(by(noa).rename('x'.repeat(150)))
      .records({ type: 'title-changed' })
  })

  it('after the end draws the whole postmortem again: the title stands in it, and so does the renaming', () => {
    given(...resolved)
      .when(by(noa).rename('Payments were down'))
      .alsoAsksSlackTo('show-card', part('root'), part('summary'), part('timeline-1'))
  })
})

describe("the channel's language", () => {
  it('draws everything again that stands in the channel', () => {
    given(...opened)
      .when(by(noa).setLanguage('he'))
      .asksSlackTo('show-card', 'show-announcement', 'set-topic', 'set-purpose')
      .leaves({ language: 'he' })
      .when(by(noa).setLanguage('he'))
      .changesNothing()
  })
})

describe('an update', () => {
  it('is posted in the channel, shown on the card, and starts the next wait by the severity', () => {
    given(...opened)
      .when(by(ann, '13:40').postUpdate(' Rolling back ⏪ \r\n 40% of payments fail'))
      .records({ type: 'update-posted', text: 'Rolling back ⏪\n 40% of payments fail', nextUpdateDue: at('14:10') })
      .asksSlackTo(
        {
          type: 'post',
          in: 'channel',
          language: 'en',
          post: {
            say: 'update',
            text: 'Rolling back ⏪\n 40% of payments fail',
            by: ann.user,
            at: at('13:40'),
            nextUpdateDue: at('14:10'),
          },
        },
        'show-card',
        'show-announcement',
      )
      .leaves({ lastUpdate: { by: ann.user, at: at('13:40') }, lastHeardAt: at('13:40') })
      .leaves({ reminders: { 'update-overdue': { dueAt: at('14:10'), sent: 0 }, silence: { dueAt: at('15:40') } } })
  })

  it('may say itself when the next one comes', () => {
    given(...opened)
      .when(by(ann, '13:40').postUpdate('All quiet', 2 * hour))
      .leaves({ nextUpdateDue: at('15:40') })
  })

  it('is refused empty, too long, and after the end', () => {
    given(...opened)
      .when(by(ann).postUpdate('\n'))
      .refuses('text-empty')
    given(...opened)
      .when(by(ann).postUpdate('x'.repeat(3001)))
      .refuses('text-too-long', { length: 3001, limit: 3000 })
    given(...resolved)
      .when(by(ann).postUpdate('Still down'))
      .refuses('already-resolved')
  })
})

describe('a note', () => {
  it('goes into the record alone, at the time it was about', () => {
    const noted = given(...opened).when(by(ann, '13:40').addNote('Deployed 4.2', at('13:02')))
    noted.records({ type: 'note-added', text: 'Deployed 4.2' }).asksNothing()
    expect(noted.world.events.at(-1)).toMatchObject({ at: at('13:02'), recordedAt: at('13:40') })
  })

  it('cannot be about what has not come, with a minute of grace for clocks that differ', () => {
    given(...opened)
      .when(by(ann, '13:40').addNote('x', at('13:41')))
      .records({ type: 'note-added' })
    given(...opened)
      .when(by(ann, '13:40').addNote('x', at('13:41') + 1))
      .refuses('time-in-future', { at: at('13:41') + 1 })
  })

  it('cannot be about what was more than 30 days before: that is a slip of the keyboard', () => {
    given(...opened)
      .when(by(ann).addNote('x', at('2026-01-31 13:20')))
      .records({ type: 'note-added' })
    given(...opened)
      .when(by(ann).addNote('x', at('2026-01-31 13:19')))
      .refuses('time-too-far-back')
  })

  it('is welcome after the end, and then the postmortem is drawn again', () => {
    given(...resolved)
      .when(by(ann, '15:00').addNote('It was the cache'))
      .alsoAsksSlackTo(part('timeline-1'))
  })

  it('is refused empty and too long', () => {
    given(...opened)
      .when(by(ann).addNote(''))
      .refuses('text-empty')
    given(...opened)
      .when(by(ann).addNote('x'.repeat(3001)))
      .refuses('text-too-long')
  })
})

describe('follow-ups', () => {
  it('stand on the card, on one line, with their owner', () => {
    given(...opened)
      .when(by(ann, '13:40').addFollowUp('f1', 'Alert on\nthe queue ', noa))
      .records({ type: 'follow-up-added', text: 'Alert on the queue', owner: noa.user })
      .asksSlackTo('show-card')
      .leaves({ followUps: [{ id: 'f1', text: 'Alert on the queue', owner: noa.user, addedBy: ann.user }] })
  })

  it('are done once', () => {
    given(...opened, by(ann).addFollowUp('f1', 'Alert on the queue'), by(ann).addFollowUp('f2', 'Write it down'))
      .when(by(noa, '13:50').completeFollowUp('f1'))
      .records({ type: 'follow-up-completed', text: 'Alert on the queue' })
      .asksSlackTo('show-card')
      .leaves({ followUps: [{ id: 'f1', doneAt: at('13:50') }, { id: 'f2' }] })
      .when(by(noa, '13:51').completeFollowUp('f1'))
      .changesNothing()
  })

  it('are refused empty, longer than a line, and unknown', () => {
    given(...opened)
      .when(by(ann).addFollowUp('f1', ' '))
      .refuses('text-empty')
    given(...opened)
      .when(by(ann).addFollowUp('f1', 'x'.repeat(301)))
      .refuses('text-too-long', { limit: 300 })
    given(...opened)
      .when(by(ann).completeFollowUp('f9'))
      .refuses('follow-up-unknown')
  })

  it('are taken after the end, and then stand in the postmortem and its timeline', () => {
    given(...resolved)
      .when(by(ann, '15:00').addFollowUp('f1', 'Alert on the queue'))
      .alsoAsksSlackTo('show-card', part('root'), part('timeline-1'), part('follow-ups'))
      .when(by(ann, '15:01').completeFollowUp('f1'))
      .alsoAsksSlackTo('show-card', part('root'), part('timeline-1'), part('follow-ups'))
  })
})
