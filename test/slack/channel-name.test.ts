import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import { channelName, channelSlug, topicText } from '../../src/slack/channel-name.ts'
import { typed } from '../typed.ts'

describe("an incident channel's name", () => {
  it.each([
    [42, 'Checkout is down', 'inc-0042-checkout-is-down'],
    [1, 'קופה לא עובדת', 'inc-0001'],
    [1, 'قوائم الدفع', 'inc-0001'],
    [1, '決済が止まっています', 'inc-0001'],
    [1, 'API קורס', 'inc-0001-api'],
    [7, "Don't page Łódź, Straße & café!", 'inc-0007-dont-page-lodz-strasse-cafe'],
    [7, '🔥🔥', 'inc-0007'],
    [12345, '*@here* <!channel>', 'inc-12345-here-channel'],
  ])('of %i, "%s", is %s', (number, title, name) => {
    expect(channelName(number, title)).toBe(name)
  })

  it('carries the attempt when the name before was taken, within the length', () => {
    expect(channelName(42, 'Checkout is down', 2)).toBe('inc-0042-checkout-is-down-2')
    expect(channelName(42, 'קופה', 2)).toBe('inc-0042-2')
    expect(channelName(42, 'x'.repeat(300), 12)).toHaveLength(80)
    expect(channelName(42, 'x'.repeat(300), 12)).toMatch(/x-12$/)
  })

  it('cuts a long title between words', () => {
    expect(channelSlug('the quick brown fox jumps', 12)).toBe('the-quick')
    expect(channelSlug('the quick brown fox jumps', 15)).toBe('the-quick-brown')
    expect(channelSlug('incomprehensibilities', 12)).toBe('incomprehens')
  })

  it('whatever the title: Slack takes it', () => {
    fc.assert(
      fc.property(typed, fc.integer({ min: 1, max: 1_000_000 }), (title, number) => {
        expect(channelName(number, title)).toMatch(/^inc-\d{4,}(?:-[a-z0-9]+)*$/)
        expect(channelName(number, title).length).toBeLessThanOrEqual(80)
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
