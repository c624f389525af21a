import { z } from 'zod'
import type { ReadChannel } from '../../../sandbox/client.ts'
import { readEffect, readEvent, readIncident, type EventColumns } from '../../../db/rows.ts'
import type { Effect } from '../../../src/domain/effects.ts'
import type { RecordedEvent } from '../../../src/domain/events.ts'
import type { Incident, Language } from '../../../src/domain/incident.ts'
import { languages } from '../../../src/text/catalogue.ts'
import type { Stage } from '../stage.ts'
import type { Witness } from '../witness.ts'

/** An incident as the database has it. */
export type Recorded = { readonly incident: Incident; readonly events: readonly RecordedEvent[] }

/** A row of the outbox. Times in ms UTC, by the database's clock. */
export type Row = {
  readonly id: number
  readonly incident: string | null
  readonly effect: Effect
  readonly createdAt: number
  readonly isDone: boolean
  readonly gaveUp: boolean
  readonly error: string | null
}

/** A message of ours in Slack, with the row whose mark it bears. */
export type Said = {
  readonly ts: string
  readonly text: string
  /** When it was last changed, in ms UTC. */
  readonly drawnAt: number
  readonly channel: ReadChannel
  readonly row: Row | undefined
  readonly isFile: boolean
}

/** Everything that the promise speaks of, looked at once: the database, Slack, and what people were answered. */
export type Scene = {
  readonly records: readonly Recorded[]
  readonly rows: readonly Row[]
  /** With direct messages among them. */
  readonly channels: readonly ReadChannel[]
  readonly said: readonly Said[]
  /** What one person alone saw, by user id. */
  readonly whispers: readonly { readonly user: string; readonly text: string }[]
  readonly languageOf: (user: string) => Language
  readonly witness: Witness
}

/** Our own user in the local workspace. */
export const botUser = 'U0STANCHBOT'

/** What of a stage is looked at. */
export type Seen = Pick<Stage, 'slack' | 'sql' | 'witness'>

/** Looks at a stage that is quiet. */
export const lookAt = async (stage: Seen): Promise<Scene> => {
  const { slack, sql, witness } = stage
  const rows = await rowsIn(stage)
  const channels = await Promise.all((await slack.channels()).map(({ id }) => slack.channel(id)))
  const users = (await slack.users()).filter(({ is_bot: isBot, is_stranger: isStranger }) => !isBot && !isStranger)
  const whispers = await Promise.all(
    users.map(async ({ id, name }) => (await slack.ephemerals(name)).map(({ text }) => ({ user: id, text }))),
  )
  const chosen = await sql<{ id: string; language: string | null }[]>`select id, language from people`
  return {
    records: await recordsIn(stage),
    rows,
    channels,
    said: channels.flatMap((channel) => saidIn(channel, rows)),
    whispers: whispers.flat(),
    languageOf: (user) => {
      const known = chosen.find(({ id }) => id === user)?.language
      return languages.find((language) => language === known) ?? 'en'
    },
    witness,
  }
}

const recordsIn = async ({ sql }: Seen): Promise<readonly Recorded[]> => {
  const incidents = await sql<{ state: unknown }[]>`select state from incidents order by number`
  const events = await sql<EventColumns[]>`
    select incident, seq, id, type, data, at::float8 as at, recorded_at::float8 as "recordedAt", by, command, about
    from events order by incident, seq`
  return incidents.map(({ state }) => {
    const incident = readIncident(state)
    if (incident === undefined) throw new Error(`The record of an incident cannot be read: ${JSON.stringify(state)}`)
    return { incident, events: events.filter((event) => event.incident === incident.id).map(readEvent) }
  })
}

const rowsIn = async ({ sql }: Seen): Promise<readonly Row[]> => {
  type Columns = Omit<Row, 'effect'> & { readonly effect: unknown }
  const rows = await sql<Columns[]>`
    select id::float8 as id, incident, effect, extract(epoch from created_at)::float8 * 1000 as "createdAt",
      done_at is not null as "isDone", gave_up_at is not null as "gaveUp", last_error as error
    from outbox order by outbox.id`
  return rows.map((row) => ({ ...row, effect: readEffect(row.effect) }))
}

const mark = z.object({ event_payload: z.object({ mark: z.string() }) })

/** What Slack itself says in our name (joins, topics, pins) has a subtype and is none of ours. */
const saidIn = (channel: ReadChannel, rows: readonly Row[]): readonly Said[] =>
  channel.messages
    .filter(({ user, subtype }) => user === botUser && (subtype === undefined || subtype === 'file_share'))
    .map((message) => {
      const read = mark.safeParse(message.metadata)
      const marked = read.success ? read.data.event_payload.mark : undefined
      return {
        ts: message.ts,
        text: message.text,
        drawnAt: Number(message.edited?.ts ?? message.ts) * 1000,
        channel,
        row: rows.find(({ id, incident }) => marked === `${incident ?? 'none'}/${id}`),
        isFile: (message.files ?? []).length > 0,
      }
    })

/** What was said for the rows of one incident that are of this kind. */
export const saidFor = ({ said }: Scene, { incident }: Recorded, type: Effect['type']): readonly Said[] =>
  said.filter(({ row }) => row?.incident === incident.id && row.effect.type === type)
