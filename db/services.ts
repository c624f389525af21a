import type { ServiceList } from '../src/app/ports.ts'
import { serviceKey } from '../src/domain/services.ts'
import { asc, eq } from 'drizzle-orm'
import type { Client } from './client.ts'
import { serviceRow } from './rows/listed-in-services.ts'
import { services } from './schema.ts'

/** The list of services as people keep it by forms; one row each, found by its name without case and width. */
export const servicesOn = ({ db }: Client): ServiceList => ({
  async all() {
    const rows = await db.select().from(services).orderBy(asc(services.key))
    return rows.map((row) => serviceRow.parse(row))
  },
  async put({ name, owner = null, tier = null, vendor = null }, before) {
    const key = serviceKey(name)
    const row = { key, name, owner, tier, vendor }
    const set = { key, name, owner, tier, vendor }
    if (before === undefined) {
      // A form that is handed in twice adds once, and says the second time that the name is taken.
      const added = await db.insert(services).values(row).onConflictDoNothing().returning({ key: services.key })
      return added.length === 1 ? 'done' : 'taken'
    }
    return db.transaction(async (tx) => {
      const former = serviceKey(before)
      const taken = key === former ? [] : await tx.select().from(services).where(eq(services.key, key)).for('update')
      if (taken.length > 0) return 'taken'
      const changed = await tx
        .update(services)
        .set(set)
        .where(eq(services.key, former))
        .returning({ key: services.key })
      return changed.length === 1 ? 'done' : 'gone'
    })
  },
  async remove(name) {
    const removed = await db
      .delete(services)
      .where(eq(services.key, serviceKey(name)))
      .returning({ key: services.key })
    return removed.length === 1
  },
})
