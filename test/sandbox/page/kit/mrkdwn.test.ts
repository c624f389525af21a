import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { directionIn, layoutOf } from '../../../../sandbox/page/kit/direction.ts'
import { readMarkdown } from '../../../../sandbox/page/kit/markdown.ts'
import { readMrkdwn, readPlain } from '../../../../sandbox/page/kit/mrkdwn.ts'
import { type Leaf, type Passage, wordsInLine } from '../../../../sandbox/page/kit/passages.ts'

const leavesOf = (passages: readonly Passage[]): Leaf[] =>
  passages.flatMap((passage) => {
    if (passage.kind === 'list') return passage.items.flat(2)
    return 'lines' in passage ? passage.lines.flat() : []
  })

/** Each leaf as its words, with its styles before it: `bold+italic:words`. */
const styled = (sent: string) =>
  leavesOf(readMrkdwn(sent)).map((leaf) =>
    [Object.keys(leaf.style).join('+'), wordsInLine([leaf])].filter((part) => part !== '').join(':'),
  )

const words = (passages: readonly Passage[]): string =>
  passages
    .map((passage) => {
      if (passage.kind === 'list') return passage.items.flat().map(wordsInLine).join('\n')
      return 'lines' in passage ? passage.lines.map(wordsInLine).join('\n') : ''
    })
    .join('\n')

const addressRead = (verbatim: boolean) =>
  leavesOf(readMrkdwn('at https://a.example/x.', { verbatim })).map(({ kind }) => kind)

/** Text without the characters that may be marks. */
const bare = (text: string) => text.replace(/[*_~`>\s]/g, '')

describe('mrkdwn', () => {
  it.each([
    ['*bold* plain', ['bold:bold', ' plain']],
    ['_it_ ~gone~ `code *not bold*`', ['italic:it', ' ', 'strike:gone', ' ', 'code:code *not bold*']],
    ['*bold _and italic_*', ['bold:bold ', 'bold+italic:and italic']],
    ['*<@U1>* leads', ['bold:@U1', ' leads']],
    ['snake_case_name 2*3*4', ['snake_case_name 2*3*4']],
    ['* a list, not bold *', ['* a list, not bold *']],
    ['**two** marks', ['**two** marks']],
    ['*חומרה* (*وقت*)', ['bold:חומרה', ' (', 'bold:وقت', ')']],
  ])('reads %j as Slack does', (sent, leaves) => {
    expect(styled(sent)).toEqual(leaves)
  })

  it('formats nothing across a line end', () => {
    expect(styled('*one\ntwo*')).toEqual(['*one', 'two*'])
  })

  it('leaves alone what U+2060 was put around', () => {
    expect(styled('\u2060*\u2060not bold\u2060*\u2060')).toHaveLength(1)
  })

  it('keeps the isolates around names where they are', () => {
    expect(words(readMrkdwn('חומרה \u2068sev1\u2069'))).toBe('חומרה \u2068sev1\u2069')
  })

  it('quotes lines that begin with a mark, and everything after three', () => {
    const kinds = readMrkdwn('> one\n&gt; two\nthree\n>>>four\nfive').map((passage) => [passage.kind, words([passage])])
    expect(kinds).toEqual([
      ['quote', 'one\ntwo'],
      ['lines', 'three'],
      ['quote', 'four\nfive'],
    ])
  })

  it('shows a fence as it stands, without the line ends around it', () => {
    expect(
      readMrkdwn('see\n```\n*a*\n  :fire:\n```\nthere').map((passage) => [passage.kind, words([passage])]),
    ).toEqual([
      ['lines', 'see'],
      ['preformatted', '*a*\n  :fire:'],
      ['lines', 'there'],
    ])
  })

  it('knows people, channels, groups, broadcasts, links and dates', () => {
    const sent =
      '<@U1|noa> <#C1> <!subteam^S1|@ops> <!here> <https://a.example/?a=1&amp;b=2|there> <!date^1700000000^{time}^https://b.example|then>'
    expect(leavesOf(readMrkdwn(sent)).filter((leaf) => leaf.kind !== 'text')).toMatchObject([
      { kind: 'person', id: 'U1', label: 'noa' },
      { kind: 'channel', id: 'C1' },
      { kind: 'group', id: 'S1', label: '@ops' },
      { kind: 'broadcast', range: 'here' },
      { kind: 'link', url: 'https://a.example/?a=1&b=2', label: 'there' },
      { kind: 'date', seconds: 1_700_000_000, format: '{time}', url: 'https://b.example', fallback: 'then' },
    ])
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', 'JAVASCRIPT:alert(1)', 'vbscript:x', 'file:///etc/passwd'])(
    'makes no link of %s, and shows where it would lead',
    (url) => {
      const leaves = leavesOf(readMrkdwn(`<${url}|Log in>`))
      expect(leaves.map(({ kind }) => kind)).toEqual(['text'])
      expect(wordsInLine(leaves)).toBe(`Log in (${url})`)
    },
  )

  it('shows the fallback of a date that is none', () => {
    expect(styled('<!date^soon^{time}|at noon>')).toEqual(['at noon'])
    expect(styled('<!date^99999999999999^{time}|at noon>')).toEqual(['at noon'])
  })

  it('links a bare address unless the text is verbatim', () => {
    expect(addressRead(false)).toEqual(['text', 'link', 'text'])
    expect(addressRead(true)).toEqual(['text'])
  })

  it('opens entities once', () => {
    expect(words(readMrkdwn('&lt;b&gt; &amp;lt; &amp;amp;'))).toBe('<b> &lt; &amp;')
  })

  it('shows emoji by name, with their tone, and leaves what is none', () => {
    expect(words(readMrkdwn(':fire::+1::skin-tone-3: 12:30:45 :our-own:'))).toBe('🔥👍🏼 12:30:45 :our-own:')
  })
})

/** Everything that mrkdwn reads something into. */
const marked = fc.string({
  unit: fc.constantFrom(
    ...'*_~`<>|&;:!@#^\n ab9אب\u2060\u2068\u2069',
    '```',
    '<@U1>',
    '&gt;',
    ':fire:',
    'https://a.b/c',
  ),
  maxLength: 300,
})

describe('any text', () => {
  it('can be read, as mrkdwn, plain text and Markdown', () => {
    fc.assert(
      fc.property(
        fc.oneof(marked, fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) })),
        fc.boolean(),
        (sent, flag) => {
          readMrkdwn(sent, { verbatim: flag })
          readMarkdown(sent)
          expect(readPlain(sent, false).map(wordsInLine).join('\n')).toBe(sent)
        },
      ),
    )
  })

  it('loses nothing but marks', () => {
    const unlinked = fc.string({ unit: fc.constantFrom(...'*_~`> \nab9אب\u2060\u2068', '```', '>>>'), maxLength: 300 })
    fc.assert(
      fc.property(unlinked, (sent) => {
        expect(bare(words(readMrkdwn(sent)))).toBe(bare(sent))
      }),
    )
  })

  it('is read in a moment, however many marks it opens', () => {
    const started = process.cpuUsage().user
    for (const line of [' *a', '_a ', '*_~a ', '`', '<', '> ', ':a', '&']) readMrkdwn(line.repeat(13_000))
    readMarkdown('**a '.repeat(13_000))
    expect((process.cpuUsage().user - started) / 1e6).toBeLessThan(20)
  })
})

describe('Markdown', () => {
  it('has headings, lists, tasks, quotes, fences and rules', () => {
    const passages = readMarkdown(
      '# Title\n\n- one\n- [x] two\n  - deeper\n1. first\n> said\n---\n```js\n**code**\n```',
    )
    expect(passages.map((passage) => [passage.kind, words([passage])])).toEqual([
      ['heading', 'Title'],
      ['list', 'one\n☑ two'],
      ['list', 'deeper'],
      ['list', 'first'],
      ['quote', 'said'],
      ['rule', ''],
      ['preformatted', '**code**'],
    ])
  })

  it('has bold, italic, struck, code and links in a line', () => {
    const [line] = readMarkdown('**b** *i* ~~s~~ `c` [l](https://a.example) [x](javascript:y)')
    expect(line?.kind === 'lines' && line.lines[0]).toMatchObject([
      { style: { bold: true }, text: 'b' },
      {},
      { style: { italic: true }, text: 'i' },
      {},
      { style: { strike: true }, text: 's' },
      {},
      { style: { code: true }, text: 'c' },
      {},
      { kind: 'link', url: 'https://a.example', label: 'l' },
      {},
      { kind: 'text', text: 'x (javascript:y)' },
    ])
  })
})

describe('the direction of a text', () => {
  it.each([
    ['חומרה sev1', 'rtl'],
    ['sev1 חומרה', 'ltr'],
    ['\u2068INC-1\u2069 נרשם', 'rtl'],
    ['\u200f\u2068INC-1\u2069', 'rtl'],
    [':fire: <@U1> الحادثة', 'rtl'],
    ['14:05 · 42', undefined],
  ])('of %j is %s', (text, direction) => {
    expect(directionIn(text)).toBe(direction)
  })

  it('lays blocks out from the right only for a reader who writes so, and a message that does', () => {
    expect(layoutOf('נפתר', 'he')).toBe('rtl')
    expect(layoutOf('Resolved', 'he')).toBe('ltr')
    expect(layoutOf('נפתר', 'en')).toBe('ltr')
  })
})
