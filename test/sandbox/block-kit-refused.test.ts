import { describe, expect, it } from 'vitest'
import { actions, button, input, menu, mrkdwn, of, option, plain, section } from './block-samples.ts'
import { checkMessage } from '../../sandbox/block-kit/check.ts'

const message = (...blocks: object[]) => checkMessage({ blocks })

describe('a message that Slack refuses', () => {
  it.each<[string, object[], string]>([
    ['a block of no known type', [{ type: 'banner' }], 'unsupported type: banner [json-pointer:/blocks/0/type]'],
    ['a block without a type', [{}], 'missing required field: type [json-pointer:/blocks/0]'],
    ['something that is no block', [[]], 'must provide an object [json-pointer:/blocks/0]'],
    [
      'a field that does not exist',
      [{ type: 'divider', text: 'x' }],
      'invalid additional property: text [json-pointer:/blocks/0]',
    ],
    [
      'text that is too long',
      [section('x'.repeat(3001))],
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    ['empty text', [section('')], 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
    ['a section with nothing to say', [{ type: 'section' }], 'must provide text or fields [json-pointer:/blocks/0]'],
    [
      'fields that are too many',
      [{ type: 'section', fields: of(11, () => mrkdwn('a')) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
    ],
    [
      'a field that is too long',
      [{ type: 'section', fields: [mrkdwn('x'.repeat(2001))] }],
      'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
    ],
    [
      'a header in mrkdwn',
      [{ type: 'header', text: mrkdwn('a') }],
      'unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]',
    ],
    [
      'a long header',
      [{ type: 'header', text: plain('x'.repeat(151)) }],
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'plain text that is verbatim',
      [{ type: 'header', text: { ...plain('x'), verbatim: true } }],
      'invalid additional property: verbatim [json-pointer:/blocks/0/text]',
    ],
    [
      'a context of eleven',
      [{ type: 'context', elements: of(11, () => mrkdwn('a')) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'a button in a context',
      [{ type: 'context', elements: [button('a')] }],
      'unsupported type: button [json-pointer:/blocks/0/elements/0/type]',
    ],
    [
      'a row of 26',
      [actions(...of(26, (index) => button(`a${index}`)))],
      'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ],
    ['an empty row', [actions()], 'no fewer than 1 items allowed [json-pointer:/blocks/0/elements]'],
    [
      'a text input in a row',
      [actions({ type: 'plain_text_input', action_id: 'a' })],
      'unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]',
    ],
    [
      'a long button',
      [actions(button('a', { text: plain('x'.repeat(76)) }))],
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
    [
      'a button of another colour',
      [actions(button('a', { style: 'green' }))],
      'must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]',
    ],
    [
      'a button to nowhere',
      [actions(button('a', { url: 'example' }))],
      'must be a valid URL [json-pointer:/blocks/0/elements/0/url]',
    ],
    [
      'a long value',
      [actions(button('a', { value: 'x'.repeat(2001) }))],
      'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
    ],
    [
      'one action_id twice',
      [actions(button('a')), actions(button('a'))],
      '`action_id` "a" already exists [json-pointer:/blocks/1/elements/0/action_id]',
    ],
    [
      'one action_id beside a section and in a row',
      [{ ...section('x'), accessory: button('a') }, actions(button('a'))],
      '`action_id` "a" already exists [json-pointer:/blocks/1/elements/0/action_id]',
    ],
    [
      'one block_id twice',
      [
        { type: 'divider', block_id: 'b' },
        { type: 'divider', block_id: 'b' },
      ],
      '`block_id` "b" already exists [json-pointer:/blocks/1/block_id]',
    ],
    [
      'a menu of 101',
      [actions(menu({ options: of(101, (index) => option(`v${index}`)) }))],
      'no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      'a menu with neither options nor groups',
      [actions({ type: 'static_select', action_id: 'm' })],
      'must provide exactly one of: options, option_groups [json-pointer:/blocks/0/elements/0]',
    ],
    [
      'a choice that is not offered',
      [actions(menu({ initial_option: option('c') }))],
      'initial option "c" does not match any of the options [json-pointer:/blocks/0/elements/0]',
    ],
    [
      'one value twice in a menu',
      [actions(menu({ options: [option('a'), option('a', 'b')] }))],
      'option value "a" appears more than once [json-pointer:/blocks/0/elements/0]',
    ],
    [
      'a long option',
      [actions(menu({ options: [option('a', 'x'.repeat(76))] }))],
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]',
    ],
    [
      'an overflow menu of six',
      [
        {
          ...section('x'),
          accessory: { type: 'overflow', action_id: 'o', options: of(6, (index) => option(`v${index}`)) },
        },
      ],
      'no more than 5 items allowed [json-pointer:/blocks/0/accessory/options]',
    ],
    [
      'eleven radio buttons',
      [actions({ type: 'radio_buttons', action_id: 'r', options: of(11, (index) => option(`v${index}`)) })],
      'no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      'a confirmation without its buttons',
      [actions(button('a', { confirm: { title: plain('a'), text: plain('b') } }))],
      'missing required field: confirm [json-pointer:/blocks/0/elements/0/confirm]',
    ],
    [
      'a date that is none',
      [actions({ type: 'datepicker', action_id: 'd', initial_date: '22/11/2026' })],
      'must match format: YYYY-MM-DD [json-pointer:/blocks/0/elements/0/initial_date]',
    ],
    [
      'a time that is none',
      [actions({ type: 'timepicker', action_id: 'd', initial_time: '24:00' })],
      'must match format: HH:mm [json-pointer:/blocks/0/elements/0/initial_time]',
    ],
    [
      'milliseconds where seconds belong',
      [actions({ type: 'datetimepicker', action_id: 'd', initial_date_time: 1_795_000_000_000 })],
      'must be between 1000000000 and 9999999999 [json-pointer:/blocks/0/elements/0/initial_date_time]',
    ],
    [
      'an image without a description',
      [{ type: 'image', image_url: 'https://example.com/a.png' }],
      'missing required field: alt_text [json-pointer:/blocks/0]',
    ],
    [
      'an image without a source',
      [{ type: 'image', alt_text: 'a' }],
      'must provide exactly one of: image_url, slack_file [json-pointer:/blocks/0]',
    ],
    [
      'a list in rich text whose items are no sections',
      [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_list', style: 'bullet', elements: [{ type: 'text', text: 'a' }] }],
        },
      ],
      'unsupported type: text [json-pointer:/blocks/0/elements/0/elements/0/type]',
    ],
    [
      'text straight in rich text',
      [{ type: 'rich_text', elements: [{ type: 'text', text: 'a' }] }],
      'unsupported type: text [json-pointer:/blocks/0/elements/0/type]',
    ],
    [
      'empty text in rich text',
      [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }] }],
      'must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]',
    ],
    [
      'a mention in preformatted text',
      [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'user', user_id: 'U1' }] }],
        },
      ],
      'unsupported type: user [json-pointer:/blocks/0/elements/0/elements/0/type]',
    ],
    [
      'files asked for in a message',
      [input({ type: 'file_input', action_id: 'f' })],
      'unsupported type: file_input [json-pointer:/blocks/0/element/type]',
    ],
    [
      'more markdown than a payload holds',
      of(2, () => ({ type: 'markdown', text: 'x'.repeat(6001) })),
      'markdown blocks must hold less than 12001 characters together [json-pointer:/blocks]',
    ],
    ['51 blocks', of(51, () => section('x')), 'no more than 50 items allowed [json-pointer:/blocks]'],
  ])('%s', (_, blocks, reason) => {
    expect(checkMessage({ blocks })).toContain(reason)
  })

  it('says nothing at all', () => {
    expect(checkMessage({})).toEqual(['no_text: must provide text or blocks [json-pointer:/]'])
  })

  it('names every fault, not the first alone', () => {
    expect(message(section(''), { type: 'banner' })).toHaveLength(2)
  })

  it('does not take a property of every object for a field', () => {
    expect(message({ type: 'divider', constructor: 'x' })).toEqual([
      'invalid additional property: constructor [json-pointer:/blocks/0]',
    ])
    expect(message({ type: 'constructor' })).toEqual(['unsupported type: constructor [json-pointer:/blocks/0/type]'])
  })
})
