import { getTableColumns, is, Table } from 'drizzle-orm'
import { getTableName } from 'drizzle-orm/table'
import postgres from 'postgres'
import { expect, inject, onTestFinished, test } from 'vitest'
import { randomUUID } from 'node:crypto'
import { ensureDatabase } from '../../db/embedded.ts'
import { migrations } from '../../db/migrations/in-order.ts'
import { SchemaTooNew } from '../../db/migrate.ts'
import * as schema from '../../db/schema.ts'
import { openHouse, openReplica } from './house.ts'

const emptyDatabase = async (): Promise<string> => {
  const { url, prefix } = inject('postgres')
  return ensureDatabase(url, `${prefix}${randomUUID().replaceAll('-', '')}`)
}

const operatorOn = (url: string) => {
  const sql = postgres(url, { max: 1 })
  onTestFinished(() => sql.end())
  return sql
}

test('three replicas that start together on an empty database bring it up once', async () => {
  const url = await emptyDatabase()
  await Promise.all([openReplica(url), openReplica(url), openReplica(url)].map((database) => database.migrate()))
  expect(await operatorOn(url)`select number, name from migrations`).toEqual(
    migrations.map(({ number, name }) => ({ number, name })),
  )
})

test('a database that a newer program made is refused, with the cure', async () => {
  const { url, database } = await openHouse()
  await operatorOn(url)`insert into migrations (number, name) values (999, 'from-the-future')`
  const refused = database.migrate()
  await expect(refused).rejects.toBeInstanceOf(SchemaTooNew)
  await expect(refused).rejects.toThrow(/999.*start the newer Stanch/)
})

test('the tables are those that the schema describes', async () => {
  const { url } = await openHouse()
  const described = Object.values(schema)
    .filter((table) => is(table, Table))
    .flatMap((table) =>
      Object.values(getTableColumns(table)).map(({ name, notNull }) => `${getTableName(table)}.${name} ${notNull}`),
    )
  const found = await operatorOn(url)<{ line: string }[]>`
    select table_name || '.' || column_name || ' ' || (is_nullable = 'NO') as line from information_schema.columns
    where table_schema = 'public' and table_name <> 'migrations'`
  expect(found.map(({ line }) => line).toSorted()).toEqual(described.toSorted())
})
