import { expect, it } from 'vitest'
import { composed } from '../../sandbox/page/kit/composing.ts'
import { checkMessage } from '../../sandbox/block-kit/check.ts'

const elements = (sent: string): unknown => {
  const [block] = composed(sent)
  return block?.['elements']
}

it('makes of what a person typed what Slack’s composer makes of it', () => {
  expect(elements('<@U1> *see* <#C1|ops> :fire: `503`\n<https://a.example> <!here> 2 &lt; 3')).toEqual([
    {
      type: 'rich_text_section',
      elements: [
        { type: 'user', user_id: 'U1' },
        { type: 'text', text: ' ' },
        { type: 'text', text: 'see', style: { bold: true } },
        { type: 'text', text: ' ' },
        { type: 'channel', channel_id: 'C1' },
        { type: 'text', text: ' ' },
        { type: 'emoji', name: 'fire' },
        { type: 'text', text: ' ' },
        { type: 'text', text: '503', style: { code: true } },
        { type: 'text', text: '\n' },
        { type: 'link', url: 'https://a.example' },
        { type: 'text', text: ' ' },
        { type: 'broadcast', range: 'here' },
        { type: 'text', text: ' 2 < 3' },
      ],
    },
  ])
  expect(elements('&gt; said\n```\n*as it is*\n```')).toEqual([
    { type: 'rich_text_quote', elements: [{ type: 'text', text: 'said' }] },
    { type: 'rich_text_preformatted', elements: [{ type: 'text', text: '*as it is*' }] },
  ])
})

it('makes nothing that Slack would refuse', () => {
  const texts = [
    'plain',
    '<@U1>',
    '> q',
    '```c```',
    ':wave::skin-tone-3:',
    '<javascript:x|y>',
    '*',
    ' ',
    '<!date^1^{time}|t>',
  ]
  expect(texts.flatMap((text) => checkMessage({ text, blocks: composed(text) }))).toEqual([])
})
