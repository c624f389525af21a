import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import { channelNameFor, nextChannelName } from '../../src/domain/channel-name.ts'
import { typed } from '../typed.ts'

describe("an incident channel's name", () => {
  it.each([
    [42, 'Checkout is down', 'inc-0042-checkout-is-down'],
    [1, 'קופה לא עובדת', 'inc-0001'],
    [1, 'قوائم الدفع', 'inc-0001'],
    [1, '決済が止まっています', 'inc-0001'],
    [7, "Don't page Łódź, Straße & café!", 'inc-0007-dont-page-lodz-strasse-cafe'],
    [7, 'ＡＰＩ １ down', 'inc-0007-api-1-down'],
    [7, '🔥🔥', 'inc-0007'],
    [7, ':fire: checkout :rotating_light:', 'inc-0007-checkout'],
    [7, '503', 'inc-0007-503'],
    [12345, '*@here* <!channel>', 'inc-12345-here-channel'],
  ])('of %i, "%s", is %s', (number, title, name) => {
    expect(channelNameFor(number, title)).toBe(name)
  })

  it('is the number alone where a Latin word would be a misleading scrap of the title', () => {
    expect(channelNameFor(1, 'שירות API קורס')).toBe('inc-0001')
    expect(channelNameFor(1, 'Checkout קופה')).toBe('inc-0001-checkout')
  })

  it('carries the try when the name before was taken', () => {
    expect(nextChannelName(42, 'Checkout is down', 1)).toBe('inc-0042-checkout-is-down-2')
    expect(nextChannelName(42, 'Checkout is down', 2)).toBe('inc-0042-checkout-is-down-3')
    expect(nextChannelName(42, 'קופה', 1)).toBe('inc-0042-2')
  })

  it('ends between words where the title is long, and within a word only if it is the first', () => {
    const long = 'The checkout page answers every third customer with an error of the payment provider'
    expect(channelNameFor(42, long)).toBe('inc-0042-the-checkout-page-answers-every-third-customer')
    expect(channelNameFor(42, 'x'.repeat(300))).toBe(`inc-0042-${'x'.repeat(50)}`)
  })

  it('whatever the title: Slack takes it', () => {
    const number = fc.integer({ min: 1, max: 1_000_000 })
    fc.assert(
      fc.property(typed, number, fc.integer({ min: 1, max: 999 }), (title, of, tries) => {
        for (const name of [channelNameFor(of, title), nextChannelName(of, title, tries)]) {
          expect(name).toMatch(/^inc-\d{4,}(?:-[a-z0-9]+)*$/)
          expect(name.length).toBeLessThanOrEqual(80)
        }
      }),
    )
  })
})
