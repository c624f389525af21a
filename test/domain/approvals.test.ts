import { describe, expect, it } from 'vitest'
import type { ApprovalOutcome } from '../../src/domain/approval-messages.ts'
import type { Command } from '../../src/domain/commands.ts'
import { channelId, messageTs } from '../../src/domain/ids.ts'
import { aboutCustomers, theUpdate } from './customers-cast.ts'
import { ann, by, layla, noa, opened, type Who, wish } from './cast.ts'
import { carryOut, given } from './specification.ts'

/** Noa leads, ann holds comms; layla has drafted something for customers. */
const manned = [...opened, by(noa).take('lead'), by(noa).give('comms', ann)]
const drafted = [...manned, aboutCustomers(layla).draft('Orders fail.')]

/** A direct message to this person asks for the approval of that version; it stands where its number says. */
const asked = ({ user }: Who, nth: number, version = 1): Command => ({
  ...wish('13:31', { kind: 'slack' }),
  type: 'record-approval-asked',
  update: theUpdate,
  version,
  user,
  channel: channelId(`D${nth}`),
  ts: messageTs(`${nth}.000100`),
})
const both = [asked(noa, 1), asked(ann, 2)]

/** What is drawn in the place of both messages. */
const inBoth = (outcome: ApprovalOutcome) => [
  { type: 'answer-approval' as const, user: noa.user, channel: channelId('D1'), outcome },
  { type: 'answer-approval' as const, user: ann.user, channel: channelId('D2'), outcome },
]

describe('a message that asks for an approval', () => {
  it.each([
    ['sent back', aboutCustomers(ann).sendBack('Shorter'), { is: 'sent-back', by: ann.user, why: 'Shorter' }],
    ['withdrawn', aboutCustomers(layla).withdraw(), { is: 'withdrawn', by: layla.user }],
    ['changed', aboutCustomers(layla).edit('Orders fail since 13:00.'), { is: 'replaced', by: layla.user }],
  ] as const)('says who has %s the draft, wherever somebody was asked', (_, command, outcome) => {
    given(...drafted, ...both)
      .when(command)
      .alsoAsksSlackTo(...inBoth(outcome))
  })

  it('says who has approved it, to whoever was asked besides', () => {
    const approve = aboutCustomers(ann, '13:40').approve()
    const { effects } = carryOut(given(...drafted, ...both).world, approve).verdict
    expect(effects).toEqual(
      expect.arrayContaining(
        inBoth({ is: 'published', by: ann.user, at: approve.at }).map((one) => expect.objectContaining(one)),
      ),
    )
  })

  it('says that it is over where the draft says that it goes on, and asks again once it goes on after all', () => {
    given(...drafted, ...both)
      .when(by(noa, '14:00').resolve())
      .alsoAsksSlackTo(...inBoth({ is: 'over' }))
      .when(by(noa, '14:10').reopen())
      .alsoAsksSlackTo(...inBoth({ is: 'waiting', update: theUpdate }))
  })

  it('is answered at once where another was quicker than the record of where it stands', () => {
    const answered = (command: Command, is: string) =>
      given(...drafted, command)
        .when(asked(ann, 2))
        .asksSlackTo({ type: 'answer-approval', user: ann.user, outcome: expect.objectContaining({ is }) })
    answered(aboutCustomers(noa).approve(), 'published')
    answered(aboutCustomers(noa).sendBack('Shorter'), 'sent-back')
    answered(aboutCustomers(layla).withdraw(), 'gone')
    answered(aboutCustomers(layla).edit('Other words'), 'replaced')
    given(...drafted)
      .when(asked(ann, 2))
      .asksNothing()
      .when(asked(ann, 2))
      .changesNothing()
  })

  it('is answered once: what is asked about a newer wording is another message', () => {
    const world = given(...drafted, ...both, aboutCustomers(layla).edit('Other words'), asked(ann, 3, 2))
    world
      .when(aboutCustomers(noa).sendBack('Shorter', { version: 2 }))
      .alsoAsksSlackTo({ type: 'answer-approval', channel: channelId('D3') })
    const { effects } = carryOut(world.world, aboutCustomers(noa).sendBack('Shorter', { version: 2 })).verdict
    expect(effects.filter(({ type }) => type === 'answer-approval')).toHaveLength(1)
  })
})
