import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { expect, inject, onTestFinished } from 'vitest'

/**
 * A database of one's own with the schema in it, by its url. Asked for inside a test it goes when the test ends,
 * whoever is still connected; asked for elsewhere, when the run does.
 */
export async function freshDatabase(): Promise<string> {
  return forThisTest(await lastingDatabase())
}

/** As `freshDatabase`, with nothing in it at all. */
export async function emptyDatabase(): Promise<string> {
  return forThisTest(await createDatabase((sql, name) => sql`create database ${sql(name)}`))
}

/** As `freshDatabase`, for what outlives a test: it goes with `drop`, or when the run ends. */
export function lastingDatabase(): Promise<Made> {
  const { prefix } = inject('postgres')
  return createDatabase((sql, name) => sql`create database ${sql(name)} template ${sql(`${prefix}template`)}`)
}

type Made = { readonly url: string; drop(): Promise<void> }

function forThisTest({ url, drop }: Made): string {
  if (expect.getState().currentTestName !== undefined) onTestFinished(drop)
  return url
}

async function createDatabase(create: (sql: postgres.Sql, name: string) => Promise<unknown>): Promise<Made> {
  const { url, prefix } = inject('postgres')
  const name = `${prefix}${randomUUID().replaceAll('-', '')}`
  await run(url, (sql) => create(sql, name))
  const fresh = new URL(url)
  fresh.pathname = `/${name}`
  return { url: fresh.href, drop: () => run(url, (sql) => sql`drop database if exists ${sql(name)} with (force)`) }
}

async function run(url: string, statement: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  await statement(sql)
  await sql.end()
}
