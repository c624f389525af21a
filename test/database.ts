import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { expect, inject, onTestFinished } from 'vitest'

/**
 * A database of one's own with the schema in it, by its url. Asked for inside a test it goes when the test ends, whoever
 * is still connected; asked for elsewhere, when the run does.
 */
export async function freshDatabase(): Promise<string> {
  const { prefix } = inject('postgres')
  return createDatabase((sql, name) => sql`create database ${sql(name)} template ${sql(`${prefix}template`)}`)
}

/** As `freshDatabase`, with nothing in it at all. */
export async function emptyDatabase(): Promise<string> {
  return createDatabase((sql, name) => sql`create database ${sql(name)}`)
}

async function createDatabase(create: (sql: postgres.Sql, name: string) => Promise<unknown>): Promise<string> {
  const { url, prefix } = inject('postgres')
  const name = `${prefix}${randomUUID().replaceAll('-', '')}`
  await run(url, (sql) => create(sql, name))
  if (expect.getState().currentTestName !== undefined) {
    onTestFinished(() => run(url, (sql) => sql`drop database if exists ${sql(name)} with (force)`))
  }
  const fresh = new URL(url)
  fresh.pathname = `/${name}`
  return fresh.href
}

async function run(url: string, statement: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  await statement(sql)
  await sql.end()
}
