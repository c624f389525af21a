import { describe, expect, it } from 'vitest'
import type { WorkCalendar } from '../../src/domain/cadence.ts'
import { reminderKinds } from '../../src/domain/incident.ts'
import { ann, at, by, hour, maya, minute, noa, office, opened, remind, resolved, slack } from './cast.ts'
import { given, type Consequences } from './specification.ts'

const inThread = (post: Readonly<Record<string, unknown>>) =>
  ({ type: 'post', in: 'card-thread', post: expect.objectContaining({ say: 'reminder', ...post }) }) as const
const inChannel = (post: Readonly<Record<string, unknown>>) =>
  ({ type: 'post', in: 'channel', post: expect.objectContaining({ say: 'reminder', ...post }) }) as const

const clock = (moment: number) => new Date(moment).toISOString().slice(0, 16).replace('T', ' ')

describe('a reminder', () => {
  it('comes when its time has passed, by name, in the thread of the card; an overdue card is drawn again', () => {
    given(...opened)
      .when(remind('update-overdue', '13:50', ann))
      .records({ type: 'reminder-sent', kind: 'update-overdue', to: ann.user, count: 1, nextDueAt: at('14:05') })
      .asksSlackTo(inThread({ to: ann.user, count: 1, last: false, since: at('13:50') }), 'show-card')
      .leaves({ nextUpdateDue: at('13:50'), reminders: { 'update-overdue': { dueAt: at('14:05'), sent: 1 } } })
  })

  it('does not come before, nor where nothing of its kind waits, nor twice', () => {
    given(...opened)
      .when(remind('update-overdue', '13:49'))
      .changesNothing()
    given(...opened, by(ann).take('lead'))
      .when(remind('no-lead', '13:30'))
      .changesNothing()
    given(...opened, remind('no-lead', '13:25'))
      .when(remind('no-lead', '13:25'))
      .changesNothing()
  })

  it('for a lead comes after five minutes, to the declarer', () => {
    given(...opened)
      .when(remind('no-lead', '13:25'))
      .asksSlackTo(inThread({ kind: 'no-lead', to: noa.user, since: at('13:20') }))
  })

  it('of silence says since when nothing was said', () => {
    given(...opened, by(ann, '13:40').say('hello'))
      .when(remind('silence', '15:40'))
      .asksSlackTo(inThread({ kind: 'silence', since: at('13:40') }))
  })

  it('of no kind comes more than five times in a row, each later than the last, the third in the channel', () => {
    for (const kind of ['update-overdue', 'no-lead', 'silence'] as const) {
      let told: Consequences = given(...opened).when(by(ann, '13:21').say('hello'))
      const waits: number[] = []
      for (let count = 1; count <= 5; count++) {
        const due = told.world.incident?.reminders[kind]?.dueAt ?? Number.NaN
        told = told.when(remind(kind, clock(due)))
        const where = count === 3 ? inChannel : inThread
        told.alsoAsksSlackTo(where({ kind, count, last: count === 5 }))
        waits.push((told.world.incident?.reminders[kind]?.dueAt ?? Infinity) - due)
      }
      expect(waits).toEqual(waits.toSorted((a, b) => a - b))
      expect(new Set(waits).size).toBe(5)
      expect(told.world.incident?.reminders).not.toHaveProperty(kind)
      told.when(remind(kind, '2026-06-01 12:00')).changesNothing()
    }
  })

  it('begins a new row when its reason comes back', () => {
    given(...opened, remind('update-overdue', '13:50'), remind('update-overdue', '14:05'))
      .when(by(ann, '14:10').postUpdate('Rolling back'))
      .leaves({ reminders: { 'update-overdue': { dueAt: at('14:40'), sent: 0 } } })
    given(...opened, remind('silence', '15:20'))
      .when(by(ann, '15:30').say('still here'))
      .leaves({ reminders: { silence: { dueAt: at('17:30'), sent: 0 } } })
  })

  it('of an incident that has ended comes no more, whatever is said in its channel', () => {
    for (const end of [by(ann, '14:00').resolve(), by(ann, '14:00').cancel()]) {
      const ended = given(...opened, end, by(noa, '14:10').say('thanks'), by(noa, '14:11').addNote('x'))
      for (const kind of reminderKinds) ended.when(remind(kind, '14:30')).changesNothing()
      for (const kind of ['update-overdue', 'no-lead', 'silence'] as const) {
        ended.when(remind(kind, '2026-03-12 10:00')).changesNothing()
      }
    }
  })
})

describe('the answer to a reminder', () => {
  const overdue = [...opened, remind('update-overdue', '13:50')]

  it('*Snooze* puts it off, and what comes then is the first of a row', () => {
    given(...overdue, remind('update-overdue', '14:05'))
      .when(by(ann, '14:06').snooze('update-overdue', 30 * minute))
      .records({ type: 'reminder-snoozed', kind: 'update-overdue', until: at('14:36') })
      .asksSlackTo({
        type: 'answer',
        user: ann.user,
        news: { say: 'reminder-snoozed', kind: 'update-overdue', until: at('14:36') },
      })
      .when(remind('update-overdue', '14:35'))
      .changesNothing()
      .when(remind('update-overdue', '14:36'))
      .alsoAsksSlackTo(inThread({ count: 1 }))
  })

  it('*Not needed* stops it; the card no longer shows an update as due', () => {
    const stopped = given(...overdue).when(by(ann, '13:52').stopReminding('update-overdue'))
    stopped
      .records({ type: 'reminder-stopped', kind: 'update-overdue' })
      .asksSlackTo(
        { type: 'answer', user: ann.user, news: { say: 'reminder-stopped', kind: 'update-overdue' } },
        'show-card',
      )
      .when(by(noa, '13:53').stopReminding('update-overdue'))
      .refuses('reminder-not-due', { kind: 'update-overdue' })
    expect(stopped.world.incident?.nextUpdateDue).toBeUndefined()
    expect(stopped.world.incident?.reminders).not.toHaveProperty('update-overdue')
  })

  it('*Not needed* twice changes nothing', () => {
    given(...opened, by(ann).stopReminding('silence'))
      .when(by(noa).stopReminding('silence'))
      .changesNothing()
    given(...opened, by(ann).stopReminding('no-lead'))
      .when(by(noa).stopReminding('no-lead'))
      .changesNothing()
  })

  it('is taken after the last of a row too', () => {
    const row = ['13:25', '13:30', '13:40', '14:00', '14:40'].map((due) => remind('no-lead', due))
    given(...opened, ...row)
      .when(by(noa, '14:41').snooze('no-lead', hour))
      .leaves({ reminders: { 'no-lead': { dueAt: at('15:41'), sent: 0 } } })
  })

  it('is refused once there is nothing to remind of', () => {
    given(...opened, by(ann).take('lead'))
      .when(by(noa).snooze('no-lead', hour))
      .refuses('reminder-not-due')
    given(...resolved)
      .when(by(noa).snooze('silence', hour))
      .refuses('reminder-not-due')
    given(...resolved)
      .when(by(noa).stopReminding('update-overdue'))
      .refuses('reminder-not-due')
    given(...resolved, by(ann).publish())
      .when(by(noa).snooze('postmortem-unpublished', hour))
      .refuses('reminder-not-due')
  })

  it('is not for guests', () => {
    given(...overdue)
      .when(by(maya).snooze('update-overdue', hour))
      .refuses('guest-may-only-report')
  })
})

describe('working hours', () => {
  const inJerusalem: WorkCalendar = { ...office, timeZone: 'Asia/Jerusalem', days: [7, 1, 2, 3, 4] }
  const sev3 = [by(noa, '2026-03-05 13:00').declare({ severity: 'sev3' }), ...opened.slice(1)]

  it('do not hold back what wakes people: sev1 and sev2', () => {
    const night = [by(noa, '2026-03-07 02:00').declare({ severity: 'sev2' }), ...opened.slice(1)]
    given(...night)
      .when(remind('no-lead', '2026-03-07 02:05'))
      .alsoAsksSlackTo(inThread({ kind: 'no-lead' }))
  })

  it('hold a sev3 until the morning, and until Monday', () => {
    given(by(noa, '13:30').declare({ severity: 'sev3' }), ...opened.slice(1))
      .when(remind('update-overdue', '18:00'))
      .records({ type: 'reminder-put-off', kind: 'update-overdue', until: at('2026-03-03 09:00') })
      .asksSlackTo('show-card')
      .when(remind('update-overdue', '2026-03-03 09:00'))
      .alsoAsksSlackTo(inThread({ count: 1 }))
    given(...sev3)
      .when(remind('silence', '2026-03-07 13:00'))
      .records({ type: 'reminder-put-off', until: at('2026-03-09 09:00') })
  })

  it('follow the person: Sunday is a working day in Israel, Friday is none', () => {
    given(...sev3)
      .when(remind('silence', '2026-03-08 13:00', noa, inJerusalem))
      .records({ type: 'reminder-sent' })
    given(...sev3)
      .when(remind('update-overdue', '2026-03-06 10:00', noa, inJerusalem))
      .records({ type: 'reminder-put-off', until: at('2026-03-08 07:00') })
  })

  it('put off does not count as sent, nor a snooze that ends at night', () => {
    given(
      by(noa, '13:30').declare({ severity: 'sev4' }),
      ...opened.slice(1),
      by(noa, '17:00').snooze('no-lead', 4 * hour),
    )
      .when(remind('no-lead', '21:00'))
      .leaves({ reminders: { 'no-lead': { dueAt: at('2026-03-03 09:00'), sent: 0 } } })
  })

  it('hold a postmortem whatever the severity: three working days after the end', () => {
    const ended = [...opened, by(noa, '2026-03-05 15:00').resolve()]
    given(...ended)
      .when(remind('postmortem-unpublished', '2026-03-08 15:00'))
      .records({ type: 'reminder-put-off', until: at('2026-03-10 15:00') })
      .asksNothing()
      .when(remind('postmortem-unpublished', '2026-03-10 15:00'))
      .records({ type: 'reminder-sent', count: 1, nextDueAt: at('2026-03-11 15:00') })
      .asksSlackTo(inThread({ kind: 'postmortem-unpublished', since: at('2026-03-05 15:00') }))
    given(...ended)
      .when(remind('postmortem-unpublished', '2026-03-08 15:00', noa, inJerusalem))
      .records({ type: 'reminder-put-off', until: at('2026-03-10 15:00') })
    given(...opened, by(noa, '2026-03-06 15:00').resolve())
      .when(remind('postmortem-unpublished', '2026-03-09 15:00', noa, inJerusalem))
      .records({ type: 'reminder-put-off', until: at('2026-03-10 15:00') })
  })

  it('of a postmortem whose third day ends at night mean the next morning', () => {
    given(...opened, by(noa, '2026-03-02 23:00').resolve())
      .when(remind('postmortem-unpublished', '2026-03-05 23:00'))
      .records({ type: 'reminder-put-off', until: at('2026-03-06 09:00') })
  })
})

describe('without a channel', () => {
  const refused = [
    by(noa, '13:20').declare(),
    slack('13:21').refuse({ type: 'open-channel', name: 'inc-0042-checkout-is-down' }, 'restricted_action'),
  ]

  it('nobody is reminded: there is nowhere to, and all of it would come at once when it opens', () => {
    for (const kind of reminderKinds)
      given(...refused)
        .when(remind(kind, '20:00'))
        .changesNothing()
  })

  it('the times begin when it opens after all', () => {
    given(...refused, by(noa, '16:00').retry())
      .when(slack('16:01').openChannel())
      .leaves({
        nextUpdateDue: at('16:31'),
        reminders: {
          'update-overdue': { dueAt: at('16:31'), sent: 0 },
          'no-lead': { dueAt: at('16:06'), sent: 0 },
          silence: { dueAt: at('18:01'), sent: 0 },
        },
      })
  })

  it('what has ended meanwhile stays without any', () => {
    given(...refused, by(noa, '13:30').cancel(), by(noa, '16:00').retry())
      .when(slack('16:01').openChannel())
      .leaves({ reminders: {} })
  })
})
