import { expect, onTestFinished, test } from 'vitest'
import { connect } from '../../db/client.ts'
import { freshDatabase } from '../database.ts'
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

test('a statement is planned once for a connection, whatever it is asked with', async () => {
  const { sql } = connect(await freshDatabase(), { connections: 1 })
  onTestFinished(() => sql.end())
  for (const number of [1, 2, 3]) await sql`select id from incidents where number = ${number}`
  const [plans] = await sql`
    select generic_plans::int as once, custom_plans::int as anew
    from pg_prepared_statements where statement like 'select id from incidents%'`
  expect(plans).toEqual({ once: 3, anew: 0 })
})
