import { describe, expect, it } from 'vitest'
import { type Sign, kindBySigns, proposedSeverity } from '../../src/domain/triage.ts'
import { watchTemplate } from '../../src/domain/watch.ts'
import { ann, at, by, layla, maya, noa, omar, opened, pager, remind, reported, slack } from './cast.ts'
import { given, givenGuestsAreMembers } from './specification.ts'

const accepted = [reported, by(noa, '13:30').accept('sev2')]
describe('the proposed severity', () => {
  it.each<[readonly Sign[] | undefined, string]>([
    [undefined, 'sev3'],
    [[], 'sev4'],
    [['by-hand'], 'sev3'],
    [['too-slow'], 'sev2'],
    [['too-slow', 'by-hand'], 'sev2'],
    [['totals-off'], 'sev2'],
    [['sync-stopped'], 'sev2'],
    [['totals-off', 'by-hand'], 'sev1'],
    [['too-slow', 'sync-stopped'], 'sev1'],
  ])('of %j is %s', (signs, severity) => {
    expect(proposedSeverity(signs)).toBe(severity)
  })
})

describe('the kind of trouble', () => {
  it.each<[readonly Sign[], string]>([
    [[], 'other'],
    [['by-hand'], 'other'],
    [['too-slow', 'by-hand'], 'degradation'],
    [['totals-off'], 'data'],
    [['too-slow', 'sync-stopped'], 'data'],
  ])('that the signs %j speak of is %s', (signs, kind) => {
    expect(kindBySigns(signs)).toBe(kind)
  })

  it('lets the watch after totals that were off ask whether they reconcile', () => {
    expect(watchTemplate(kindBySigns(['totals-off', 'by-hand']))).toContain('totals')
  })
})

describe('a report', () => {
  it('is numbered and announced, and opens no channel', () => {
    given()
      .when(reported)
      .records({
        type: 'incident-reported',
        number: 42,
        severity: 'sev2',
        report: { signs: ['sync-stopped'], affected: '' },
      })
      .asksSlackTo('show-announcement')
      .leaves({
        status: 'triage',
        members: [layla.user],
        reminders: { 'triage-waiting': { dueAt: at('13:30'), sent: 0 } },
      })
  })

  it('is what a guest declares where guests may only report; nobody asked how bad it is', () => {
    given()
      .when(by(maya, '13:20').declare({ severity: 'sev1' }))
      .records({ type: 'incident-reported', severity: 'sev1', report: { affected: '' } })
    givenGuestsAreMembers().when(by(maya).declare()).records({ type: 'incident-declared' })
  })

  it('is open to guests, and to nobody of another organisation and no bot', () => {
    given().when(by(maya).report()).records({ type: 'incident-reported' })
    given().when(by(omar).report()).refuses('outsider-may-only-read')
    given().when(by(pager).report()).refuses('bot-may-not')
  })

  it('of ten thousand characters loses none of its beginning, and twice the same is one', () => {
    const long = 'Orders do not arrive. '.repeat(500)
    const { incident } = given(by(layla).report({ title: long })).world
    expect(incident?.title.length).toBeLessThanOrEqual(150)
    expect(incident?.description.length).toBeGreaterThan(2_900)
    expect(incident?.description.length).toBeLessThanOrEqual(3_000)
    given(reported).when(reported).changesNothing()
  })

  it('takes nothing else until somebody judges it', () => {
    for (const wish of [
      by(noa).setSeverity('sev1'),
      by(noa).setStatus('identified'),
      by(noa).resolve(),
      by(noa).cancel(),
      by(noa).take('lead'),
      by(noa).postUpdate('x'),
      by(noa).reopen(),
    ]) {
      given(reported).when(wish).refuses('in-triage', { number: 42 })
    }
  })
})

describe('accepting', () => {
  it('makes an incident of it: the channel is opened, the report becomes its announcement, and the reporter hears', () => {
    given(reported)
      .when(by(noa, '13:30').accept('sev1'))
      .records({ type: 'report-accepted', severity: 'sev1', nextUpdateDue: at('14:00') })
      .asksSlackTo('open-channel', 'show-announcement', {
        type: 'tell',
        user: layla.user,
        news: { say: 'report-accepted', by: noa.user, severity: 'sev1' },
      })
      .leaves({
        status: 'investigating',
        severity: 'sev1',
        members: [layla.user, noa.user],
        nextUpdateDue: at('14:00'),
      })
  })

  it('takes over whom the reporter said it hurts, unless somebody has said so since', () => {
    const everyone = 'Everyone who orders on the site'
    const report = by(layla, '13:20').report({ report: { affected: everyone } })
    given(report)
      .when(by(noa, '13:30').accept('sev2'))
      .records({ type: 'report-accepted' }, { type: 'impact-stated', statement: { part: 'who', to: everyone } })
      .leaves({ impact: { who: everyone } })
    given(report, by(ann, '13:25').stateImpact([{ part: 'who', to: 'Nobody yet' }]))
      .when(by(noa, '13:30').accept('sev2'))
      .records({ type: 'report-accepted' })
      .leaves({ impact: { who: 'Nobody yet' } })
  })

  it('asks whoever accepted it to lead, and answers them about the channel', () => {
    given(...accepted)
      .when(slack('13:31').openChannel())
      .alsoAsksSlackTo(
        { type: 'invite', user: layla.user },
        { type: 'invite', user: noa.user },
        { type: 'answer', user: noa.user },
      )
      .when(slack('13:31').postCard())
      .asksSlackTo('pin-card', { type: 'post', post: { say: 'lead-wanted', to: noa.user } })
  })

  it('tells nobody who accepts their own', () => {
    given(reported).when(by(layla).accept()).doesNotAskSlackTo('tell')
  })

  it('is for members, and once: the second reads who was quicker', () => {
    given(reported).when(by(maya).accept()).refuses('guest-may-only-report')
    given(...accepted)
      .when(by(ann).accept('sev1'))
      .refuses('already-accepted', { by: noa.user, at: at('13:30') })
    given(...accepted)
      .when(by(ann).decline())
      .refuses('already-accepted', { by: noa.user })
    given(...opened)
      .when(by(ann).accept())
      .refuses('not-reported')
  })
})

describe('declining', () => {
  it('leaves a line with the reason and where it belongs, and tells the reporter', () => {
    given(reported)
      .when(by(noa, '13:30').decline(' A password reset ', '#it-help'))
      .records({ type: 'report-declined', why: 'A password reset', pointer: '#it-help' })
      .asksSlackTo('show-announcement', {
        type: 'tell',
        user: layla.user,
        news: { say: 'report-declined', by: noa.user, why: 'A password reset', pointer: '#it-help' },
      })
      .leaves({ status: 'declined', reminders: {} })
  })

  it('is the last word, until it is reopened: then it waits again', () => {
    given(reported, by(noa).decline())
      .when(by(ann).accept())
      .refuses('already-declined', { by: noa.user })
      .when(by(ann, '13:50').reopen())
      .asksSlackTo('show-announcement')
      .leaves({ status: 'triage', reminders: { 'triage-waiting': { dueAt: at('14:00'), sent: 0 } } })
      .when(by(ann).accept())
      .leaves({ status: 'investigating' })
  })
})

describe('a report that nobody takes', () => {
  it('is asked about under its post after ten minutes, then less and less often, at any hour', () => {
    given(reported)
      .when(remind('triage-waiting', '13:29'))
      .changesNothing()
      .when(remind('triage-waiting', '13:30'))
      .asksSlackTo({ type: 'post', in: 'announcement-thread' })
      .leaves({ reminders: { 'triage-waiting': { dueAt: at('13:40'), sent: 1 } } })
      .when(remind('triage-waiting', '13:40'))
      .leaves({ reminders: { 'triage-waiting': { dueAt: at('14:00'), sent: 2 } } })
    given(by(layla, '2026-03-01 23:00').report())
      .when(remind('triage-waiting', '2026-03-01 23:10'))
      .records({ type: 'reminder-sent' })
  })

  it('is asked about no more once it is judged', () => {
    given(...accepted)
      .when(remind('triage-waiting', '13:40'))
      .changesNothing()
  })
})
