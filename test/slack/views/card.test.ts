import { describe, expect, it } from 'vitest'
import type { KnownBlock } from '@slack/types'
import { card } from '../../../src/slack/views/card.ts'
import { incidentOfBlock } from '../../../src/slack/views/card-controls.ts'
import type { MessageView } from '../../../src/slack/views/message.ts'
import { purposeOf, topicOf } from '../../../src/slack/views/topic.ts'
import { textIn } from '../../../src/text/text.ts'
import { declaredAt, hour, incident, minute, noa, states } from './samples.ts'
import { expectTaken, seen, voices } from './saying.ts'

const now = declaredAt + 25 * minute
const en = textIn('en')
const each = Object.entries(states)

const rows = (view: MessageView) => view.blocks.filter((block) => block.type === 'actions')
const menusOf = (view: MessageView) => rows(view)[0]
const json = (blocks: readonly KnownBlock[] | KnownBlock | undefined) => JSON.stringify(blocks)

const drawnAt = (at: number) => json(card(incident(), at, en).blocks)
const withTrouble = (effect: 'pin-card' | 'post') =>
  json(card(incident({ troubles: [{ effect, error: 'restricted_action', at: now }] }), now, en).blocks)

describe('the card', () => {
  it.each(each)('%s, in English', (_, state) => {
    expect(seen(card(state, now, en))).toMatchSnapshot()
  })

  it.each(each)('%s, in Hebrew', (_, state) => {
    expect(seen(card(state, now, textIn('he')))).toMatchSnapshot()
  })

  it.each(voices)('is taken by Slack in every state, in %s', (_, t) => {
    for (const [, state] of each) expectTaken(card(state, now, t))
  })

  it('has at most three rows of controls and five choices in its overflow menu', () => {
    for (const [, state] of each) expect(rows(card(state, now, en)).length).toBeLessThanOrEqual(3)
  })

  it('says of the channel for announcements that it is that one, where its own could be understood', () => {
    const troubles = [{ effect: 'show-announcement', error: 'channel_not_found', at: now }] as const
    expect(seen(card(incident({ troubles }), now, en))).toContain('ANNOUNCE_CHANNEL')
  })

  it('says that an update is overdue only once its time has passed', () => {
    const due = incident({ nextUpdateDue: now })
    expect(json(card(due, now, en).blocks)).not.toContain('overdue')
    expect(json(card(due, now + 1, en).blocks)).toContain('overdue')
  })

  it('names a moment by its date too once a clock time alone would be ambiguous', () => {
    expect(drawnAt(declaredAt + hour)).toContain(`^${declaredAt / 1000}^{time}|`)
    expect(drawnAt(declaredAt + 13 * hour)).toContain(`^${declaredAt / 1000}^{date_num} {time}|`)
  })

  it('offers the first role that nobody holds, and none when all are held', () => {
    const led = incident({ roles: { lead: { holder: noa, since: declaredAt } } })
    expect(json(card(incident(), now, en).blocks)).toContain('"take-lead"')
    expect(json(card(led, now, en).blocks)).toContain('"take-comms"')
    expect(json(card(states['every role held, follow-ups open, details given'], now, en).blocks)).not.toContain(
      '"take-',
    )
  })

  it('names its menus anew when what they show has changed, so that clients drop a choice made before', () => {
    const before = menusOf(card(incident(), now, en))?.block_id
    expect(menusOf(card(incident({ lastHeardAt: now }), now, en))?.block_id).toBe(before)
    expect(menusOf(card(incident({ severity: 'sev2' }), now, en))?.block_id).not.toBe(before)
    expect(menusOf(card(incident({ status: 'monitoring' }), now, en))?.block_id).not.toBe(before)
    expect(menusOf(card(states['led, with a first update'], now, en))?.block_id).not.toBe(before)
  })

  it('tells in its menus which incident is meant', () => {
    const block = menusOf(card(incident(), now, en))
    expect(incidentOfBlock(block?.block_id ?? '')).toBe(incident().id)
    expect(incidentOfBlock('something/else')).toBeUndefined()
    expect(incidentOfBlock('incident')).toBeUndefined()
  })

  it('offers *Try again* only for what is then tried again', () => {
    expect(withTrouble('pin-card')).toContain('"retry"')
    expect(withTrouble('post')).not.toContain('"retry"')
    expect(withTrouble('post')).not.toContain('Try again')
  })
})

describe('the topic', () => {
  it('holds the whole title in its own script, and nothing that changes with the incident', () => {
    expect(topicOf(incident({ title: 'הקופה לא עולה' }), textIn('he'))).toBe('אירוע ⁨INC-42⁩ · ⁨הקופה לא עולה⁩')
    expect(topicOf(states.resolved, en)).toBe('⁨INC-42⁩ · ⁨Checkout is down⁩')
  })

  it.each(voices)('fits, as the purpose does, whatever the title, in %s', (_, t) => {
    const long = incident({ title: '🔥'.repeat(300) })
    expect(topicOf(long, t).length).toBeLessThanOrEqual(250)
    expect(purposeOf(long, t).length).toBeLessThanOrEqual(250)
    expect(topicOf(incident({ title: '<!channel> <@U1>' }), t)).not.toMatch(/[<>]/)
  })
})
