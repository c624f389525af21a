import { describe, expect, it } from 'vitest'
import { ann, at, by, haruki, layla, maya, noa, omar, opened, pager, resolved, slack, ts } from './cast.ts'
import { given, givenGuestsAreMembers } from './specification.ts'

describe('a role by a click or a slash command', () => {
  it('taken: the card shows it and the holder privately gets its duties', () => {
    given(...opened)
      .when(by(ann, '13:25').take('comms'))
      .records({ type: 'role-assigned', role: 'comms', to: ann.user })
      .asksSlackTo('show-card', { type: 'tell', user: ann.user, news: { say: 'role-duties', role: 'comms' } })
      .leaves({ roles: { comms: { holder: ann.user, since: at('13:25') } } })
      .when(by(ann).take('comms'))
      .changesNothing()
  })

  it('given: the holder is let into the channel, the duties say by whom, the announcement names the lead', () => {
    given(...opened)
      .when(by(noa).give('lead', ann))
      .asksSlackTo(
        'show-card',
        'show-announcement',
        { type: 'tell', user: ann.user, news: { say: 'role-duties', role: 'lead', givenBy: noa.user } },
        { type: 'invite', user: ann.user },
      )
  })

  it('handed over: the new holder gets the packet, and the former one is not told what they did themselves', () => {
    given(...opened, by(noa).take('lead'))
      .when(by(noa, '13:40').give('lead', ann))
      .records({ type: 'role-assigned', role: 'lead', to: ann.user, from: noa.user })
      .asksSlackTo(
        'show-card',
        'show-announcement',
        { type: 'tell', user: ann.user, news: { say: 'role-duties', role: 'lead', givenBy: noa.user, from: noa.user } },
        { type: 'invite', user: ann.user },
      )
  })

  it('taken from somebody: they are told', () => {
    given(...opened, by(noa).take('scribe'))
      .when(by(ann).take('scribe'))
      .alsoAsksSlackTo({ type: 'tell', user: noa.user, news: { say: 'role-taken-over', role: 'scribe', to: ann.user } })
  })

  it('taken where nobody was seen to hold it: not from whoever was quicker', () => {
    given(...opened)
      .when(by(noa).takeIfVacant('lead'))
      .records({ type: 'role-assigned', role: 'lead', to: noa.user })
      .when(by(ann).takeIfVacant('lead'))
      .refuses('role-already-held', { role: 'lead', holder: noa.user })
      .when(by(noa).takeIfVacant('lead'))
      .changesNothing()
  })

  it('may be held with another one by the same person', () => {
    given(...opened, by(ann).take('lead'))
      .when(by(ann).take('comms'))
      .leaves({ roles: { lead: { holder: ann.user }, comms: { holder: ann.user } } })
  })

  it('released: nobody holds it, and for a lead the question begins anew', () => {
    given(...opened, by(ann).take('lead'))
      .when(by(ann, '13:40').release('lead'))
      .records({ type: 'role-released', role: 'lead', from: ann.user })
      .asksSlackTo('show-card', 'show-announcement')
      .leaves({ roles: {}, reminders: { 'no-lead': { dueAt: at('13:45'), sent: 0 } } })
      .when(by(ann, '13:41').release('lead'))
      .refuses('role-not-held', { role: 'lead' })
  })

  it('other than the lead, released, begins no question for a lead', () => {
    const { world } = given(...opened, by(ann).take('lead'), by(noa).take('comms')).when(by(noa).release('comms'))
    expect(world.incident?.reminders).not.toHaveProperty('no-lead')
  })

  it('of the lead, taken, ends the question for one', () => {
    const { world } = given(...opened)
      .when(by(ann).take('comms'))
      .when(by(ann).take('lead'))
    expect(world.incident?.reminders).not.toHaveProperty('no-lead')
  })

  it.each([maya, omar, pager])('is not for $standing: the refusal names them', (them) => {
    given(...opened)
      .when(by(noa).give('lead', them))
      .refuses('role-not-for-them', { user: them.user, role: 'lead' })
  })

  it('is for guests too where the workspace lets them act', () => {
    givenGuestsAreMembers(...opened)
      .when(by(noa).give('comms', maya))
      .records({ type: 'role-assigned' })
    givenGuestsAreMembers(...opened)
      .when(by(noa).give('comms', omar))
      .refuses('role-not-for-them')
  })

  it('changes no longer after the end', () => {
    given(...resolved)
      .when(by(ann).take('lead'))
      .refuses('already-resolved')
    given(...resolved)
      .when(by(ann).release('lead'))
      .refuses('already-resolved')
    given(...resolved)
      .when(by(ann).undo('lead', ts('13:30')))
      .refuses('already-resolved')
  })
})

describe('a role that was claimed in a message', () => {
  const claim = by(ann, '13:30').say("I'll take comms")

  it('is assigned and acknowledged under the message, where it can be undone', () => {
    given(...opened)
      .when(claim)
      .records({ type: 'message-heard' }, { type: 'role-assigned', role: 'comms', to: ann.user, heardIn: ts('13:30') })
      .asksSlackTo(
        'show-card',
        { type: 'tell', user: ann.user, news: { say: 'role-duties', role: 'comms' } },
        {
          type: 'post',
          in: { thread: ts('13:30') },
          post: { say: 'role-heard', role: 'comms', to: ann.user, heardIn: ts('13:30') },
        },
      )
  })

  it('is acknowledged in the thread in which it was said', () => {
    given(...opened)
      .when(by(ann, '13:30').say("I'm IC", { threadTs: ts('13:26') }))
      .alsoAsksSlackTo({ type: 'post', in: { thread: ts('13:26') } })
  })

  it('may be for somebody else, by their mention', () => {
    given(...opened)
      .when(by(noa).say(`<@${ann.user}> is scribe`))
      .records({ type: 'message-heard' }, { type: 'role-assigned', role: 'scribe', to: ann.user })
  })

  it.each([
    ['by a guest', by(maya).say("I'm IC")],
    ['by a person of another organisation', by(omar).say("I'm IC")],
    ['by another app', slack().hearApp("I'm IC")],
    ['for a guest', by(noa).say(`<@${maya.user}> is scribe`)],
    ['for somebody whom nobody knows', by(noa).say('<@U0GHOST> is scribe')],
  ])('%s assigns nobody, and is no reason to answer', (_who, said) => {
    given(...opened)
      .when(said)
      .records({ type: 'message-heard' })
      .asksNothing()
  })

  it('by a guest counts where the workspace lets guests act', () => {
    givenGuestsAreMembers(...opened)
      .when(by(maya).say("I'm IC"))
      .records({ type: 'message-heard' }, { type: 'role-assigned', to: maya.user })
  })

  it('again by its holder changes no role', () => {
    given(...opened, by(ann).take('comms'))
      .when(claim)
      .records({ type: 'message-heard' })
      .asksNothing()
  })

  it('in a message that was taken back or reworded meanwhile assigns nobody', () => {
    given(...opened, slack().hearDeletion(ts('13:30')))
      .when(claim)
      .records({ type: 'message-heard' })
    given(...opened, by(ann, '13:31').edit(ts('13:30'), 'Who takes comms?'))
      .when(claim)
      .records({ type: 'message-heard' })
  })

  it('by an edit assigns nobody: people correct typing errors long afterwards', () => {
    given(...opened, by(ann, '13:30').say('hi'))
      .when(by(ann, '13:31').edit(ts('13:30'), "I'm IC"))
      .records({ type: 'message-edited' })
  })

  it('after the end assigns nobody', () => {
    given(...resolved)
      .when(by(ann, '14:30').say("I'm IC"))
      .records({ type: 'message-heard' })
  })

  it('is let go by its holder in words, and by nobody else', () => {
    const letGo = "I'm stepping down as IC"
    given(...opened, by(ann).take('lead'))
      .when(by(ann, '13:30').say(letGo))
      .records({ type: 'message-heard' }, { type: 'role-released', role: 'lead', from: ann.user })
    given(...opened, by(noa).take('lead'))
      .when(by(ann, '13:30').say(letGo))
      .records({ type: 'message-heard' })
  })
})

describe('undoing a role that was heard', () => {
  const heardIn = ts('13:30')
  const claimed = [...opened, by(ann, '13:30').say("I'll take comms")]

  it('gives it back to nobody, and the thread says so', () => {
    given(...claimed)
      .when(by(noa, '13:31').undo('comms', heardIn))
      .records({ type: 'role-released', role: 'comms', from: ann.user })
      .asksSlackTo('show-card', {
        type: 'post',
        in: { thread: heardIn },
        post: { say: 'role-undone', role: 'comms', by: noa.user },
      })
  })

  it('gives it back to whoever held it before, and tells both', () => {
    given(...opened, by(layla).take('comms'), by(ann, '13:30').say("I'll take comms"))
      .when(by(noa, '13:31').undo('comms', heardIn))
      .records({ type: 'role-assigned', role: 'comms', to: layla.user, from: ann.user })
      .asksSlackTo(
        'show-card',
        {
          type: 'tell',
          user: layla.user,
          news: { say: 'role-duties', role: 'comms', givenBy: noa.user, from: ann.user },
        },
        { type: 'tell', user: ann.user, news: { say: 'role-taken-over', role: 'comms', to: layla.user } },
        {
          type: 'post',
          in: { thread: heardIn },
          post: { say: 'role-undone', role: 'comms', by: noa.user, to: layla.user },
        },
      )
  })

  it('twice changes nothing', () => {
    given(...claimed, by(noa, '13:31').undo('comms', heardIn))
      .when(by(ann, '13:31').undo('comms', heardIn))
      .changesNothing()
  })

  it('is refused once the role went on to somebody else, with who holds it now', () => {
    given(...claimed, by(ann, '13:35').give('comms', haruki))
      .when(by(noa, '13:36').undo('comms', heardIn))
      .refuses('role-changed-since', { role: 'comms', holder: haruki.user })
  })

  it('is refused once the same person holds it by a decision of somebody', () => {
    given(...claimed, by(ann, '13:35').give('comms', haruki), by(haruki, '13:40').give('comms', ann))
      .when(by(noa, '13:41').undo('comms', heardIn))
      .refuses('role-changed-since', { holder: ann.user })
    given(...claimed, by(noa, '13:31').undo('comms', heardIn), by(noa, '13:40').give('comms', ann))
      .when(by(noa, '13:41').undo('comms', heardIn))
      .refuses('role-changed-since', { holder: ann.user })
  })

  it('of one role leaves what was heard of the others', () => {
    given(...claimed, by(haruki, '13:32').say("I'm IC"), by(noa, '13:33').take('lead'))
      .when(by(noa, '13:34').undo('comms', heardIn))
      .records({ type: 'role-released', role: 'comms' })
  })

  it('is refused to guests', () => {
    given(...claimed)
      .when(by(maya).undo('comms', heardIn))
      .refuses('guest-may-only-report')
  })
})
