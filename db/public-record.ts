import type { Sql } from 'postgres'
import { z } from 'zod'
import type { PublicIncident, PublicRecord, PublicWord } from '../src/app/public-word.ts'
import { publicAddress } from './public-address.ts'
import { wording } from './rows/customers.ts'

/**
 * What was published, read from the events that say so and from nothing else: no draft, no title and no name of the
 * inside can come along. `onUnreadable` is called for one that says nothing to this
 * version; it is left out.
 */
export const publicRecordOn = (sql: Sql, onUnreadable: () => void): PublicRecord => ({
  async version() {
    const [row] = await sql<{ version: string }[]>`
      select count(*) || '/' || coalesce(max(recorded_at), 0) as version from events
      where type = 'public-update-published'`
    return row?.version ?? ''
  },
  async incidents(limit) {
    const rows = await sql<{ incident: string; at: number; data: unknown }[]>`
      select e.incident, e.at, e.data from events e join (
        select incident, max(recorded_at) as newest from events where type = 'public-update-published'
        group by incident order by newest desc limit ${limit}
      ) told on told.incident = e.incident
      where e.type = 'public-update-published' order by told.newest desc, e.incident, e.seq`
    const found = new Map<string, PublicWord[]>()
    for (const { incident, at, data } of rows) {
      const read = published.safeParse(data)
      if (!read.success) {
        onUnreadable()
        continue
      }
      const { update: id, ...told } = read.data
      found.set(incident, [...(found.get(incident) ?? []), { id, at, ...told }])
    }
    return [...found].map(([incident, words]): PublicIncident => ({ address: publicAddress(incident), words }))
  },
})

const published = z.object({ update: z.string(), ...wording })
