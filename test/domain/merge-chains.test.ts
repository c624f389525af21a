import { describe, expect, it } from 'vitest'
import { incidentId } from '../../src/domain/ids.ts'
import { ann, by, declared, haruki, layla, noa, opened, reported, slack, theChannel } from './cast.ts'
import { carryOut, given, givenBeside } from './specification.ts'

const elsewhere = incidentId('0041')
/** INC-41 with its channel, and before it had one. */
const kept = given(
  { ...declared, incident: elsewhere },
  { ...slack().openChannel(), on: { incident: elsewhere } },
).world
const unopened = given({ ...declared, incident: elsewhere }).world
const merging = by(ann, '13:40').mergeInto(elsewhere)

describe('an incident that took others in, and goes into another itself', () => {
  const onward = { type: 'link-incident', to: elsewhere, linked: true } as const

  it('sends the people over who come to it only afterwards, and theirs after them', () => {
    givenBeside(kept.incident, ...opened, merging)
      .when(by(noa).absorb('0040', 40, [layla]))
      .records({ type: 'incident-absorbed', from: incidentId('0040') })
      .alsoAsksSlackTo(onward)
      .doesNotAskSlackTo('invite')
      .leaves({ members: [noa.user, layla.user] })
      .when(by(noa).absorb('0040', 40, [layla, haruki]))
      .records({ type: 'members-brought', members: [haruki.user] })
      .asksSlackTo(onward)
  })

  it('is told of once where it goes, and whoever comes later is let in there', () => {
    given(...opened, by(noa).absorb('0040', 40, [ann]))
      .when(by(noa).absorb('0040', 40, [ann, layla]))
      .records({ type: 'members-brought', from: incidentId('0040'), members: [layla.user] })
      .asksSlackTo({ type: 'invite', user: layla.user })
      .leaves({ members: [noa.user, ann.user, layla.user] })
      .when(by(noa).absorb('0040', 40, [layla]))
      .changesNothing()
  })
})

describe('a merge into an incident whose channel is not open yet', () => {
  const learns = { ...by(ann).absorb('0041', 41), type: 'learn-channel', from: elsewhere, channel: theChannel } as const

  it('is told where it goes on once that channel is there: on its card, its announcement and in its channel', () => {
    givenBeside(unopened.incident, ...opened, merging)
      .when(learns)
      .records({ type: 'kept-channel-learned', into: elsewhere, channel: theChannel })
      .asksSlackTo('show-announcement', 'show-card', {
        type: 'post',
        post: { say: 'kept-channel', number: 42, channel: theChannel },
      })
      .leaves({ triage: { merged: { channel: theChannel } } })
      .when(learns)
      .changesNothing()
  })

  it('changes nothing for one that knew it, or is un-merged by then; a report reads it where it was announced', () => {
    givenBeside(kept.incident, ...opened, merging)
      .when(learns)
      .changesNothing()
    givenBeside(unopened.incident, ...opened, merging, by(ann, '13:50').unmerge())
      .when(learns)
      .changesNothing()
    givenBeside(unopened.incident, reported, merging).when(learns).asksSlackTo('show-announcement')
  })

  it('is answered by the kept one when its channel opens, or at once where it has opened meanwhile', () => {
    const named = { type: 'name-channel', to: incidentId('0040') } as const
    given(declared, by(noa).absorb('0040', 40)).when(slack().openChannel()).alsoAsksSlackTo(named)
    given(...opened)
      .when({ ...by(noa).absorb('0040', 40), asksChannel: true })
      .alsoAsksSlackTo(named)
    const asked = carryOut(given(...opened).world, by(noa).absorb('0040', 40)).verdict.effects
    expect(asked.map(({ type }) => type)).not.toContain('name-channel')
  })
})
