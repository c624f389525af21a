import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import {
  channelLink,
  date,
  escape,
  escapeLines,
  link,
  mention,
  mrkdwn,
  plain,
  topicText,
} from '../../src/slack/mrkdwn.ts'
import { checkMessage } from '../../sandbox/block-kit/check.ts'
import { decode } from '../../src/slack/decode.ts'
import { typed } from '../typed.ts'

const joiner = '\u2060'

describe('what people typed, in mrkdwn', () => {
  it('escapes the three characters that begin markup, once', () => {
    expect(escape('a < b & c > d')).toBe('a &lt; b &amp; c &gt; d')
    expect(escape('&lt;')).toBe('&amp;lt;')
  })

  it.each([
    '<!channel>',
    '<!here>',
    '<!everyone>',
    '<@U0NOA>',
    '<#C1>',
    '<!subteam^S1>',
    '<https://evil.example|bank>',
  ])('leaves %s as letters', (live) => {
    expect(escape(live)).not.toMatch(/[<>]/)
    expect(decode(escape(live)).replaceAll(joiner, '')).toBe(live)
  })

  it('parts the @ from the word after it, and leaves addresses alone', () => {
    expect(escape('@here ann@example.com קופה@אבי')).toBe(`@${joiner}here ann@example.com קופה@${joiner}אבי`)
  })

  it('closes formatting marks in, except within a Latin word', () => {
    const star = `${joiner}*${joiner}`
    expect(escape('*down* again')).toBe(`${star}down${star} again`)
    expect(escape('決済*止')).toBe(`決済${star}止`)
    expect(escape('max_open_files is 2*3')).toBe('max_open_files is 2*3')
  })

  it('turns backticks into apostrophes', () => {
    expect(escape('```rm -rf```')).toBe("'''rm -rf'''")
  })

  it('keeps a > at the beginning of a line from quoting it', () => {
    expect(escapeLines('a > b\n> c')).toBe(`a &gt; b\n${joiner}&gt; c`)
  })

  it('keeps emoji', () => {
    expect(escape(':fire: 🔥')).toBe(':fire: 🔥')
  })

  it('takes out NUL, controls and direction overrides, and makes one line of it', () => {
    expect(escape('pay\u0000ment\u202e \r\n down\u2069')).toBe('payment down')
    expect(escapeLines('one\r\ntwo\u2028three')).toBe('one\ntwo\nthree')
  })

  it('keeps within a length even when every character grows by being escaped', () => {
    const text = escape('&'.repeat(4000), 3000)
    expect(text.length).toBeLessThanOrEqual(3000)
    expect(text.length).toBeGreaterThan(2900)
    expect(text).toMatch(/^(?:&amp;)+…$/)
  })

  it('whatever is typed: nothing live is left, the length holds, and it can be read back', () => {
    fc.assert(
      fc.property(typed, fc.integer({ min: 1, max: 80 }), (text, max) => {
        const escaped = escape(text)
        expect(escaped).not.toMatch(/[<>`\p{Cc}]|&(?!(?:lt|gt|amp);)|(?<![A-Za-z0-9])@[\p{L}\p{N}]/u)
        expect(escaped).not.toMatch(/\p{Cs}/u)
        expect(escape(text, max).length).toBeLessThanOrEqual(max)
        expect(escape(text, max)).not.toMatch(/&(?!(?:lt|gt|amp);)/)
        const readBack = decode(escaped).replaceAll(joiner, '')
        expect(escape(readBack)).toBe(escape(text.replaceAll(joiner, '')))
      }),
    )
  })
})

describe('our own markup', () => {
  it('mentions, links and dates', () => {
    expect(mention('U0NOA')).toBe('<@U0NOA>')
    expect(channelLink('C1')).toBe('<#C1>')
    expect(date(1_767_225_600_500, '{date_num} {time}', '2026-01-01 00:00 UTC')).toBe(
      '<!date^1767225600^{date_num} {time}|2026-01-01 00:00 UTC>',
    )
    expect(link('https://example.com/?a=1&b=2', 'the <graph>')).toBe(
      '<https://example.com/?a=1&amp;b=2|the &lt;graph&gt;>',
    )
  })

  it('refuses to mention what is no id', () => {
    expect(() => mention('U1> <!channel')).toThrow('not an id')
    expect(() => channelLink('')).toThrow('not an id')
  })

  it('shows the label alone where the address is no web address', () => {
    expect(link('javascript:alert(1)', 'here')).toBe('here')
    expect(link('not a url', 'here')).toBe('here')
  })

  it('keeps a bar or a bracket in an address from ending the link', () => {
    fc.assert(
      fc.property(fc.webUrl(), typed, (url, label) => {
        expect(link(`${url}/?a|b>c`, label)).toMatch(/^(?:<http[^<>|]+\|[^<>]+>)$/)
      }),
    )
  })
})

describe('text objects', () => {
  it('says verbatim, so that Slack looks for no mention in the text', () => {
    expect(mrkdwn('hello')).toEqual({ type: 'mrkdwn', text: 'hello', verbatim: true })
  })

  it('cuts before a mention or an entity rather than through it', () => {
    expect(mrkdwn(`on call: ${mention('U0NOA')}`, 14).text).toBe('on call: …')
    expect(mrkdwn('a &amp; b &amp; c', 12).text).toBe('a &amp; b …')
  })

  it('whatever they hold, Slack takes them', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const blocks = [
          { type: 'header', text: plain(text, 150) },
          { type: 'section', text: mrkdwn(escapeLines(text)), fields: [mrkdwn(escape(text, 2000))] },
          { type: 'actions', elements: [{ type: 'button', action_id: 'a', text: plain(text, 75) }] },
        ]
        expect(checkMessage({ blocks })).toEqual([])
      }),
    )
  })
})

describe('a topic', () => {
  it('is one line of at most 250 characters in which nothing is live', () => {
    expect(topicText('קופה לא עובדת\n<!channel>')).toBe('קופה לא עובדת ‹!channel›')
    expect(topicText('x'.repeat(300))).toHaveLength(250)
  })
})
