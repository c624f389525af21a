import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import { decode } from '../../src/slack/decode.ts'
import { typed } from '../typed.ts'

const names = {
  user: (id: string) => (id === 'U0NOA' ? 'Noa' : undefined),
  channel: (id: string) => (id === 'C1' ? 'payments' : undefined),
  usergroup: (id: string) => (id === 'S1' ? 'oncall' : undefined),
}

describe('reading what Slack sends', () => {
  it.each([
    ['a &lt; b &amp;&amp; c &gt; d', 'a < b && c > d'],
    ['&amp;lt;', '&lt;'],
    ['<@U0NOA> is lead', '@Noa is lead'],
    ['<@U0ANN|ann> is lead', '@ann is lead'],
    ['<@U0ANN> is lead', '@U0ANN is lead'],
    ['see <#C1> and <#C2|search> and <#C3|>', 'see #payments and #search and #C3'],
    ['<!here> <!channel|@channel> <!everyone>', '@here @channel @everyone'],
    ['<!subteam^S1> <!subteam^S2|@web>', '@oncall @web'],
    ['<!date^0^{date_num} {time}|long ago>', 'long ago'],
    ['<!date^0^{date_num}>', '1970-01-01T00:00:00.000Z'],
    ['<!date^soon^{date_num}>', 'soon'],
    ['<https://example.com/?a=1&amp;b=2>', 'https://example.com/?a=1&b=2'],
    ['<https://example.com|the graph>', 'the graph (https://example.com)'],
    ['<http://example.com|example.com>', 'http://example.com'],
    ['<mailto:ann@example.com|ann@example.com>', 'ann@example.com'],
    [':fire: *bold* `code`', ':fire: *bold* `code`'],
    ['a <b', 'a <b'],
    ['', ''],
  ])('%s reads as %s', (sent, read) => {
    expect(decode(sent, names)).toBe(read)
  })

  it('never fails, whatever comes', () => {
    fc.assert(fc.property(typed, (text) => typeof decode(text, names) === 'string'))
  })
})
