import { randomUUID } from 'node:crypto'
import { onTestFinished } from 'vitest'
import type { Claimed, Verdict } from '../../src/app/ports.ts'
import type { Command } from '../../src/domain/commands.ts'
import type { Effect } from '../../src/domain/effects.ts'
import type { IncidentEvent } from '../../src/domain/events.ts'
import { commandId, incidentId, userId } from '../../src/domain/ids.ts'
import type { Incident } from '../../src/domain/incident.ts'
import type { Situation } from '../../src/domain/situation.ts'
import { connectDatabase, type Database, type DatabaseOptions } from '../../db/database.ts'
import { freshDatabase } from '../database.ts'

export const noon = Date.UTC(2026, 2, 2, 12)
export const ann = { kind: 'person', user: userId('U0ANN'), standing: 'member' } as const

/** A database of this test's own, with the schema; several connections to it stand for several replicas. */
export const openHouse = async (options: DatabaseOptions = {}): Promise<{ url: string; database: Database }> => {
  const url = await freshDatabase()
  return { url, database: openReplica(url, options) }
}

export const openReplica = (url: string, options: DatabaseOptions = {}): Database => {
  const database = connectDatabase(url, options)
  onTestFinished(() => database.close())
  return database
}

/** A declare; two with the same id are the same delivery, twice. */
export const declaring = (id: string = randomUUID(), title = 'Checkout is down') =>
  ({
    type: 'declare',
    id: commandId(id),
    at: noon,
    by: ann,
    incident: incidentId(`incident-of-${id}`),
    title,
    severity: 'sev1',
    kind: 'outage',
    description: '',
    language: 'en',
  }) as const satisfies Command

/** A note on an incident: the smallest command that changes it. */
export const noting = (incident: Incident, text: string, id: string = randomUUID()) =>
  ({
    type: 'add-note',
    id: commandId(id),
    at: noon,
    by: ann,
    on: { incident: incident.id },
    text,
  }) as const satisfies Command

/** An update in the channel: all of them go one after another. */
export const post = (text: string): Effect => ({
  type: 'post',
  post: { say: 'update', text, by: ann.user, at: noon, nextUpdateDue: noon },
  language: 'en',
  in: 'channel',
})

/** The text of such a row; of another one what it asks for. */
export const textOf = ({ effect }: Pick<Claimed, 'effect'>): string =>
  effect.type === 'post' && effect.post.say === 'update' ? effect.post.text : effect.type

/** Accepts a declare, and asks Slack for these. */
export const begin =
  (command: ReturnType<typeof declaring>, effects: readonly Effect[] = []) =>
  ({ nextNumber }: Situation): Verdict => ({
    ok: true,
    incident: {
      ...newIncident,
      id: command.incident,
      number: nextNumber,
      title: command.title,
      severity: command.severity,
      kind: command.kind,
      description: command.description,
      language: command.language,
      declaredWith: command.id,
    },
    events: [
      {
        event: {
          type: 'incident-declared',
          number: nextNumber,
          title: command.title,
          severity: command.severity,
          kind: command.kind,
          description: command.description,
          language: command.language,
          channelName: newIncident.channelName,
        },
        at: command.at,
      },
    ],
    effects,
  })

/** Accepts anything on an incident: records these events, changes the state like this, and asks Slack for these. */
export const go =
  (
    events: readonly (IncidentEvent | { event: IncidentEvent; about: string })[],
    { change = {}, effects = [] }: { change?: Partial<Incident>; effects?: readonly Effect[] } = {},
  ) =>
  ({ incident }: Situation): Verdict => {
    if (incident === undefined) throw new Error('There is no incident to go on with')
    return {
      ok: true,
      incident: { ...incident, ...change },
      events: events.map((event) => ('event' in event ? { ...event, at: noon } : { event, at: noon })),
      effects,
    }
  }

/** Declares one and gives it back as it stands. */
export const declare = async (
  { ledger }: Database,
  { title, effects }: { title?: string; effects?: readonly Effect[] } = {},
): Promise<Incident> => {
  const command = declaring(undefined, title)
  const { incident } = await ledger.transact(command, begin(command, effects))
  if (incident === undefined) throw new Error('The declare was refused')
  return incident
}

const newIncident = {
  status: 'investigating',
  declaredBy: ann.user,
  declaredByMember: true,
  declaredAt: noon,
  opened: { since: noon, earlierMs: 0 },
  channelName: 'inc-0001-checkout-is-down',
  channelNameTry: 1,
  channelArchived: false,
  cardPinned: false,
  roles: {},
  heardRoles: [],
  members: [ann.user],
  followUps: [],
  lastHeardAt: noon,
  reminders: {},
  postmortem: { pages: 0, messages: {}, prose: {} },
  troubles: [],
} satisfies Partial<Incident>
