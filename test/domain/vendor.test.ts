import { describe, expect, it } from 'vitest'
import { laterThanPromised, vendorHistory } from '../../src/domain/postmortem/vendors.ts'
import { ann, at, by, hour, minute, noa, remind, slack } from './cast.ts'
import { given } from './specification.ts'

const opened = [by(noa, '13:20').declare(), slack().openChannel(), slack().postCard(), by(noa, '13:22').take('lead')]
const waiting = [...opened, by(noa, '13:30').awaitVendor({ ticket: 'AC-4711' }, at('14:05'))]

describe('waiting on a vendor', () => {
  it('stands beside the status, with what they promised', () => {
    given(...opened)
      .when(by(noa, '13:30').awaitVendor({ contact: '  Jo\n', statusPage: 'https://status.acme.example' }, at('14:05')))
      .records(
        { type: 'vendor-awaited', vendor: { name: 'Acme', contact: 'Jo', statusPage: 'https://status.acme.example' } },
        { type: 'vendor-estimated', name: 'Acme', estimate: at('14:05') },
      )
      .asksSlackTo('show-card', 'show-card')
      .leaves({
        status: 'investigating',
        vendor: { name: 'Acme', since: at('13:30'), estimate: { at: at('14:05'), statedAt: at('13:30') } },
        reminders: { 'vendor-due': { dueAt: at('14:05'), sent: 0 } },
      })
  })

  it('is told more precisely without beginning anew, and changes nothing where nothing is new', () => {
    given(...waiting)
      .when(by(ann, '13:40').awaitVendor({ name: 'ACME', ticket: 'AC-4712' }))
      .records({ type: 'vendor-described' })
      .leaves({ vendor: { ticket: 'AC-4712', since: at('13:30'), estimate: { at: at('14:05') } } })
    given(...waiting)
      .when(by(ann, '13:40').awaitVendor({ ticket: 'AC-4711' }))
      .changesNothing()
  })

  it('goes over to another vendor, and the first is waited on no longer', () => {
    given(...waiting)
      .when(by(ann, '13:40').awaitVendor({ name: 'Other' }))
      .records({ type: 'vendor-returned', name: 'Acme' }, { type: 'vendor-awaited', vendor: { name: 'Other' } })
      .leaves({ vendor: { name: 'Other', since: at('13:40') }, reminders: { 'vendor-due': { dueAt: at('14:10') } } })
  })

  it('asks somebody to ask again when the estimate passes, and the card says so', () => {
    given(...waiting)
      .when(remind('vendor-due', '14:04'))
      .changesNothing()
      .when(remind('vendor-due', '14:05'))
      .asksSlackTo(
        {
          type: 'post',
          in: 'card-thread',
          post: {
            say: 'reminder',
            kind: 'vendor-due',
            count: 1,
            last: false,
            since: at('14:05'),
            to: noa.user,
            vendor: { name: 'Acme', promised: true },
          },
        },
        'show-card',
      )
      .leaves({ reminders: { 'vendor-due': { dueAt: at('14:20'), sent: 1 } } })
  })

  it('asks every so often where nothing was promised: as often as people hear an update', () => {
    given(...opened, by(noa, '13:30').awaitVendor())
      .when(remind('vendor-due', '13:59'))
      .changesNothing()
      .when(remind('vendor-due', '14:00'))
      .alsoAsksSlackTo({
        type: 'post',
        post: expect.objectContaining({ since: at('13:30'), vendor: { name: 'Acme', promised: false } }),
      })
  })

  it('waits anew when they promise another time, and as long as the severity says when they take it back', () => {
    given(...waiting, remind('vendor-due', '14:05'))
      .when(by(noa, '14:10').recordEstimate(at('15:00')))
      .records({ type: 'vendor-estimated', estimate: at('15:00') })
      .leaves({ reminders: { 'vendor-due': { dueAt: at('15:00'), sent: 0 } } })
      .when(by(noa, '14:20').awaitVendor({ ticket: 'AC-4711' }, null))
      .records({ type: 'vendor-estimate-withdrawn' })
      .leaves({ reminders: { 'vendor-due': { dueAt: at('14:50'), sent: 0 } } })
  })

  it('follows a change of severity where nothing was promised', () => {
    given(...opened, by(noa, '13:30').awaitVendor())
      .when(by(noa, '13:40').setSeverity('sev2'))
      .leaves({ reminders: { 'vendor-due': { dueAt: at('13:40') + hour } } })
    given(...waiting)
      .when(by(noa, '13:40').setSeverity('sev2'))
      .leaves({ reminders: { 'vendor-due': { dueAt: at('14:05') } } })
  })

  it('can be snoozed and stopped like the others', () => {
    given(...waiting, remind('vendor-due', '14:05'))
      .when(by(noa, '14:06').snooze('vendor-due', 30 * minute))
      .leaves({ reminders: { 'vendor-due': { dueAt: at('14:36') } } })
      .when(by(noa, '14:37').stopReminding('vendor-due'))
      .when(remind('vendor-due', '15:00'))
      .changesNothing()
  })

  it('ends when they are back, and with the incident', () => {
    given(...waiting)
      .when(by(ann, '14:30').endVendorWait())
      .records({ type: 'vendor-returned', name: 'Acme' })
      .leaves({ vendor: undefined })
      .when(remind('vendor-due', '15:00'))
      .changesNothing()
      .when(by(ann, '14:31').endVendorWait())
      .refuses('vendor-not-awaited')
    given(...waiting)
      .when(by(noa, '14:30').resolve())
      .leaves({ vendor: undefined })
    given(...waiting, by(noa, '14:30').resolve())
      .when(by(noa, '14:31').awaitVendor())
      .refuses('already-resolved')
  })

  it.each([
    ['an estimate in the past', { estimate: at('13:29') }, 'estimate-in-past'],
    ['no name', { vendor: { name: ' \u200b ' } }, 'vendor-name-empty'],
    ['a name that is no name', { vendor: { name: 'a'.repeat(151) } }, 'vendor-line-too-long'],
    ['a link that a browser would run', { vendor: { statusPage: 'javascript:alert(1)' } }, 'link-not-web'],
    ['a link to nowhere', { vendor: { statusPage: 'acme' } }, 'link-not-web'],
    ['a link to a file', { vendor: { statusPage: 'file:///etc/passwd' } }, 'link-not-web'],
  ] as const)('with %s is refused', (_, wrong, code) => {
    const { vendor, estimate } = { vendor: {}, estimate: undefined, ...wrong }
    given(...opened)
      .when(by(noa, '13:30').awaitVendor(vendor, estimate))
      .refuses(code)
  })

  it('asks for no other estimate of whoever mends a ticket once the estimate has passed', () => {
    given(...waiting)
      .when(by(noa, '14:30').awaitVendor({ ticket: 'AC-4712' }, at('14:05')))
      .records({ type: 'vendor-described' })
  })
})

describe('what was promised and what came', () => {
  it('is kept of every wait, in the order of the waits', () => {
    const { world } = given(
      ...waiting,
      by(noa, '14:10').recordEstimate(at('15:00')),
      by(noa, '15:20').endVendorWait(),
      by(noa, '15:30').awaitVendor({ name: 'Other' }),
    )
    const history = vendorHistory(world.events)
    expect(history).toMatchObject([
      {
        vendor: { name: 'Acme' },
        since: at('13:30'),
        promises: [
          { at: at('13:30'), for: at('14:05') },
          { at: at('14:10'), for: at('15:00') },
        ],
        returnedAt: at('15:20'),
      },
      { vendor: { name: 'Other' }, promises: [] },
    ])
    expect(history.map(laterThanPromised)).toEqual([75 * minute, undefined])
  })
})
