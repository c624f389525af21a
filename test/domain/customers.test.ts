import { describe, expect, it } from 'vitest'
import type { Command } from '../../src/domain/commands.ts'
import { publicUpdateId } from '../../src/domain/ids.ts'
import { aboutCustomers, arrived, theUpdate } from './customers-cast.ts'
import { ann, at, by, haruki, layla, maya, noa, opened, resolved } from './cast.ts'
import { carryOut, given } from './specification.ts'

/** Noa leads, ann holds comms, layla only helps. */
const manned = [...opened, by(noa).take('lead'), by(noa).give('comms', ann)]
/** And it is resolved at 14:00, with a postmortem in its channel. */
const ended = resolved.slice(opened.length)
const drafted = [...manned, aboutCustomers(layla).draft('Orders fail.')]

const asked = (approver?: typeof noa) =>
  given(...manned)
    .when(aboutCustomers(layla).draft('Orders fail.', approver === undefined ? {} : { approver }))
    .alsoAsksSlackTo({ type: 'tell', user: noa.user }, { type: 'tell', user: ann.user })

describe('a draft for customers', () => {
  it('is read by whoever may approve it, before anything goes out', () => {
    given(...manned)
      .when(aboutCustomers(layla).draft('Orders fail.', { approver: noa }))
      .records({ type: 'public-update-drafted', version: 1, approver: noa.user })
      .alsoAsksSlackTo({ type: 'tell', user: noa.user, news: { say: 'approval-wanted', update: theUpdate } })
      .doesNotAskSlackTo('publish')
  })

  it('asks everybody who may approve it where nobody is named, or the named one may no longer', () => {
    asked()
    asked(haruki)
  })

  it('finds whoever may approve it since they hold lead or comms, once', () => {
    const wanted = { say: 'approval-wanted', update: theUpdate } as const
    given(...drafted)
      .when(by(ann).give('comms', haruki))
      .alsoAsksSlackTo({ type: 'tell', user: haruki.user, news: wanted })
    const notAsked = (command: Command, ...before: Command[]) => {
      const { verdict } = carryOut(given(...before).world, command)
      expect(verdict.effects).not.toContainEqual(expect.objectContaining({ news: wanted }))
    }
    notAsked(by(noa).give('lead', ann), ...drafted)
    notAsked(by(noa).give('lead', layla), ...drafted)
    notAsked(by(noa).give('scribe', haruki), ...drafted)
    notAsked(by(ann).give('comms', haruki), ...drafted, aboutCustomers(ann).sendBack('Shorter'))
    notAsked(by(ann).give('comms', haruki), ...manned)
  })

  it('is one at a time', () => {
    given(...drafted)
      .when(aboutCustomers(ann).draft('Another', { id: 'p2' }))
      .refuses('public-draft-waits', { by: layla.user })
  })

  it.each([
    ['nothing at all', {}, 'text-empty'],
    ['a title without a text', { en: { title: 'Orders fail', body: ' \u200b' } }, 'text-empty'],
    ['too long a title', { en: { title: 'x'.repeat(121), body: 'x' } }, 'text-too-long'],
    ['too long a text', { he: { title: 'x', body: 'x'.repeat(2001) } }, 'text-too-long'],
  ] as const)('is refused with %s', (_what, texts, code) => {
    given(...manned)
      .when(aboutCustomers(layla).draft('', { texts }))
      .refuses(code)
  })

  it('leaves out a language in which nothing was written, and controls and overrides from what was', () => {
    const texts = { en: { title: 'Orders\u202e fail', body: 'a\u0000b' }, he: { title: '', body: ' ' } }
    given(...manned)
      .when(aboutCustomers(layla).draft('', { texts }))
      .records({ type: 'public-update-drafted', texts: { en: { title: 'Orders fail', body: 'ab' } } })
  })

  it('promises no time that has passed, neither when it is drafted nor when it is approved', () => {
    given(...manned)
      .when(aboutCustomers(layla, '13:30').draft('x', { due: '13:30' }))
      .refuses('promise-in-past')
    given(...manned, aboutCustomers(layla, '13:30').draft('x', { due: '14:00' }))
      .when(aboutCustomers(ann, '14:01').approve())
      .refuses('promise-in-past', { at: at('14:00') })
  })

  it('is not for guests', () => {
    given(...manned)
      .when(aboutCustomers(maya).draft('x'))
      .refuses('guest-may-only-report')
  })
})

const marked = (words: string) => given(...manned, aboutCustomers(layla).draft(words))

describe('an approval', () => {
  it('publishes everywhere, each way in its own time, and is recorded with both names', () => {
    given(...drafted)
      .when(aboutCustomers(ann).approve())
      .records({
        type: 'public-update-published',
        draftedBy: layla.user,
        alone: false,
        to: ['status-page', 'webhook/crm'],
      })
      .alsoAsksSlackTo(
        { type: 'publish', update: theUpdate, to: 'status-page' },
        { type: 'publish', update: theUpdate, to: 'webhook/crm' },
        { type: 'tell', user: layla.user },
      )
  })

  it('is of whoever leads or holds comms, and not of the drafter', () => {
    given(...drafted)
      .when(aboutCustomers(layla).approve())
      .refuses('own-public-draft', { approvers: [ann.user, noa.user] })
    given(...drafted)
      .when(aboutCustomers(haruki).approve())
      .refuses('not-an-approver', { approvers: [ann.user, noa.user] })
    given(...manned, aboutCustomers(ann).draft('x'))
      .when(aboutCustomers(ann).approve())
      .refuses('own-public-draft')
  })

  it('is the drafter’s own only where nobody else holds lead or comms, and says so', () => {
    given(...opened, by(noa).take('lead'), by(noa).take('comms'), aboutCustomers(noa).draft('x'))
      .when(aboutCustomers(noa).approve())
      .records({ type: 'public-update-published', alone: true })
    given(...opened, aboutCustomers(noa).draft('x'))
      .when(aboutCustomers(noa).approve())
      .records({ type: 'public-update-published', alone: true })
    given(...opened, aboutCustomers(noa).draft('x'))
      .when(aboutCustomers(ann).approve())
      .refuses('not-an-approver')
  })

  it('names the version that was seen: one that changed meanwhile is refused, and the newer one is not', () => {
    given(...drafted, aboutCustomers(layla).edit('Orders fail since 14:00.'))
      .when(aboutCustomers(ann).approve({ version: 1 }))
      .refuses('public-draft-changed', { by: layla.user, version: 2 })
      .when(aboutCustomers(ann).approve({ version: 2 }))
      .records({ type: 'public-update-published', version: 2 })
  })

  it('happens once, whoever of two is quicker', () => {
    given(...drafted)
      .when(aboutCustomers(ann).approve())
      .when(aboutCustomers(noa).approve())
      .refuses('public-update-already-published', { by: ann.user })
      .doesNotAskSlackTo('publish')
  })

  it('needs somewhere to go', () => {
    given(...drafted)
      .when(aboutCustomers(ann).approve({ to: [] }))
      .refuses('no-destination')
  })

  it('lets nothing pass that is marked, unless it is kept knowingly; a secret never', () => {
    marked('ledger-core of Acme Cloud is down')
      .when(aboutCustomers(ann).approve({ kept: ['vendor'] }))
      .refuses('public-text-marked', { kinds: ['service'] })
    marked('ledger-core of Acme Cloud is down')
      .when(aboutCustomers(ann).approve({ kept: ['vendor', 'service'] }))
      .records({ type: 'public-update-published', kept: ['vendor', 'service'] })
    marked('We use xoxb-123-abc')
      .when(aboutCustomers(ann).approve({ kept: ['secret'] }))
      .refuses('public-text-marked', { kinds: ['secret'] })
  })
})

describe('not like this', () => {
  it('tells the drafter why, and that version can no longer be published', () => {
    given(...drafted)
      .when(aboutCustomers(ann).sendBack('Too many details'))
      .records({ type: 'public-update-sent-back', why: 'Too many details' })
      .alsoAsksSlackTo({ type: 'tell', user: layla.user })
      .when(aboutCustomers(noa).approve())
      .refuses('public-draft-sent-back', { by: ann.user })
      .when(aboutCustomers(layla).edit('Shorter.'))
      .records({ type: 'public-update-edited', version: 2 })
      .when(aboutCustomers(noa).approve({ version: 2 }))
      .records({ type: 'public-update-published' })
  })

  it('is said by whoever could approve it', () => {
    given(...drafted)
      .when(aboutCustomers(haruki).sendBack('No'))
      .refuses('not-an-approver')
  })

  it('or that it is withdrawn, unless the drafter did that', () => {
    const news = { say: 'public-update-withdrawn', by: ann.user } as const
    given(...drafted)
      .when(aboutCustomers(ann).withdraw())
      .asksSlackTo({ type: 'tell', user: layla.user, news }, 'show-card')
    given(...drafted)
      .when(aboutCustomers(layla).withdraw())
      .asksSlackTo('show-card')
  })

  it('leaves a withdrawn draft gone', () => {
    given(...drafted)
      .when(aboutCustomers(layla).withdraw())
      .records({ type: 'public-update-withdrawn' })
      .when(aboutCustomers(ann).approve())
      .refuses('public-draft-gone')
  })
})

describe('what reached customers', () => {
  const told = [...drafted, aboutCustomers(ann).approve()]

  it('is known of each way apart', () => {
    given(...told, arrived('13:31', 'status-page'))
      .when(arrived('13:32', 'webhook/crm', 'http_500'))
      .records({ type: 'publication-failed', to: 'webhook/crm', error: 'http_500' })
      .alsoAsksSlackTo({ type: 'tell', user: ann.user }, 'show-card')
      .leaves({
        customers: {
          reached: [
            { to: 'status-page', state: 'arrived' },
            { to: 'webhook/crm', state: 'failed', error: 'http_500' },
          ],
        },
        troubles: [],
      })
  })

  it('is asked for once more by Try again, of that way alone', () => {
    given(...told, arrived('13:31', 'status-page'), arrived('13:32', 'webhook/crm', 'http_500'))
      .when(by(ann, '13:40').retry())
      .alsoAsksSlackTo({ type: 'publish', update: theUpdate, to: 'webhook/crm' })
      .leaves({ customers: { reached: [{ state: 'arrived' }, { to: 'webhook/crm', state: 'waiting' }] } })
      .when(arrived('13:41', 'webhook/crm'))
      .leaves({ customers: { reached: [{ state: 'arrived' }, { to: 'webhook/crm', state: 'arrived' }] } })
  })

  it('is told once: a repeated answer changes nothing, and a late one of an older update says nothing of the newest', () => {
    given(...told, arrived('13:31', 'status-page'))
      .when(arrived('13:32', 'status-page'))
      .changesNothing()
    given(
      ...told,
      aboutCustomers(layla, '13:40').draft('Solved', { id: 'p2', stage: 'resolved' }),
      aboutCustomers(ann, '13:41').approve({ id: 'p2' }),
    )
      .when(arrived('13:42', 'webhook/crm', 'http_500'))
      .leaves({ customers: { reached: [{ state: 'waiting' }, { state: 'waiting' }] } })
  })
})

describe('what was told of an incident that is none any more', () => {
  const told = [...drafted, aboutCustomers(ann).approve()]
  const cancelled = [...told, by(noa, '13:40').cancel('A false alarm')]
  const closing = aboutCustomers(noa, '13:41').draft('No problem of yours.', { id: 'p2', stage: 'closed' })

  it('gets a closing word drafted, and nothing published', () => {
    given(...told)
      .when(by(noa, '13:40').cancel('A false alarm'))
      .alsoAsksSlackTo({ type: 'draft-closing', by: noa.user })
      .doesNotAskSlackTo('publish')
    given(...cancelled, closing)
      .when(aboutCustomers(ann, '13:42').approve({ id: 'p2' }))
      .records({ type: 'public-update-published', stage: 'closed' })
      .doesNotAskSlackTo('draft-closing')
  })

  it('needs none where customers were told nothing, or that it is over', () => {
    given(...drafted)
      .when(by(noa, '13:40').cancel('A false alarm'))
      .doesNotAskSlackTo('draft-closing')
    const over = [aboutCustomers(layla).draft('Over.', { id: 'p2', stage: 'resolved' })]
    given(...told, ...over, aboutCustomers(ann).approve({ id: 'p2' }))
      .when(by(noa, '13:40').cancel('A false alarm'))
      .doesNotAskSlackTo('draft-closing')
  })

  it('is not told that it is over once it goes on after all', () => {
    given(...cancelled, closing)
      .when(by(noa, '13:43').reopen('It is back'))
      .records({ type: 'incident-reopened' }, { type: 'public-update-withdrawn', update: publicUpdateId('p2') })
      .when(aboutCustomers(ann, '13:44').approve({ id: 'p2' }))
      .refuses('public-draft-gone')
    const goingOn = aboutCustomers(layla, '13:41').draft('We look into it.', { id: 'p2' })
    given(...cancelled, goingOn)
      .when(by(noa, '13:43').reopen('It is back'))
      .records({ type: 'incident-reopened' })
  })
})

it('a postmortem that is there is drawn again for what customers were told, and not for how it arrived', () => {
  const approved = [...manned, ...ended, aboutCustomers(layla, '14:05').draft('Solved.'), aboutCustomers(ann).approve()]
  given(...manned, ...ended)
    .when(aboutCustomers(layla, '14:05').draft('Solved.'))
    .alsoAsksSlackTo('show-postmortem')
    .when(aboutCustomers(ann, '14:06').approve())
    .alsoAsksSlackTo('show-postmortem')
    .when(arrived('14:07', 'webhook/crm', 'http_500'))
    .alsoAsksSlackTo('show-postmortem')
  given(...approved)
    .when(arrived('14:07', 'webhook/crm'))
    .doesNotAskSlackTo('show-postmortem')
})
