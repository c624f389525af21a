import { describe, expect, it } from 'vitest'
import { checkView } from '../../../sandbox/block-kit/check.ts'
import { publicUpdateId } from '../../../src/domain/ids.ts'
import { type Incident, languages } from '../../../src/domain/incident.ts'
import type { Customers, PublicDraft, PublicTexts } from '../../../src/domain/public-updates.ts'
import { card } from '../../../src/slack/views/card.ts'
import { publicApprovalView, publicSendBackView } from '../../../src/slack/views/forms/public-approval.ts'
import { publicDraftView } from '../../../src/slack/views/forms/public-draft.ts'
import { news } from '../../../src/slack/views/news.ts'
import { approvalAnswered } from '../../../src/slack/views/approval-answered.ts'
import { approvalWanted, draftNamed } from '../../../src/slack/views/public-approval.ts'
import { publicPost } from '../../../src/slack/views/public-post.ts'
import { knownOf, templateOf } from '../../../src/slack/views/public-template.ts'
import { textIn } from '../../../src/text/text.ts'
import { expectHarmless } from './hostile.ts'
import { dana, declaredAt, hour, incident, minute, noa } from './samples.ts'
import { expectTaken, seen, voices } from './saying.ts'

const now = declaredAt + 25 * minute
const id = publicUpdateId('0c5c2a54-6f3f-4a52-9d0b-3f1f5f0f9b12')
const english: PublicTexts = { en: { title: 'Orders fail', body: 'We have found the cause.\nWe are working on it.' } }
const inHebrew: PublicTexts = { he: { title: 'הזמנות נכשלות', body: 'מצאנו את הסיבה.' } }
const bilingual: PublicTexts = { ...english, ...inHebrew }

const hostileText = { title: `<!channel> *x* ${'長'.repeat(100)}`, body: `<@U1> & \`\`\` ${'<&>'.repeat(660)}` }
const hostile: PublicTexts = { en: hostileText, he: hostileText, ar: hostileText, ja: hostileText }

const draftOf = (texts: PublicTexts): PublicDraft => ({
  id,
  draftedBy: dana,
  versions: [{ version: 1, by: dana, at: now, stage: 'identified', texts, nextUpdateDue: now + hour }],
})
const withCustomers = (customers: Partial<Customers>): Incident =>
  incident({
    roles: { lead: { holder: noa, since: declaredAt } },
    customers: { updates: [], reached: [], roots: {}, ...customers },
  })
const update = {
  id,
  stage: 'identified',
  texts: english,
  nextUpdateDue: now + hour,
  draftedBy: dana,
  approvedBy: noa,
  publishedAt: now,
} as const
const told = withCustomers({
  updates: [update],
  reached: [
    { to: 'status-page', state: 'arrived', at: now },
    { to: 'email', state: 'arrived', at: now, count: 120 },
    { to: 'channel/support', state: 'waiting', at: now },
    { to: 'webhook/crm', state: 'failed', at: now, error: 'http_500' },
  ],
})

describe('what customers are told', () => {
  it.each(['en', 'he'] as const)('stands on the card in a line, with Try again where it failed, in %s', (language) => {
    expect(seen(card(told, now, textIn(language)))).toMatchSnapshot()
  })

  it('is overdue on the card once the promise has passed', () => {
    expect(seen(card(told, now + hour, textIn('en')))).not.toContain('next update overdue')
    expect(seen(card(told, now + hour + 1, textIn('en')))).toContain('next update overdue since')
  })

  it('takes no room on the card of an incident whose customers were told nothing', () => {
    expect(seen(card(incident(), now, textIn('en')))).not.toContain('Customers')
  })

  it.each(['en', 'he'] as const)('is read as it will look before it is approved, in %s', (language) => {
    const marks = [{ kind: 'host', text: 'db-01' } as const]
    expect(seen(approvalWanted(told, draftOf(bilingual), marks, now, textIn(language)))).toMatchSnapshot()
  })
})

describe('a draft in several languages', () => {
  const t = textIn('en')
  const model = {
    update: id,
    version: 1,
    stage: 'investigating',
    read: ['he', 'en'],
    texts: bilingual,
    due: '',
    approvers: [],
    approver: undefined,
    to: ['status-page'],
    channels: [],
  } as const

  it('is asked for in the order that is set, and only the first must be written', () => {
    const asked = publicDraftView(incident(), model, t).blocks.flatMap((block) =>
      'optional' in block && block.block_id?.startsWith('public-body') ? [[block.block_id, block.optional]] : [],
    )
    expect(asked).toEqual([
      ['public-body-he-investigating', false],
      ['public-body-en-investigating', true],
    ])
  })

  it("is read first in the channel's own", () => {
    const read = seen(approvalWanted(incident({ language: 'he' }), draftOf(bilingual), [], now, t))
    expect(read.indexOf('Hebrew')).toBeGreaterThan(0)
    expect(read.indexOf('Hebrew')).toBeLessThan(read.indexOf('English'))
  })

  it('says at the top how much is marked in it, and names it above the text in which it stands', () => {
    const marks = new Map([['en', [{ kind: 'host', text: 'db-01' } as const]]] as const)
    const facts = { marks, mayApprove: true, now, to: model.to, left: [] }
    const { blocks } = publicApprovalView(incident({ language: 'he' }), draftOf(bilingual), facts, t)
    expect(JSON.stringify(blocks[0])).toContain('1 thing in it may not be for customers')
    const read = JSON.stringify(blocks)
    expect(read.match(/db-01/g)).toHaveLength(1)
    expect(read.indexOf('מצאנו את הסיבה')).toBeLessThan(read.indexOf('db-01'))
    expect(read.indexOf('db-01')).toBeLessThan(read.indexOf('We have found the cause'))
  })

  it('says of one that was sent back only that, and not that approval was asked for', () => {
    const sentBack = { ...draftOf(bilingual), sentBack: { by: noa, at: now, why: 'Too long', version: 1 } }
    for (const mayApprove of [true, false]) {
      const facts = { marks: new Map(), mayApprove, now, to: model.to, left: [] }
      const read = JSON.stringify(publicApprovalView(incident(), sentBack, facts, t))
      expect(read).toContain('Too long')
      expect(read).not.toMatch(/is asked to approve|Your word publishes|your own word/)
    }
  })
})

/** All that can become of a draft. */
const outcomes = (why: string) =>
  [
    { is: 'sent-back', by: noa, why },
    { is: 'published', by: noa, at: now },
    { is: 'withdrawn', by: noa },
    { is: 'replaced', by: noa },
    { is: 'over' },
    { is: 'gone' },
  ] as const

it('a message that asked for an approval says what became of the draft, and asks for nothing any more', () => {
  const read = outcomes('Too long').map((outcome) => approvalAnswered(outcome, told, now, textIn('en')))
  expect(JSON.stringify(read)).not.toMatch(/"button"|"actions"/)
  expect(read.map(seen).map((words) => words.split('\n')[0])).toEqual([
    'INC-42: @noa sent this draft back. Too long',
    expect.stringMatching(/^INC-42: @noa approved this, .*Nothing is left to do here\.$/),
    'INC-42: @noa withdrew this draft. Customers will not read it.',
    'INC-42: @noa has changed this draft since. Only the newer one can be approved.',
    expect.stringContaining('INC-42 is over, and this draft says that it goes on'),
    expect.stringContaining('no longer waits for anybody'),
  ])
})

it('nor is anybody asked to approve a draft that was sent back before they could be told of it', () => {
  const sentBack = { ...draftOf(english), sentBack: { by: noa, at: now, why: 'Too long' } }
  const read = news(
    { say: 'approval-wanted', update: id },
    { incident: withCustomers({ draft: sentBack }), now },
    textIn('en'),
  )
  expect(seen(read)).toContain('sent this draft back. Too long')
  expect(JSON.stringify(read)).not.toContain('"button"')
})

describe.each(voices)('Slack takes it in %s', (_, t) => {
  const marks = [
    { kind: 'secret', text: 'xoxb-1' },
    { kind: 'person', text: '<@U1>' },
  ] as const
  const waiting = withCustomers({ draft: draftOf(hostile), updates: [{ ...update, texts: hostile }] })

  it('as messages: the preview of four languages at their full length, the post, the news and the card', () => {
    const shown = [
      approvalWanted(waiting, draftOf(hostile), marks, now, t),
      publicPost(update, hostileText, now, t),
      card(waiting, now, t),
      card(told, now, t),
      news({ say: 'approval-wanted', update: id }, { incident: waiting, marks, now }, t),
      news({ say: 'public-update-sent-back', by: noa, why: hostileText.body }, { incident: waiting }, t),
      news({ say: 'public-update-withdrawn', by: noa }, { incident: waiting }, t),
      news({ say: 'public-update-published', by: noa }, { incident: waiting }, t),
      ...outcomes(hostileText.body).map((outcome) => approvalAnswered(outcome, waiting, now, t)),
      news({ say: 'publication-failed', to: 'webhook/crm', error: hostileText.body }, { incident: waiting }, t),
    ]
    for (const view of shown) {
      expectTaken(view)
      expectHarmless(view)
    }
  })

  it('as forms, whoever reads them', () => {
    const draft = draftOf(hostile)
    const everywhere = new Map(languages.map((language) => [language, marks]))
    const model = {
      update: id,
      version: 1,
      stage: 'resolved',
      read: ['he', 'en'],
      texts: hostile,
      due: '14:05',
      approvers: [
        { user: noa, name: hostileText.title },
        { user: dana, name: 'Dana' },
      ],
      approver: noa,
      to: ['status-page', 'email', 'webhook/crm', 'channel/C0SUPPORT', 'channel/sales'],
      channels: ['C0SUPPORT'],
    } as const
    for (const mayApprove of [true, false]) {
      expect(
        checkView(
          publicApprovalView(waiting, draft, { marks: everywhere, mayApprove, now, to: model.to, left: [noa] }, t),
        ),
      ).toEqual([])
    }
    expect(checkView(publicDraftView(waiting, model, t))).toEqual([])
    expect(checkView(publicSendBackView(waiting, draftNamed(waiting, draft), t))).toEqual([])
  })
})

describe('the first draft', () => {
  const impact = {
    who: 'Shops in the EU',
    meaning: 'Orders cannot be placed',
    workaround: { is: 'known', how: 'Order by phone' },
    until: declaredAt + hour,
  } as const

  it('says what is known, in the language in which it is known, and its stage in every other', () => {
    const { title, body } = templateOf(incident(), { impact }, 'identified', 'en')
    expect(title).toBe('Checkout is down')
    expect(body.split('\n')).toEqual([
      'We have found the cause and are working on the repair.',
      'Who is affected: Shops in the EU',
      'What it means for you: Orders cannot be placed',
      'What you can do meanwhile: Order by phone',
      expect.stringContaining('We expect it to be solved by'),
    ])
    const hebrew = templateOf(incident(), { impact }, 'identified', 'he')
    expect(hebrew.body).toContain('מצאנו את הסיבה')
    expect(JSON.stringify(hebrew)).not.toContain('Shops')
  })

  it('says plainly that there is no way around it', () => {
    const known = { impact: { workaround: { is: 'none' } } } as const
    for (const language of languages) {
      const { body } = templateOf(incident(), known, 'investigating', language)
      expect(body.split('\n')).toHaveLength(2)
    }
  })

  it('says of the end how it was checked and what will prevent it, and of cause and repair nothing', () => {
    const { body } = templateOf(incident(), { verified: 'A test order', prevention: 'A check' }, 'resolved', 'en')
    expect(body).toContain('How we checked that it is solved: A test order')
    expect(body).toContain('What will keep it from coming back: A check')
  })

  it('says of whom it hurt that it is over, once it is solved', () => {
    const { body } = templateOf(incident(), { impact }, 'resolved', 'en')
    expect(body.split('\n').slice(1)).toEqual([
      'Who was affected: Shops in the EU',
      'What it meant for you: Orders cannot be placed',
    ])
  })

  it('keeps the title under which customers read of it, where they have', () => {
    const known = knownOf(withCustomers({ updates: [{ ...update, texts: inHebrew }] }))
    const titleIn = (language: 'en' | 'he') => templateOf(incident(), known, 'resolved', language).title
    expect(titleIn('he')).toBe('הזמנות נכשלות')
    expect(titleIn('en')).toBe('Checkout is down')
  })

  it('says first that it came back, where customers read last that it is over', () => {
    const known = knownOf(withCustomers({ updates: [{ ...update, stage: 'resolved' }] }))
    expect(templateOf(incident(), known, 'investigating', 'en').body.split('\n')).toEqual([
      'The problem that we had reported as solved has come back.',
      'We are looking into a problem that affects some of you.',
    ])
    expect(templateOf(incident(), known, 'resolved', 'en').body).not.toContain('come back')
    expect(templateOf(incident(), knownOf(told), 'investigating', 'en').body).not.toContain('come back')
  })

  it('carries what was said when it was resolved, and of two answers to one question the one for customers', () => {
    const resolution = { fix: 'Rolled back 4.2', verified: 'A test order', canReturn: 'Yes', thanks: '' }
    const resolved = { ...resolution, prevention: 'A check of the queue', by: noa, at: now }
    const draft = (answers: object, language: 'en' | 'he') =>
      templateOf(incident(), knownOf({ resolved: { ...resolved, ...answers } }), 'resolved', language).body
    expect(draft({}, 'en').split('\n').slice(1)).toEqual([
      'How we checked that it is solved: A test order',
      'What will keep it from coming back: A check of the queue',
    ])
    const customersTold = 'We look at it every morning from now on.'
    expect(draft({ customersTold }, 'en').split('\n').slice(2)).toEqual([customersTold])
    expect(draft({ customersTold }, 'he')).not.toMatch(/every morning|A check/)
    const early = templateOf(incident(), knownOf({ resolved: { ...resolved, customersTold } }), 'monitoring', 'en')
    expect(early.body).not.toContain('every morning')
  })
})
