import type { Sql } from 'postgres'
import { z } from 'zod'
import type { PublicIncident, PublicRecord, PublicWord } from '../src/app/public-word.ts'
import { isLast, publicStages } from '../src/domain/public-updates.ts'
import { list } from './list.ts'
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
  async incidents({ since, atLeast, atMost }) {
    const told = await sql<{ incident: string }[]>`
      select incident from (
        select incident, newest, stage, row_number() over (order by newest desc, incident) as nth from (
          select incident, max(recorded_at) as newest, (array_agg(data->>'stage' order by seq desc))[1] as stage
          from events where type = 'public-update-published' group by incident
        ) told
      ) ranked
      where newest >= ${since} or nth <= ${atLeast} or stage <> all (${list(lastStages)}::text[])
      order by nth limit ${atMost}`
    const found: PublicIncident[] = []
    for (let from = 0; from < told.length; from += readAtOnce) {
      const page = told.slice(from, from + readAtOnce).map(({ incident }) => incident)
      const words = await wordsOf(sql, page, onUnreadable)
      found.push(
        ...page.flatMap((incident) => {
          const all = words.get(incident)
          return all === undefined ? [] : [{ address: publicAddress(incident), words: all }]
        }),
      )
    }
    return found
  },
})

/** Incidents of which everything is read with one question: none of them is long. */
const readAtOnce = 250

const lastStages = publicStages.filter(isLast)

const wordsOf = async (sql: Sql, incidents: readonly string[], onUnreadable: () => void) => {
  const rows = await sql<{ incident: string; at: number; data: unknown }[]>`
    select incident, at, data from events
    where type = 'public-update-published' and incident = any (${list(incidents)}::text[])
    order by incident, seq`
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
  return found
}

const published = z.object({ update: z.string(), ...wording })
