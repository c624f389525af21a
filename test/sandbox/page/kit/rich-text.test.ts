import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emojiGlyph } from '../../../../sandbox/page/kit/emoji.ts'
import { emojiByName } from '../../../../sandbox/page/kit/emoji-names.ts'
import { readRichText } from '../../../../sandbox/page/kit/rich-text.ts'
import { richTextTyped, typedRichText } from '../../../../sandbox/page/kit/rich-text-typed.ts'

const section = (...elements: unknown[]) => ({ type: 'rich_text_section', elements })
const said = (text: string, style?: object) => ({ type: 'text', text, ...(style && { style }) })

describe('rich text', () => {
  it('breaks its sections into lines, and keeps every style', () => {
    const [passage] = readRichText({ elements: [section(said('one\ntwo', { bold: true, strike: true, code: true }))] })
    expect(passage).toEqual({
      kind: 'lines',
      lines: [
        [{ kind: 'text', text: 'one', style: { bold: true, strike: true, code: true } }],
        [{ kind: 'text', text: 'two', style: { bold: true, strike: true, code: true } }],
      ],
    })
  })

  it('counts an ordered list from its offset, as deep as it stands', () => {
    const list = {
      type: 'rich_text_list',
      style: 'ordered',
      indent: 2,
      offset: 3,
      border: 1,
      elements: [section(said('a'))],
    }
    expect(readRichText({ elements: [list] })).toMatchObject([
      { kind: 'list', ordered: true, indent: 2, first: 4, bordered: true, items: [[[{ text: 'a' }]]] },
    ])
  })

  it('knows each of Slack’s elements', () => {
    const [passage] = readRichText({
      elements: [
        section(
          { type: 'user', user_id: 'U1' },
          { type: 'usergroup', usergroup_id: 'S1' },
          { type: 'channel', channel_id: 'C1' },
          { type: 'broadcast', range: 'here' },
          { type: 'emoji', name: 'wave', skin_tone: 3 },
          { type: 'emoji', name: 'ours', unicode: '1f44d-1f3fb' },
          { type: 'link', url: 'https://a.example', text: 'there' },
          { type: 'link', url: 'javascript:alert(1)', text: 'here' },
          { type: 'date', timestamp: 1_700_000_000, format: '{time}', fallback: 'then' },
          { type: 'color', value: '#c0143c' },
        ),
      ],
    })
    expect(passage?.kind === 'lines' && passage.lines[0]).toMatchObject([
      { kind: 'person', id: 'U1' },
      { kind: 'group', id: 'S1' },
      { kind: 'channel', id: 'C1' },
      { kind: 'broadcast', range: 'here' },
      { kind: 'emoji', glyph: '👋🏼' },
      { kind: 'emoji', glyph: '👍🏻' },
      { kind: 'link', url: 'https://a.example', label: 'there' },
      { kind: 'text', text: 'here (javascript:alert(1))' },
      { kind: 'date', seconds: 1_700_000_000, format: '{time}' },
      { kind: 'colour', value: '#c0143c' },
    ])
  })

  it('hands on what it does not know, whole', () => {
    const [unknown, passage] = readRichText({
      elements: [{ type: 'rich_text_hologram', x: 1 }, section({ type: 'scent' })],
    })
    expect(unknown).toEqual({ kind: 'unknown', held: { type: 'rich_text_hologram', x: 1 } })
    expect(passage).toMatchObject({ lines: [[{ kind: 'unknown', held: { type: 'scent' } }]] })
  })

  it('can be read whatever was sent', () => {
    const type = fc.constantFrom(
      'rich_text_section',
      'rich_text_list',
      'rich_text_quote',
      'date',
      'emoji',
      'text',
      'link',
    )
    const odd = fc.constantFrom(null, -1, 1e99, '', '1f44d-1f3fb', 'ffffffff', [], {})
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom(null, 7, 'a', [], {}, [{}]),
        fc.record({ type, elements: fc.array(tie('tree')), timestamp: odd, unicode: odd }),
      ),
    }))
    fc.assert(fc.property(fc.array(tree), (elements) => readRichText({ elements }).length === elements.length))
  })
})

describe('the emoji', () => {
  it('each have a name of Slack’s and a glyph', () => {
    const odd = [...emojiByName].filter(([name, glyph]) => !/^[a-z0-9_+-]+$/.test(name) || /^[\w:-]*$/.test(glyph))
    expect(odd).toEqual([])
  })

  it('take a tone and know flags', () => {
    expect(emojiGlyph('point_up::skin-tone-6')).toBe('☝🏿')
    expect(emojiGlyph('man-facepalming::skin-tone-2')).toBe('🤦🏻‍♂️')
    expect(emojiGlyph('flag-jp')).toBe('🇯🇵')
    expect(emojiGlyph('no-such-one')).toBeUndefined()
  })
})

describe('rich text that is typed', () => {
  it.each([
    'plain',
    '*bold*, _italic_, ~struck~ and `code`',
    'one\ntwo',
    '>said\nand answered',
    '```a < b && c```',
    'R&D <b>not bold</b>',
    'שלום *עולם*',
  ])('becomes what Slack’s field would hold, and is typed the same again: %j', (words) => {
    expect(typedRichText(richTextTyped(words) ?? {})).toBe(words)
  })

  it('holds styles beside the words', () => {
    expect(richTextTyped('so *bold*')).toMatchObject({
      type: 'rich_text',
      elements: [section(said('so '), said('bold', { bold: true }))],
    })
  })
})
