import { expect, test } from 'vitest'
import { declare, openHouse } from './house.ts'

test('warming up leaves nothing behind, and takes no number', async () => {
  const { database } = await openHouse()
  await database.warmUp()
  expect(await database.reads.openCount()).toBe(0)
  expect(await database.outbox.nextDueInMs()).toBeUndefined()
  expect(await declare(database)).toMatchObject({ number: 1 })
})

test('warming up is possible beside others, who see nothing of it', async () => {
  const { database } = await openHouse()
  const declared = await Promise.all([database.warmUp(), declare(database), database.warmUp(), declare(database)])
  expect(declared.flatMap((one) => (one === undefined ? [] : [one.number])).toSorted()).toEqual([1, 2])
  expect(await database.reads.openCount()).toBe(2)
})
