import { expect, test } from 'vitest'
import { openHouse } from './house.ts'

test('a service is kept under its name, whatever its case, and once', async () => {
  const { database } = await openHouse()
  const { services } = database
  const checkout = { name: 'Checkout', owner: 'U0NOA', tier: 1, vendor: 'Acme' } as const
  expect(await services.put(checkout)).toBe('done')
  expect(await services.put({ name: ' ｃheckout' })).toBe('taken')
  expect(await services.put({ name: 'search' })).toBe('done')
  expect(await services.all()).toEqual([checkout, { name: 'search' }])

  // Edited: another name, and what is left out is gone.
  expect(await services.put({ name: 'Checkout EU', tier: 2 }, 'CHECKOUT')).toBe('done')
  expect(await services.put({ name: 'Search' }, 'checkout eu')).toBe('taken')
  expect(await services.put({ name: 'mail' }, 'checkout')).toBe('gone')
  expect(await services.all()).toEqual([{ name: 'Checkout EU', tier: 2 }, { name: 'search' }])

  expect(await services.remove('SEARCH')).toBe(true)
  expect(await services.remove('search')).toBe(false)
})

test('two who add the same service at once add it once', async () => {
  const { database } = await openHouse()
  const done = await Promise.all(['mail', 'Mail', 'MAIL'].map((name) => database.services.put({ name })))
  expect(done.toSorted()).toEqual(['done', 'taken', 'taken'])
})
