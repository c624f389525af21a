import { describe, expect, it } from 'vitest'
import { evolve } from '../../src/domain/evolve.ts'
import { channelId, commandId, incidentId } from '../../src/domain/ids.ts'
import { absorbedIn, mergedInto } from '../../src/domain/triage.ts'
import {
  ann,
  at,
  by,
  day,
  declared,
  layla,
  minute,
  noa,
  opened,
  remind,
  reported,
  resolved,
  slack,
  theChannel,
} from './cast.ts'
import { given, givenBeside } from './specification.ts'

/** Another incident, number 42 as all are here: open, with its channel. */
const another = given(
  { ...declared, incident: incidentId('0041') },
  { ...slack().openChannel(), on: { incident: incidentId('0041') } },
).world.incident

describe('merging', () => {
  const into = another?.id ?? 'none'

  it('ends it for a day: its channel, card and announcement say so, and the kept one is told', () => {
    givenBeside(another, ...opened)
      .when(by(ann, '13:40').mergeInto(into, 'Same queue'))
      .records({ type: 'incident-merged', into: incidentId('0041'), number: 42, why: 'Same queue' })
      .asksSlackTo(
        'show-card',
        {
          type: 'post',
          in: 'channel',
          post: { say: 'merged', by: ann.user, why: 'Same queue', number: 42, channel: theChannel },
        },
        'show-announcement',
        { type: 'link-incident', to: incidentId('0041'), linked: true, by: ann.user },
      )
      .leaves({ status: 'merged', reminders: { 'merge-settles': { dueAt: at('13:40') + day, sent: 0 } } })
  })

  it('of a report tells its reporter where it went', () => {
    givenBeside(another, reported)
      .when(by(noa).mergeInto(into))
      .asksSlackTo('show-announcement', 'link-incident', {
        type: 'tell',
        user: layla.user,
        news: { say: 'report-merged', by: noa.user, number: 42, channel: theChannel },
      })
  })

  it('is refused into itself, in a ring, into what is over, waits or is not there, and once it is over itself', () => {
    const merging = by(ann).mergeInto(into)
    givenBeside(another, ...opened)
      .when(by(ann).mergeInto('0042'))
      .refuses('duplicate-of-itself')
    const ring = given({ ...declared, incident: incidentId('0041') }).world.incident
    const merged = ring && {
      ...ring,
      status: 'merged' as const,
      triage: {
        merged: {
          incident: incidentId('0042'),
          number: 42,
          by: ann.user,
          at: 0,
          why: '',
          was: 'investigating' as const,
          settled: false,
        },
      },
    }
    givenBeside(merged, ...opened)
      .when(merging)
      .refuses('duplicate-of-itself')
    const elsewhere = merged && {
      ...merged,
      triage: { merged: { ...merged.triage.merged, incident: incidentId('0009') } },
    }
    givenBeside(elsewhere, ...opened)
      .when(merging)
      .refuses('already-merged')
    givenBeside(given(...opened, by(noa).resolve()).world.incident, ...opened)
      .when(merging)
      .refuses('merge-into-ended')
    givenBeside(given(reported, by(noa).decline()).world.incident, ...opened)
      .when(merging)
      .refuses('merge-into-ended')
    givenBeside(given(reported).world.incident, ...opened)
      .when(merging)
      .refuses('in-triage')
    givenBeside(undefined, ...opened)
      .when(merging)
      .refuses('no-incident-here')
    givenBeside(another, ...opened, by(noa).resolve())
      .when(merging)
      .refuses('already-resolved')
    givenBeside(another, ...opened, merging)
      .when(by(noa).mergeInto(into))
      .refuses('already-merged', { by: ann.user })
    givenBeside(another, ...opened, merging)
      .when(by(noa).reopen())
      .refuses('already-merged')
  })

  it('invites its people over and is read there, each incident once', () => {
    given(...opened)
      .when(by(noa).absorb('0040', 40, [noa, layla]))
      .records({ type: 'incident-absorbed', from: incidentId('0040'), number: 40 })
      .asksSlackTo(
        'show-card',
        { type: 'post', post: { say: 'absorbed', by: noa.user, number: 40, channel: channelId('C0040') } },
        { type: 'invite', user: layla.user },
      )
      .leaves({ members: [noa.user, layla.user] })
      .when(by(noa).absorb('0040', 40))
      .changesNothing()
      .when(by(noa).letGo('0040', 40))
      .records({ type: 'incident-let-go' })
      .asksSlackTo('show-card', { type: 'post', post: { say: 'let-go', by: noa.user, number: 40 } })
      .when(by(noa).letGo('0040', 40))
      .changesNothing()
  })

  it('stands in a postmortem that is there already', () => {
    given(...resolved, by(noa, '14:10').reopen())
      .when(by(noa, '14:20').absorb('0040', 40))
      .alsoAsksSlackTo('show-postmortem')
      .when(by(noa, '14:21').letGo('0040', 40))
      .alsoAsksSlackTo('show-postmortem')
    givenBeside(another, ...resolved, by(noa, '14:10').reopen())
      .when(by(ann, '14:20').mergeInto(into))
      .alsoAsksSlackTo('show-postmortem')
      .when(by(ann, '14:21').unmerge())
      .alsoAsksSlackTo('show-postmortem')
  })

  it('is recorded whatever has become of the kept one meanwhile', () => {
    const { incident } = given(...opened, by(noa).resolve(), by(noa).absorb('0040', 40)).world
    expect(incident && absorbedIn(incident).map(({ number }) => number)).toEqual([40])
  })
})

describe('un-merging', () => {
  const merging = by(ann, '13:40').mergeInto(another?.id ?? 'none')

  it('gives back what was, and the kept one lets go', () => {
    givenBeside(another, ...opened, by(noa).setStatus('identified'), merging)
      .when(by(noa, '14:00').unmerge())
      .records({ type: 'incident-unmerged', nextUpdateDue: at('14:30') })
      .asksSlackTo(
        'show-card',
        { type: 'post', post: { say: 'unmerged', by: noa.user, number: 42, channel: theChannel } },
        'show-announcement',
        {
          type: 'link-incident',
          linked: false,
        },
      )
      .leaves({ status: 'identified', nextUpdateDue: at('14:30') })
    givenBeside(another, reported, merging)
      .when(by(noa, '14:00').unmerge())
      .asksSlackTo('show-announcement', 'link-incident')
      .leaves({ status: 'triage', reminders: { 'triage-waiting': { dueAt: at('14:10'), sent: 0 } } })
  })

  it('is possible for a day; then the channel is archived', () => {
    const late = by(noa, '2026-03-03 13:40').unmerge()
    givenBeside(another, ...opened, merging)
      .when(remind('merge-settles', '2026-03-03 13:39'))
      .changesNothing()
      .when(late)
      .refuses('merge-settled', { number: 42, into: 42 })
      .when(remind('merge-settles', '2026-03-03 13:40'))
      .records({ type: 'merge-settled' })
      .asksSlackTo('show-card', 'show-announcement', 'archive-channel')
      .leaves({ status: 'merged', reminders: {} })
      .when(slack('2026-03-03 13:41').archive())
      .asksSlackTo('show-announcement')
    givenBeside(another, reported, merging)
      .when(remind('merge-settles', '2026-03-03 13:40'))
      .doesNotAskSlackTo('archive-channel')
  })

  it('is over after a day wherever the channel is; what cannot be reached is not archived', () => {
    const due = { 'merge-settles': { dueAt: at('2026-03-03 13:40'), sent: 0 } }
    const settled = remind('merge-settles', '2026-03-03 13:40')
    for (const lost of [slack('14:00').archive(), slack('14:00').presence(false)]) {
      const gone = givenBeside(another, ...opened, merging).when(lost)
      expect(gone.world.incident?.reminders).toEqual(due)
      gone.when(settled).records({ type: 'merge-settled' }).doesNotAskSlackTo('archive-channel')
      const before = givenBeside(another, ...opened, lost, { ...merging, at: at('14:10') })
      expect(before.world.incident?.reminders).toEqual({ 'merge-settles': { dueAt: at('2026-03-03 14:10'), sent: 0 } })
    }
    const back = givenBeside(another, ...opened, merging, slack('14:00').archive()).when(slack('15:00').archive(false))
    expect(back.world.incident?.reminders).toEqual(due)
    givenBeside(another, declared, merging)
      .when(slack('13:41').refuse({ type: 'open-channel', name: 'inc-0042' }, 'restricted_action'))
      .leaves({ reminders: due })
  })

  it('is refused where nothing is merged', () => {
    given(...opened)
      .when(by(noa).unmerge())
      .refuses('not-merged')
  })
})

describe('*Try again* after a merge', () => {
  const link = { type: 'link-incident', to: incidentId('0041'), by: ann.user } as const
  const merging = by(ann, '13:40').mergeInto(another?.id ?? 'none')
  const pressed = by(noa, '2026-03-03 14:00').retry()
  const settled = remind('merge-settles', '2026-03-03 13:40')
  const archive = { type: 'archive-channel' } as const

  it('tells the kept one what it was not told; the card shows it until then', () => {
    givenBeside(another, ...opened, merging)
      .when(slack('13:41').refuse({ ...link, linked: true }, 'fault'))
      .asksSlackTo('show-card')
      .leaves({ troubles: [{ effect: 'link-incident' }] })
      .when(pressed)
      .asksSlackTo({ ...link, linked: true }, 'show-card')
      .leaves({ troubles: [] })
  })

  it('tells it that they are two again', () => {
    givenBeside(another, ...opened, merging, by(noa, '13:50').unmerge())
      .when(slack('13:51').refuse({ ...link, linked: false }, 'fault'))
      .when(pressed)
      .asksSlackTo({ ...link, linked: false, by: noa.user }, 'show-card')
  })

  it('archives the channel, after its card, and answers once it is', () => {
    givenBeside(another, ...opened, merging, settled, slack('2026-03-03 13:41').refuse(archive, 'restricted_action'))
      .when(pressed)
      .asksSlackTo('show-card', 'archive-channel')
      .when(slack('2026-03-03 14:01').mend('archive-channel'))
      .alsoAsksSlackTo({ type: 'answer', user: noa.user, news: { say: 'retried' } })
  })
})

it('what an older version recorded as a duplicate is cancelled still', () => {
  const { incident } = given(...opened).world
  const duplicate = {
    type: 'incident-cancelled',
    why: '',
    duplicateOf: incidentId('0041'),
    duplicateNumber: 41,
  } as const
  const person = { kind: 'person', user: noa.user, standing: 'member' } as const
  const after = evolve(incident, duplicate, {
    incident: incidentId('0042'),
    at: at('14:00') + minute,
    by: person,
    command: commandId('old'),
  })
  expect(after).toMatchObject({ status: 'cancelled', cancelled: { duplicateOf: '0041', duplicateNumber: 41 } })
  expect(mergedInto(after)).toBeUndefined()
})
