import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alike } from '../../src/domain/alike.ts'

const titles = (...all: string[]) => all.map((title) => ({ title }))

describe('open incidents are alike', () => {
  it.each([
    ['Checkout is down', 'checkout down again'],
    ['Payments fail in the EU', 'EU payment failures'],
    ['Ckeckout broken', 'Checkout is broken'],
    ['אי אפשר לשלם בקופה', 'הקופה: אי אפשר לשלם'],
    ['الدفع لا يعمل', 'مشكلة في الدفع'],
    ['決済ができない', '決済ができません'],
    ['データベース障害', 'データベースが遅い'],
  ])('when they say much the same: %j and %j', (title, other) => {
    expect(alike(title, titles(other, 'Nightly backup late'))).toEqual(titles(other))
  })

  it.each([
    ['Checkout is down', 'API is down'],
    ['db-1 is slow', 'db-2 is slow'],
    ['🔥🔥🔥', '🔥🔥🔥'],
    ['', ''],
    ['ログインできない', '決済が遅い'],
    ['down', 'down'],
  ])('but not when only the symptom is the same: %j and %j', (title, other) => {
    expect(alike(title, titles(other))).toEqual([])
  })

  it('the most alike first, and at most three', () => {
    const open = titles(
      'Checkout',
      'Checkout page down in Japan',
      'Search is down',
      'checkout JP',
      'Checkout page in Japan',
    )
    const found = alike('Checkout page in Japan', open)
    expect(found).toHaveLength(3)
    expect(found).not.toContainEqual({ title: 'Search is down' })
  })

  it('whatever the titles are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string({ unit: 'binary' })), (title, others) => {
        expect(alike(title, titles(...others)).length).toBeLessThanOrEqual(3)
      }),
    )
  })
})
