import { begins } from '../src/domain/begins.ts'
import type { Command } from '../src/domain/commands.ts'
import type { ChannelId, IncidentId } from '../src/domain/ids.ts'
import type { Incident } from '../src/domain/incident.ts'

/** An incident as this process committed it last; another process may have gone on since. */
export type Known = { readonly incident: Incident; readonly lastSeq: number }

/** More incidents than are busy at one time. */
const keptAtMost = 200

/**
 * The incidents that this process wrote last, so that the next command on one needs no look before it is judged:
 * whether it is still the newest, the write itself finds out.
 */
export const rememberIncidents = () => {
  const known = new Map<IncidentId, Known>()
  const byChannel = new Map<ChannelId, IncidentId>()

  const forget = (id: IncidentId): boolean => {
    const channel = known.get(id)?.incident.channel
    if (channel !== undefined) byChannel.delete(channel)
    return known.delete(id)
  }
  const idOf = (command: Command): IncidentId | undefined => {
    if (begins(command)) return command.incident
    return 'incident' in command.on ? command.on.incident : byChannel.get(command.on.channel)
  }

  return {
    idOf,
    find: (command: Command): Known | undefined => {
      const id = idOf(command)
      return id === undefined ? undefined : known.get(id)
    },
    keep: (newest: Known): void => {
      const { id, channel } = newest.incident
      if ((known.get(id)?.lastSeq ?? 0) > newest.lastSeq) return
      forget(id)
      known.set(id, newest)
      if (channel !== undefined) byChannel.set(channel, id)
      if (known.size > keptAtMost) for (const oldest of [...known.keys()].slice(0, -keptAtMost)) forget(oldest)
    },
    /** True if it was known. */
    forget: (command: Command): boolean => {
      const id = idOf(command)
      return id !== undefined && forget(id)
    },
  }
}

/** What `rememberIncidents` gives. */
export type IncidentMemory = ReturnType<typeof rememberIncidents>

/** What `oneAfterAnother` gives. */
export type InTurn = ReturnType<typeof oneAfterAnother>

/**
 * Lets works of one name follow one another in this process: side by side they would wait for one lock in the database,
 * each on a connection that others need.
 */
export const oneAfterAnother = () => {
  const last = new Map<string, Promise<unknown>>()
  return async <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
    const before = last.get(name)
    const mine = before === undefined ? work() : Promise.allSettled([before]).then(work)
    last.set(name, mine)
    try {
      return await mine
    } finally {
      if (last.get(name) === mine) last.delete(name)
    }
  }
}
