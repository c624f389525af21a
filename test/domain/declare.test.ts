import { describe, expect, it } from 'vitest'
import { ann, at, by, declared, hour, layla, maya, noa, omar, opened, pager, slack, theChannel, ts } from './cast.ts'
import { given, givenGuestsAreMembers } from './specification.ts'

describe('declaring an incident', () => {
  it('records it and asks Slack for a channel by a name that is stored before', () => {
    given()
      .when(by(noa, '13:20').declare())
      .records({ type: 'incident-declared', number: 42, title: 'Checkout is down', severity: 'sev1' })
      .asksSlackTo({ type: 'open-channel', name: 'inc-0042-checkout-is-down' })
      .leaves({
        number: 42,
        status: 'investigating',
        declaredBy: noa.user,
        declaredAt: at('13:20'),
        channelName: 'inc-0042-checkout-is-down',
        roles: {},
        members: [noa.user],
        nextUpdateDue: at('13:50'),
      })
  })

  it('plans the next update by the severity, the question for a lead, and the question whether it is over', () => {
    given()
      .when(by(noa, '13:20').declare({ severity: 'sev3' }))
      .leaves({
        nextUpdateDue: at('17:20'),
        reminders: {
          'update-overdue': { dueAt: at('17:20'), sent: 0 },
          'no-lead': { dueAt: at('13:25'), sent: 0 },
          silence: { dueAt: at('13:20') + 48 * hour, sent: 0 },
        },
      })
  })

  it('makes nobody lead', () => {
    expect(given(declared).world.incident?.roles).toEqual({})
  })

  it('cuts a long title to a line and keeps it whole in the description: nobody retypes on a bad day', () => {
    const title = 'Checkout is down '.repeat(18).trim()
    const { world } = given().when(by(noa).declare({ title, description: 'Since 13:00' }))
    expect(world.incident?.title).toHaveLength(150)
    expect(world.incident?.title).toMatch(/^Checkout is down .*…$/)
    expect(world.incident?.description).toBe(`${title}\nSince 13:00`)
  })

  it.each(['', '   ', '\u0000\u200b', '\n'])('refuses a title in which nothing is to be seen: %j', (title) => {
    given().when(by(noa).declare({ title })).refuses('title-empty')
  })

  it('takes a title of emoji, of markup and of controls, made harmless', () => {
    given()
      .when(by(noa).declare({ title: '🔥🔥' }))
      .leaves({ title: '🔥🔥', channelName: 'inc-0042' })
    given()
      .when(by(noa).declare({ title: ' <!channel>\u0000 *down*\u202e\n' }))
      .leaves({ title: '<!channel> *down*', channelName: 'inc-0042-channel-down' })
  })

  it('keeps the message that it was declared from', () => {
    const source = {
      channel: theChannel,
      ts: ts('13:05'),
      text: 'Payments fail',
      permalink: 'https://x.test',
      files: [],
    }
    given().when(by(noa).declare({ source })).leaves({ source })
  })

  it('with the services that it hurts is one record: they are known, and their owners told, or nothing is', () => {
    const services = [{ name: 'Checkout', owner: ann.user }, { name: 'search' }, { name: ' checkout', owner: ann.user }]
    given()
      .when(by(noa).declare({ services }))
      .records(
        { type: 'incident-declared' },
        { type: 'impact-stated', statement: { part: 'services', to: services.slice(0, 2) } },
      )
      .asksSlackTo('open-channel', {
        type: 'tell',
        user: ann.user,
        news: { say: 'service-named', services: ['Checkout'], by: noa.user },
      })
      .leaves({ impact: { services: services.slice(0, 2) }, members: [noa.user, ann.user] })
      .when(slack().openChannel())
      .alsoAsksSlackTo({ type: 'invite', user: ann.user })
    const many = Array.from({ length: 21 }, (_, nth) => ({ name: `s${nth}` }))
    given()
      .when(by(noa).declare({ services: many }))
      .refuses('too-many-services', { limit: 20 })
    given()
      .when(by(noa).declare({ services: many.slice(1) }))
      .records({ type: 'incident-declared' }, { type: 'impact-stated' })
  })

  it('as a guest who may only report calls nobody who answers for a service', () => {
    given()
      .when(by(maya).declare({ services: [{ name: 'checkout', owner: ann.user }] }))
      .records({ type: 'incident-reported' })
      .asksSlackTo('show-announcement')
  })

  it('twice with the same identity changes nothing', () => {
    given(declared).when(declared).changesNothing()
  })

  it('is open to guests where the workspace says so, and to nobody of another organisation and no bot', () => {
    givenGuestsAreMembers().when(by(maya).declare()).records({ type: 'incident-declared' })
    given().when(by(omar).declare()).refuses('outsider-may-only-read')
    given().when(by(pager).declare()).refuses('bot-may-not')
  })
})

describe('the channel', () => {
  it('once opened: the declarer is in it, the card, the announcement, topic and purpose follow, and the declarer reads where', () => {
    given(declared)
      .when(slack().openChannel())
      .records({ type: 'channel-opened', channel: theChannel })
      .asksSlackTo({ type: 'invite', user: noa.user }, 'show-card', 'show-announcement', 'set-topic', 'set-purpose', {
        type: 'answer',
        command: declared.id,
        user: noa.user,
        news: { say: 'channel-opened' },
      })
      .leaves({ channel: theChannel })
  })

  it('is let in everybody who joined while it was being made', () => {
    given(declared, by(ann).join(), by(layla).join(), by(ann).join())
      .when(slack().openChannel())
      .alsoAsksSlackTo(
        { type: 'invite', user: noa.user },
        { type: 'invite', user: ann.user },
        { type: 'invite', user: layla.user },
      )
  })

  it('has the next name where somebody else holds the first, and the next after that', () => {
    given(declared)
      .when(slack().nameTaken('inc-0042-checkout-is-down'))
      .records({ type: 'channel-name-refused', next: 'inc-0042-checkout-is-down-2' })
      .asksSlackTo({ type: 'open-channel', name: 'inc-0042-checkout-is-down-2' })
      .when(slack().nameTaken('inc-0042-checkout-is-down-2'))
      .asksSlackTo({ type: 'open-channel', name: 'inc-0042-checkout-is-down-3' })
  })

  it('is not opened twice by a late answer about an earlier name', () => {
    given(declared, slack().nameTaken('inc-0042-checkout-is-down'))
      .when(slack().nameTaken('inc-0042-checkout-is-down'))
      .changesNothing()
    given(...opened)
      .when(slack().nameTaken('inc-0042-checkout-is-down'))
      .changesNothing()
    given(...opened)
      .when(slack().openChannel())
      .changesNothing()
  })

  it('may be renamed by hand; nothing need be shown anew, for every link is by id', () => {
    given(...opened)
      .when(slack().renameChannel('inc-0042-payments'))
      .leaves({ channelName: 'inc-0042-payments' })
      .asksNothing()
      .when(slack().renameChannel('inc-0042-payments'))
      .changesNothing()
  })
})

describe('the card', () => {
  it('once posted is pinned, and asks the declarer in its thread for a lead', () => {
    given(declared, slack().openChannel())
      .when(slack().postCard(ts('13:21')))
      .leaves({ card: ts('13:21') })
      .asksSlackTo('pin-card', { type: 'post', in: 'card-thread', post: { say: 'lead-wanted', to: noa.user } })
  })

  it('asks no guest who declared it: they could not take the lead', () => {
    givenGuestsAreMembers(by(maya, '13:20').declare(), slack().openChannel())
      .when(slack().postCard())
      .asksSlackTo('pin-card')
  })

  it('asks for no lead where there is one, and where the incident has ended meanwhile', () => {
    given(declared, slack().openChannel(), by(ann).take('lead')).when(slack().postCard()).asksSlackTo('pin-card')
    given(declared, slack().openChannel(), by(ann).resolve()).when(slack().postCard()).asksSlackTo('pin-card')
  })

  it('is recorded once', () => {
    given(...opened)
      .when(slack().postCard(ts('13:21')))
      .changesNothing()
    given(...opened)
      .when(slack().pinCard())
      .changesNothing()
    given(...opened)
      .when(slack().announce())
      .changesNothing()
  })
})

describe('before there is a channel', () => {
  it('Slack is asked for nothing that needs one: opening it will ask for all of that', () => {
    given(declared)
      .when(by(noa).rename('Payments are down'))
      .asksSlackTo('show-announcement')
      .when(by(noa).setLanguage('he'))
      .doesNotAskSlackTo('set-topic', 'set-purpose', 'show-card')
      .when(by(noa).setSeverity('sev2'))
      .doesNotAskSlackTo('set-topic', 'show-card')
  })

  it('an incident that has ended is told, and its postmortem begun, when the channel opens', () => {
    given(declared)
      .when(by(noa, '13:21').resolve())
      .asksSlackTo({ type: 'post', in: 'channel' }, 'show-announcement')
      .when(slack('13:22').openChannel())
      .alsoAsksSlackTo('show-card', 'set-topic', { type: 'show-postmortem', part: 'root' })
  })
})

describe('joining', () => {
  it('lets people in and tells them; twice is once more, for they may have left', () => {
    given(...opened)
      .when(by(ann).join())
      .records({ type: 'member-joined', user: ann.user })
      .asksSlackTo({ type: 'invite', user: ann.user }, { type: 'answer', user: ann.user, news: { say: 'joined' } })
      .leaves({ members: [noa.user, ann.user] })
      .when(by(ann).join())
      .alsoAsksSlackTo({ type: 'invite', user: ann.user })
      .leaves({ members: [noa.user, ann.user] })
  })

  it('is possible after the end, to read what happened', () => {
    given(...opened, by(noa).resolve())
      .when(by(ann).join())
      .alsoAsksSlackTo({ type: 'invite', user: ann.user })
  })
})

describe('an incident that is not there', () => {
  it('is said in words to people, and to Slack and the clock alike', () => {
    given().when(by(noa).setSeverity('sev2')).refuses('no-incident-here')
    given().when(by(noa).say('hello')).refuses('no-incident-here')
    given().when(slack().archive()).refuses('no-incident-here')
  })
})
