import { describe, expect, it } from 'vitest'
import type { ChannelLoss } from '../../src/domain/effects.ts'
import { ann, by, declared, haruki, maya, noa, opened, resolved, slack, ts } from './cast.ts'
import { given, givenGuestsAreMembers } from './specification.ts'

const lost = (how: ChannelLoss) => ({ type: 'tell', user: noa.user, news: { say: 'channel-lost', how } }) as const
const card = ts('13:21')

describe('a channel out of reach', () => {
  it('archived: whoever leads is told once, and nothing more is sent into it', () => {
    const archived = given(...opened).when(slack('13:30').archive())
    archived.asksSlackTo('show-announcement', lost('archived')).leaves({ channelArchived: true, reminders: {} })
    archived.when(slack('13:31').archive()).changesNothing()
    archived.when(by(noa, '13:32').setSeverity('sev2')).doesNotAskSlackTo('show-card', 'post')
  })

  it('archived and opened again before its name is recorded: it is open, and once is enough', () => {
    given(declared)
      .when(slack('13:30').archive())
      .when(slack('13:31').archive(false))
      .leaves({ channelArchived: false })
      .when(slack('13:32').archive(false))
      .changesNothing()
  })

  it('archived after all is over and published: nobody need hear of it', () => {
    given(...resolved, by(noa, '14:30').publish())
      .when(slack('15:00').archive())
      .asksSlackTo('show-announcement')
  })

  it('without Stanch in it: whoever posts hears each time that it was not seen there', () => {
    given(...opened)
      .when(slack('13:30').presence(false))
      .asksSlackTo('show-announcement', lost('bot-removed'))
      .when(by(ann, '13:31').postUpdate('Half of the payments fail'))
      .asksSlackTo('show-announcement', {
        type: 'answer',
        user: ann.user,
        news: { say: 'channel-lost', how: 'bot-removed' },
      })
  })

  it('deleted: the same, and it stays so whatever Slack answers to what was on its way', () => {
    given(...opened)
      .when(slack('13:30').deleteChannel())
      .asksSlackTo('show-announcement', lost('deleted'))
      .when(slack('13:30').refuse({ type: 'show-card' }, 'channel_not_found'))
      .changesNothing()
      .when(slack('13:30').presence(false))
      .changesNothing()
  })

  it('is found out by the first effect that Slack refuses for it, if no event said so', () => {
    given(...opened)
      .when(slack('13:30').refuse({ type: 'show-card' }, 'is_inactive'))
      .records({ type: 'channel-archived' })
      .asksSlackTo('show-announcement', lost('archived'))
      .leaves({ troubles: [] })
      .when(slack('13:30').refuse({ type: 'set-topic' }, 'is_archived'))
      .changesNothing()
    given(...opened)
      .when(slack('13:30').refuse({ type: 'pin-card' }, 'not_in_channel'))
      .records({ type: 'bot-removed' })
  })

  it('still refuses an export to the person who asked for it', () => {
    given(...resolved, slack('15:00').presence(false))
      .when(by(haruki, '15:01').export())
      .asksSlackTo({ type: 'upload-postmortem', for: haruki.user })
      .when(slack('15:01').refuse({ type: 'upload-postmortem', for: haruki.user }, 'not_in_channel'))
      .alsoAsksSlackTo({
        type: 'tell',
        user: haruki.user,
        news: { say: 'slack-refused', effect: 'upload-postmortem', error: 'not_in_channel' },
      })
  })

  it('and back: everything that stands in it is drawn anew, the reminders begin anew, and no post is sent late', () => {
    const gone = given(...opened, slack('13:30').archive(), by(noa, '13:40').postUpdate('Rolled back'))
    for (const back of [slack('14:00').archive(false), slack('14:00').presence(true)]) {
      gone
        .when(back)
        .asksSlackTo('show-card', 'set-topic', 'set-purpose', 'show-announcement')
        .leaves({ channelArchived: false, reminders: { 'update-overdue': { dueAt: Date.UTC(2026, 2, 2, 14, 30) } } })
    }
    expect(gone.world.incident?.reminders).toEqual({})
    given(...resolved, slack('15:00').presence(false))
      .when(slack('15:10').presence(true))
      .alsoAsksSlackTo({ type: 'show-postmortem', part: 'root' }, { type: 'show-postmortem', part: 'summary' })
  })

  it('and back: a pin that Slack had refused, or that was never set, is asked for again with the rest', () => {
    const unpinned = given(...opened.slice(0, 3), slack().announce())
    expect(unpinned.world.incident).toMatchObject({ card, cardPinned: false })
    unpinned
      .when(slack('13:29').refuse({ type: 'pin-card' }, 'too_many_pins'))
      .when(slack('13:30').archive())
      .when(slack('14:00').presence(true))
      .alsoAsksSlackTo('show-card', 'pin-card')
    unpinned
      .when(slack('13:30').refuse({ type: 'pin-card' }, 'is_archived'))
      .when(slack('14:00').presence(true))
      .alsoAsksSlackTo('pin-card')
  })

  it('whoever joins meanwhile is told that it must wait, and is let in when it is back', () => {
    const invited = { type: 'invite', user: haruki.user } as const
    given(...opened, slack('13:30').archive())
      .when(by(haruki, '13:40').join())
      .alsoAsksSlackTo(invited)
      .when(slack('13:40').refuse(invited, 'is_archived'))
      .alsoAsksSlackTo({
        type: 'tell',
        user: haruki.user,
        news: { say: 'invite-refused', user: haruki.user, error: 'is_archived' },
      })
      .when(slack('14:00').presence(true))
      .alsoAsksSlackTo(invited)
  })

  it('is tried again by whoever presses *Try again*, event or no event', () => {
    given(...opened, slack('13:30').presence(false))
      .when(by(ann, '14:00').retry())
      .alsoAsksSlackTo('show-card', 'set-topic')
      .when(slack('14:00').refuse({ type: 'set-topic' }, 'not_in_channel'))
      .records({ type: 'bot-removed' })
  })

  it('hears nothing new in being let into the channel that it opened itself', () => {
    given(...opened)
      .when(slack().presence(true))
      .changesNothing()
    given(declared).when(slack().presence(true)).changesNothing()
  })
})

describe('a message of ours that somebody deletes', () => {
  it('the card: it is posted anew and pinned, and nobody is asked for a lead a second time', () => {
    given(...opened, slack().askForLead(ts('13:21', 5)))
      .when(slack('13:40').hearDeletion(card))
      .asksSlackTo('show-card')
      .when(slack('13:40').postCard(ts('13:40')))
      .asksSlackTo('pin-card')
      .leaves({ card: ts('13:40'), cardPinned: false })
  })

  it('the root of the postmortem: the whole thread is posted anew, and the old replies are taken away', () => {
    const root = ts('14:00', 3)
    const thread = given(...resolved.slice(0, -2), slack('14:00').draw('root'), {
      ...slack('14:00').draw('summary'),
      ts: ts('14:00', 4),
    })
    const deleted = thread
      .when(slack('15:00').hearDeletion(root))
      .asksSlackTo({ type: 'show-postmortem', part: 'root' }, { type: 'remove-message', ts: ts('14:00', 4) })
    expect(deleted.world.incident?.postmortem.messages).toEqual({})
    deleted
      .when({ ...slack('15:00').draw('root'), ts: ts('15:00') })
      .alsoAsksSlackTo({ type: 'show-postmortem', part: 'summary' })
      .doesNotAskSlackTo('remove-message')
    // Nobody told us of the deletion: it is found out when the root is drawn.
    thread
      .when({ ...slack('15:00').draw('root'), ts: ts('15:00') })
      .alsoAsksSlackTo({ type: 'remove-message', ts: ts('14:00', 4) }, { type: 'show-postmortem', part: 'summary' })
      .when({ ...slack('15:01').draw('root', 1, 'b'), ts: ts('15:00') })
      .doesNotAskSlackTo('remove-message')
  })
})

describe('the question who leads', () => {
  it('is answered in its place once somebody leads, asked again when nobody does, and closed by the end', () => {
    given(...opened, slack().askForLead(ts('13:21', 5)))
      .when(by(ann).take('lead'))
      .alsoAsksSlackTo('show-lead-question')
      .when(by(ann).release('lead'))
      .alsoAsksSlackTo('show-lead-question')
      .when(by(noa).cancel())
      .alsoAsksSlackTo('show-lead-question')
    given(...opened, by(ann).take('lead'))
      .when(slack().askForLead(ts('13:21', 5)))
      .asksSlackTo('show-lead-question')
  })

  it('goes to the first who joins where a guest declared, and to nobody else', () => {
    const reported = [by(maya, '13:20').declare(), slack().openChannel(), slack().postCard()]
    givenGuestsAreMembers(...reported.slice(0, 2))
      .when(slack().postCard())
      .asksSlackTo('pin-card')
    givenGuestsAreMembers(...reported)
      .when(by(ann).join())
      .alsoAsksSlackTo({ type: 'post', in: 'card-thread', post: { say: 'lead-wanted', to: ann.user } })
      .when(by(haruki).join())
      .doesNotAskSlackTo('post')
  })
})
