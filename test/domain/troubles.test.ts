import { describe, expect, it } from 'vitest'
import { judge } from '../../src/app/handle.ts'
import type { Effect } from '../../src/domain/effects.ts'
import { ann, at, by, declared, haruki, layla, noa, opened, resolved, slack, ts, type Who } from './cast.ts'
import { given, nothingYet } from './specification.ts'

const openChannel = { type: 'open-channel', name: 'inc-0042-checkout-is-down' } as const
const post = {
  type: 'post',
  in: 'channel',
  language: 'en',
  post: { say: 'reopened', by: noa.user, at: 0, why: '' },
} as const

const exportRefused = ({ user }: Who) =>
  slack('15:00').refuse({ type: 'upload-postmortem', for: user }, 'file_uploads_disabled')

describe('what Slack refuses for good', () => {
  it('of the channel: the declarer reads it, the announcement stands without one, and nothing else is lost', () => {
    given(declared)
      .when(slack('13:21').refuse(openChannel, 'restricted_action'))
      .records({ type: 'slack-refused', effect: 'open-channel', error: 'restricted_action' })
      .asksSlackTo(
        {
          type: 'answer',
          command: declared.id,
          user: noa.user,
          news: { say: 'channel-refused', error: 'restricted_action' },
        },
        'show-announcement',
      )
      .leaves({ troubles: [{ effect: 'open-channel', error: 'restricted_action', at: at('13:21') }] })
  })

  it('of a channel that is there after all is no trouble', () => {
    given(...opened)
      .when(slack().refuse(openChannel, 'restricted_action'))
      .changesNothing()
  })

  it('of the announcement: the declarer reads which channel, and the card shows it', () => {
    given(...opened)
      .when(slack().refuse({ type: 'show-announcement' }, 'channel_not_found', 'incidents'))
      .asksSlackTo(
        {
          type: 'answer',
          user: noa.user,
          news: { say: 'announcement-refused', channel: 'incidents', error: 'channel_not_found' },
        },
        'show-card',
      )
  })

  it('of letting somebody in: each of them is told, even for the same reason', () => {
    const told = given(...opened).when(slack().refuse({ type: 'invite', user: ann.user }, 'user_is_restricted'))
    told.asksSlackTo(
      { type: 'tell', user: ann.user, news: { say: 'invite-refused', user: ann.user, error: 'user_is_restricted' } },
      'show-card',
    )
    told
      .when(slack().refuse({ type: 'invite', user: layla.user }, 'user_is_restricted'))
      .alsoAsksSlackTo({ type: 'tell', user: layla.user })
      .leaves({ troubles: [{ effect: 'invite' }] })
  })

  it('of the export: whoever asked for it is told', () => {
    given(...resolved)
      .when(exportRefused(ann))
      .alsoAsksSlackTo({
        type: 'tell',
        user: ann.user,
        news: { say: 'slack-refused', effect: 'upload-postmortem', error: 'file_uploads_disabled' },
      })
      .when(exportRefused(haruki))
      .alsoAsksSlackTo({ type: 'tell', user: haruki.user })
  })

  it('of anything else: the lead is told, or the declarer where there is none', () => {
    given(...opened)
      .when(slack().refuse({ type: 'set-topic' }, 'restricted_action'))
      .asksSlackTo(
        {
          type: 'tell',
          user: noa.user,
          news: { say: 'slack-refused', effect: 'set-topic', error: 'restricted_action' },
        },
        'show-card',
      )
    given(...opened, by(ann).take('lead'))
      .when(slack().refuse(post, 'restricted_action'))
      .asksSlackTo(
        { type: 'tell', user: ann.user, news: { say: 'slack-refused', effect: 'post', error: 'restricted_action' } },
        'show-card',
      )
  })

  it('is told once; another reason is told again', () => {
    given(...opened)
      .when(slack().refuse(post, 'restricted_action'))
      .when(slack().refuse(post, 'restricted_action'))
      .changesNothing()
      .when(slack().refuse(post, 'msg_too_long'))
      .alsoAsksSlackTo({ type: 'tell', user: noa.user })
      .leaves({ troubles: [{ effect: 'post', error: 'msg_too_long' }] })
  })

  it('of the card itself asks for no card, and of words to one person for nothing: no loop begins', () => {
    given(...opened)
      .when(slack().refuse({ type: 'show-card' }, 'msg_too_long'))
      .doesNotAskSlackTo('show-card')
    const words: Effect = { type: 'tell', user: ann.user, news: { say: 'joined' } }
    given(...opened)
      .when(slack().refuse(words, 'cannot_dm_bot'))
      .asksNothing()
  })

  it('and then does after all is shown on the card no more', () => {
    given(...opened.slice(0, 4), slack().refuse({ type: 'show-announcement' }, 'not_in_channel'))
      .when(slack('13:40').announce())
      .asksSlackTo('show-card')
      .leaves({ troubles: [] })
    given(...opened.slice(0, 3), slack().refuse({ type: 'pin-card' }, 'too_many_pins'))
      .when(slack('13:40').pinCard())
      .asksSlackTo('show-card')
      .leaves({ troubles: [] })
  })
})

describe('*Try again*', () => {
  it('asks once more for what can still be done, and takes the trouble off the card', () => {
    given(
      ...opened,
      by(ann).join(),
      slack().refuse({ type: 'set-topic' }, 'missing_scope'),
      slack().refuse({ type: 'set-purpose' }, 'missing_scope'),
      slack().refuse({ type: 'pin-card' }, 'missing_scope'),
      slack().refuse({ type: 'show-announcement' }, 'missing_scope'),
      slack().refuse({ type: 'invite', user: ann.user }, 'missing_scope'),
    )
      .when(by(noa).retry())
      .records({ type: 'retry-asked' })
      .asksSlackTo(
        'set-topic',
        'set-purpose',
        'pin-card',
        'show-announcement',
        { type: 'invite', user: noa.user },
        { type: 'invite', user: ann.user },
        'show-card',
      )
      .leaves({ troubles: [] })
      .when(by(noa).retry())
      .changesNothing()
  })

  it('opens the channel by the name that was stored, and is told again if that is refused again', () => {
    given(declared, slack().refuse(openChannel, 'restricted_action'))
      .when(by(noa).retry())
      .asksSlackTo(openChannel)
      .when(slack().refuse(openChannel, 'restricted_action'))
      .alsoAsksSlackTo({ type: 'answer', news: { say: 'channel-refused', error: 'restricted_action' } })
  })

  it('answers whoever pressed it, not whoever declared: refused again, or done', () => {
    const pressed = by(ann, '13:30').retry()
    const again = given(declared, slack().refuse(openChannel, 'restricted_action'), pressed)
    again.when(slack('13:31').refuse(openChannel, 'restricted_action')).asksSlackTo(
      {
        type: 'answer',
        user: ann.user,
        command: pressed.id,
        news: { say: 'channel-refused', error: 'restricted_action' },
      },
      'show-announcement',
    )
    again
      .when(slack('13:31').openChannel())
      .alsoAsksSlackTo({ type: 'answer', user: ann.user, command: pressed.id, news: { say: 'retried' } })
    const both = given(
      ...opened,
      slack().refuse({ type: 'set-topic' }, 'missing_scope'),
      slack().refuse({ type: 'show-announcement' }, 'not_in_channel'),
      pressed,
    )
    both
      .when(slack('13:31').mend('set-topic'))
      .records({ type: 'slack-took', effect: 'set-topic' })
      .asksNothing()
      .when(slack('13:31').announce(ts('13:31')))
      .asksSlackTo({ type: 'answer', user: ann.user, news: { say: 'retried' } })
    both.when(slack('13:50').refuse({ type: 'set-topic' }, 'missing_scope')).alsoAsksSlackTo({
      type: 'tell',
      user: noa.user,
      news: { say: 'slack-refused', effect: 'set-topic', error: 'missing_scope' },
    })
  })

  it('is not needed for what goes through by itself: the card says it no more', () => {
    given(...opened, slack().refuse({ type: 'set-topic' }, 'missing_scope'))
      .when(slack('13:31').mend('set-topic'))
      .asksSlackTo('show-card')
      .leaves({ troubles: [] })
      .when(slack('13:31').mend('set-topic'))
      .changesNothing()
  })

  it('names the scope that is missing', () => {
    given(...opened)
      .when({ ...slack().refuse({ type: 'pin-card' }, 'missing_scope'), needed: 'pins:write' })
      .alsoAsksSlackTo({
        type: 'tell',
        news: { say: 'slack-refused', effect: 'pin-card', error: 'missing_scope', needed: 'pins:write' },
      })
      .leaves({ troubles: [{ effect: 'pin-card', error: 'missing_scope', needed: 'pins:write' }] })
  })

  it('draws the postmortem from its root, and sends no post late', () => {
    given(...resolved, slack().refuse({ type: 'show-postmortem', part: 'summary' }, 'missing_scope'))
      .when(by(noa).retry())
      .alsoAsksSlackTo({ type: 'show-postmortem', part: 'root' }, { type: 'show-postmortem', part: 'summary' })
    given(...opened, slack().refuse(post, 'missing_scope'), slack().refuse({ type: 'show-card' }, 'missing_scope'))
      .when(by(noa).retry())
      .asksSlackTo('show-card')
  })
})

describe('a refusal of ours', () => {
  it('reaches whoever pressed a button through Slack, since a press cannot be answered in words', () => {
    const command = by(ann).setSeverity('sev2')
    const situation = { incident: undefined, about: [], nextNumber: 1 }
    expect(judge(command, situation, nothingYet.rules, { aloud: true }).effects).toEqual([
      {
        type: 'answer',
        command: command.id,
        user: ann.user,
        news: { say: 'refused', refusal: { code: 'no-incident-here' } },
      },
    ])
    expect(judge(command, situation, nothingYet.rules, {}).effects).toEqual([])
    expect(judge(slack().archive(), situation, nothingYet.rules, { aloud: true }).effects).toEqual([])
  })
})
