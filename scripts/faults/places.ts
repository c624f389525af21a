import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { ensureDatabase } from '../../db/embedded.ts'

/** A database of its own, and the way to be rid of it. */
export type Place = { readonly url: string; drop(): Promise<void> }

/** Databases that last no longer than whoever asked for them. */
export type Databases = {
  /** Rejects once `dropAll` has been asked for. */
  create(): Promise<Place>
  /** Drops all that are left, whoever is connected to them. */
  dropAll(): Promise<void>
}

/** Databases on the server at this address, which names one that is there already. */
export const databasesOn = (server: string): Databases => {
  const left = new Set<string>()
  let isOver = false

  const drop = async (name: string): Promise<void> => {
    const sql = postgres(server, { max: 1, onnotice: () => undefined })
    await sql`drop database if exists ${sql(name)} with (force)`
    await sql.end()
    left.delete(name)
  }
  return {
    async create() {
      if (isOver) throw new Error('No database is created any more')
      const name = `stanch_faults_${randomUUID().replaceAll('-', '')}`
      left.add(name)
      return { url: await ensureDatabase(server, name), drop: () => drop(name) }
    },
    async dropAll() {
      isOver = true
      await Promise.all([...left].map(drop))
    },
  }
}
