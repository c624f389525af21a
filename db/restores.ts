import type { Sql } from 'postgres'
import { z } from 'zod'
import type { Restores } from '../src/app/restores.ts'
import { channelId } from '../src/domain/ids.ts'
import { list } from './list.ts'
import { transaction } from './transaction.ts'

const toldForDays = 14

const lostIncidents = z.array(
  z.object({ channel: z.string().transform(channelId), name: z.string(), number: z.number() }),
)

/** What is known of the backup that this database was filled from, if it was. */
export const restoresOn = (sql: Sql): Restores => ({
  async unlooked() {
    const [row] = await sql<{ at: number | null }[]>`
      select (extract(epoch from min(backup_at)) * 1000)::bigint as at from restores where looked_at is null`
    return row?.at ?? undefined
  },
  async strangers(channels) {
    const known = await sql<{ number: number; channel: string | null }[]>`
      select number, channel from incidents
      where number = any (${list(channels.map(({ number }) => number))}::int[])
        or channel = any (${list(channels.map(({ id }) => id))}::text[])`
    return channels.filter(({ id, number }) => !known.some((one) => one.channel === id || one.number === number))
  },
  async looked(highestNumber, lost) {
    await transaction(sql, async (tx) => {
      await tx`
        select setval('incident_numbers', ${highestNumber}) from incident_numbers where last_value < ${highestNumber}`
      await tx`
        update restores set looked_at = now(), lost = ${JSON.stringify(lost)}::json where looked_at is null`
    })
  },
  async lost() {
    const rows = await sql<{ lost: unknown }[]>`
      select lost from restores where looked_at > now() - make_interval(days => ${toldForDays}) order by id`
    return rows.flatMap((row) => lostIncidents.parse(row.lost))
  },
})
