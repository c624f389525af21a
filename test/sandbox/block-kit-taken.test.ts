import { describe, expect, it } from 'vitest'
import { actions, button, menu, mrkdwn, of, option, plain, section } from './block-samples.ts'
import { charactersIn, checkMessage } from '../../sandbox/block-kit/check.ts'

describe('a message that Slack takes', () => {
  it.each<[string, object[]]>([
    [
      'a section with everything',
      [{ ...section('x'), block_id: 'b', fields: [mrkdwn('a')], accessory: button('join') }],
    ],
    [
      'a divider, a header and a context',
      [
        { type: 'divider' },
        { type: 'header', text: plain('INC-42') },
        {
          type: 'context',
          elements: [mrkdwn('a'), { type: 'image', image_url: 'https://example.com/a.png', alt_text: 'a' }],
        },
      ],
    ],
    [
      'a row of controls',
      [
        actions(button('join', { value: '', style: 'danger' }), menu({ initial_option: option('a') }), {
          type: 'users_select',
          action_id: 'u',
        }),
      ],
    ],
    [
      'an overflow menu with one option',
      [{ ...section('x'), accessory: { type: 'overflow', action_id: 'o', options: [option('a')] } }],
    ],
    [
      'rich text',
      [
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'text', text: 'a', style: { bold: true } },
                { type: 'user', user_id: 'U1' },
                { type: 'date', timestamp: 1, format: '{time}' },
              ],
            },
            {
              type: 'rich_text_list',
              style: 'bullet',
              indent: 1,
              elements: [{ type: 'rich_text_section', elements: [{ type: 'link', url: 'https://example.com' }] }],
            },
            { type: 'rich_text_quote', elements: [{ type: 'emoji', name: 'fire' }] },
            { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'a' }] },
          ],
        },
      ],
    ],
    [
      'an image, a video, a file and markdown',
      [
        { type: 'image', image_url: 'https://example.com/a.png', alt_text: 'a', title: plain('a') },
        {
          type: 'video',
          video_url: 'https://example.com/v',
          thumbnail_url: 'https://example.com/t',
          alt_text: 'a',
          title: plain('a'),
        },
        { type: 'file', external_id: 'x', source: 'remote' },
        { type: 'markdown', text: '# a' },
      ],
    ],
    ['fifty blocks', of(50, () => section('x'))],
    ['text at its longest', [section('x'.repeat(3000))]],
  ])('%s', (_, blocks) => {
    expect(checkMessage({ blocks })).toEqual([])
  })

  it('text alone', () => {
    expect(checkMessage({ text: 'hello' })).toEqual([])
    expect(checkMessage({ text: 'hello', blocks: [] })).toEqual([])
  })
})

describe('the weight of blocks', () => {
  it('is the sum of their text, wherever it stands', () => {
    expect(charactersIn([section('abc'), actions(button('a')), { type: 'markdown', text: 'de' }])).toBe(9)
  })
})
