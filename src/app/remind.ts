import { nextReminderDue } from '../domain/cadence.ts'
import { commandId, type UserId } from '../domain/ids.ts'
import { dueKinds, type DueKind, type Incident } from '../domain/incident.ts'
import { answersFor } from '../domain/triage.ts'
import type { Door } from './handle.ts'
import { startWheel, type Loop } from './loop.ts'
import { DatabaseAway, type Clock, type Log, type People, type Reads } from './ports.ts'

type Parts = {
  readonly reads: Reads
  readonly people: People
  readonly door: Door
  readonly clock: Clock
  readonly log: Log
}

/** Due times are in the data; this is how late a reminder may come after one that another process planned. */
const lookEveryMs = 10_000
/** A reminder may be a second late; one that could not be sent is not tried again in a spin. */
const restMs = 1_000
const atOnce = 50

/** Is a reminder due before the loop looks again by itself? What is due later needs no nudge. */
export const isDueSoon = (incident: Incident, now: number): boolean =>
  (nextReminderDue(incident) ?? Infinity) <= now + lookEveryMs

/** Finds what is due and sends it to the door as a command. The id names the due time: two replicas remind once. */
export const startReminding = ({ reads, people, door, clock, log }: Parts): Loop => {
  const wheel = startWheel('reminders', lookEveryMs, log, async () => {
    await remindAll()
    const next = await reads.nextDue()
    return next === undefined ? lookEveryMs : Math.max(next - clock.now(), restMs)
  })

  const remindAll = async (): Promise<void> => {
    for (;;) {
      const now = clock.now()
      const due = await reads.due(now, atOnce)
      let changed = false
      for (const incident of due) {
        for (const kind of dueIn(incident, now)) changed = (await attempt(incident, kind)) || changed
      }
      if (due.length < atOnce || !changed || wheel.isStopped()) return
    }
  }

  /** A fault with one incident keeps nobody else from being reminded; it comes again with the next look. */
  const attempt = async (incident: Incident, kind: DueKind): Promise<boolean> => {
    try {
      return await remind(incident, kind)
    } catch (error) {
      if (error instanceof DatabaseAway) throw error
      const facts = { event: 'reminder-fault', incident: incident.id, kind }
      log.error({ ...facts, error: error instanceof Error ? error.stack : String(error) }, 'A fault of ours')
      return false
    }
  }

  const remind = async (incident: Incident, kind: DueKind): Promise<boolean> => {
    const to = addressee(incident, kind)
    const calendar = await people.calendar(to ?? incident.declaredBy)
    const dueAt = incident.reminders[kind]?.dueAt ?? 0
    const id = commandId(`remind/${incident.id}/${kind}/${dueAt}`)
    const by = { kind: 'clock' } as const
    const at = clock.now()
    const on = { incident: incident.id }
    const outcome = await door({ type: 'remind', id, at, by, on, kind, calendar, ...(to !== undefined && { to }) })
    return outcome.ok && outcome.events.length > 0 && !outcome.repeated
  }

  return { nudge: wheel.nudge, settle: wheel.turned, stop: wheel.stop }
}

const dueIn = (incident: Incident, now: number): readonly DueKind[] =>
  dueKinds.filter((kind) => (incident.reminders[kind]?.dueAt ?? Infinity) <= now)

/**
 * The lead (of what customers wait for: comms first), else whoever declared or accepted it: one person, by name. A
 * guest may do nothing about it, so where a guest declared it is the first who joined; where nobody has, everybody in
 * the channel is asked. A report that waits is nobody's yet.
 */
const addressee = (incident: Incident, kind: DueKind): UserId | undefined => {
  if (kind === 'triage-waiting') return undefined
  const { roles, declaredBy, members } = incident
  const comms = kind === 'customers-due' ? roles.comms?.holder : undefined
  const lead = kind === 'no-lead' ? undefined : roles.lead?.holder
  return comms ?? lead ?? answersFor(incident) ?? members.find((member) => member !== declaredBy)
}
