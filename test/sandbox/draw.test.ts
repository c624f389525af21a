import { describe, expect, it } from 'vitest'
import { actions, button, input, menu, modal, mrkdwn, option, plain, section } from './block-samples.ts'
import { drawMessage, drawView } from '../../sandbox/draw.ts'

const names = (id: string) => ({ U0NOA: 'Noa', C1: 'payments', S1: 'oncall' })[id]
const at = Date.UTC(2026, 10, 22, 14, 5) / 1000
const leaf = (text: string) => ({ type: 'rich_text_section', elements: [{ type: 'text', text }] })
const options = { names, tz: 'Asia/Jerusalem', width: 60 }

describe('a message in the terminal', () => {
  it('shows a card as Slack lays it out', () => {
    const card = {
      user: 'U0NOA',
      ts: `${at}.000100`,
      edited: {},
      blocks: [
        { type: 'header', text: plain('sev1 · INC-42 · Checkout is down') },
        { ...section(`Investigating since <!date^${at}^{time}|14:05 UTC>`), accessory: button('join') },
        {
          type: 'section',
          fields: [mrkdwn('Incident commander\n<@U0NOA>'), mrkdwn('Comms\nnobody'), mrkdwn('Scribe\nnobody')],
        },
        { type: 'divider' },
        actions(
          menu({ placeholder: plain('Severity'), initial_option: option('a', 'sev1'), options: [option('a', 'sev1')] }),
          button('resolve', { text: plain('Resolve'), style: 'primary' }),
          { type: 'overflow', action_id: 'more', options: [option('r', 'Rename'), option('c', 'Cancel')] },
        ),
        { type: 'context', elements: [mrkdwn('in <#C1>, <https://example.com|the graph>'), plain('a & b')] },
      ],
      reactions: [{ name: 'pushpin', count: 2 }],
    }
    expect(drawMessage(card, options)).toBe(
      [
        'Noa 16:05 (edited)',
        'sev1 · INC-42 · Checkout is down',
        'Investigating since 16:05                           [ Join ]',
        'Incident commander             Comms',
        '@Noa                           nobody',
        'Scribe',
        'nobody',
        '─'.repeat(60),
        '[Severity: sev1 ▾]  [ Resolve ]  [⋯ Rename · Cancel]',
        'in #payments, the graph (https://example.com)  a & b',
        ':pushpin: 2',
      ].join('\n'),
    )
  })

  it('shows the text when there are no blocks, decoded once', () => {
    expect(drawMessage({ text: 'a &lt;b&gt; &amp;amp; <!here> <!subteam^S1|@x>' }, options)).toBe(
      'a <b> &amp; @here @oncall',
    )
  })

  it('shows direction marks and joiners to nobody', () => {
    expect(drawMessage({ text: '\u2068קופה\u2069 \u2060*\u2060' }, options)).toBe('קופה *')
  })

  it('draws bold where colours are on, and only what Slack would draw bold', () => {
    const colour = { ...options, colour: true }
    expect(drawMessage({ text: '*down* a*b*c * d *' }, colour)).toBe('\u001b[1mdown\u001b[22m a*b*c * d *')
    expect(drawMessage({ text: '\u2060*\u2060down\u2060*\u2060' }, colour)).toBe('*down*')
    expect(drawMessage({ text: '*down*' }, options)).toBe('*down*')
  })

  it('shows rich text with its lists and quotes', () => {
    const elements = [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'user', user_id: 'U0NOA' },
          { type: 'text', text: ' at ' },
          { type: 'date', timestamp: at, format: '{date_num} {time}' },
        ],
      },
      { type: 'rich_text_list', style: 'ordered', elements: [leaf('one'), leaf('two')] },
      { type: 'rich_text_list', style: 'bullet', indent: 1, elements: [leaf('three')] },
      { type: 'rich_text_quote', elements: [{ type: 'text', text: 'four\nfive' }] },
    ]
    expect(drawMessage({ blocks: [{ type: 'rich_text', elements }] }, options).split('\n')).toEqual([
      '@Noa at 2026-11-22 16:05',
      '1. one',
      '2. two',
      '  • three',
      '│ four',
      '│ five',
    ])
  })

  it('says what it does not know', () => {
    expect(drawMessage({ blocks: [{ type: 'carousel' }, actions({ type: 'dial' })] }, options)).toBe(
      '[? carousel]\n[? dial]',
    )
  })

  it('breaks lines by what they take in a terminal', () => {
    expect(drawMessage({ text: 'one two three' }, { width: 8 })).toBe('one two\nthree')
    const japanese = drawMessage({ text: '決済が止まっています' }, { width: 8 }).split('\n')
    expect(japanese.join('')).toBe('決済が止まっています')
    expect(japanese.every((line) => line.length <= 4)).toBe(true)
    expect(drawMessage({ text: 'x'.repeat(10) }, { width: 4 })).toBe('xxxx\nxxxx\nxx')
  })
})

describe('a form in the terminal', () => {
  it('shows its questions, what is chosen, and its buttons', () => {
    const form = modal(
      [
        input(
          { type: 'plain_text_input', action_id: 't', placeholder: plain('What is broken?') },
          { hint: plain('One line') },
        ),
        input(
          { type: 'radio_buttons', action_id: 'v', options: [option('a'), option('b')], initial_option: option('b') },
          { label: plain('Kind'), optional: true },
        ),
        input(
          { type: 'multi_users_select', action_id: 'u', initial_users: ['U0NOA', 'U2'] },
          { label: plain('Thanks') },
        ),
        input({ type: 'datetimepicker', action_id: 'd', initial_date_time: at }, { label: plain('When') }),
      ],
      { close: plain('Back') },
    )
    expect(drawView(form, options).split('\n')).toEqual([
      '┌ Declare',
      '│ Title',
      '│ [What is broken?]',
      '│ One line',
      '│ Kind (optional)',
      '│ ( ) a  (•) b',
      '│ Thanks',
      '│ [Noa, U2 ▾]',
      '│ When',
      '│ [2026-11-22 16:05 ▾]',
      '└ [ Back ]  [ Declare ]',
    ])
  })
})
