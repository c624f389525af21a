import { intoWorkHours, updateEvery } from '../cadence.ts'
import { cleanText, clip } from '../clean.ts'
import type { ClockCommand } from '../commands.ts'
import type { WatchWish } from '../commands/watch.ts'
import type { IncidentEvent } from '../events.ts'
import { isOpen, type Incident } from '../incident.ts'
import type { Decision } from '../situation.ts'
import {
  canBeWatched,
  openItems,
  runningWatch,
  type Watch,
  watchExitLimit,
  watchMs,
  watchTemplate,
  watchToldEvery,
} from '../watch.ts'
import { happened, refuse, unchanged } from './outcome.ts'

/** A stabilisation plan: begun once the bleeding has stopped, ticked off, said to be controlled, or broken off. */
export const decideWatch = (command: WatchWish, incident: Incident): Decision => {
  const { number } = incident
  const watch = runningWatch(incident)
  if (command.type === 'start-watch') {
    if (watch !== undefined) return refuse({ code: 'watch-goes-on', number })
    if (!canBeWatched(incident)) return refuse({ code: 'watch-too-early', number })
    const until = command.at + watchMs(command.length)
    const exit = clip(cleanText(command.exit), watchExitLimit)
    return happened({ type: 'watch-started', until, exit, items: watchTemplate(incident.kind) })
  }
  if (watch === undefined) return refuse({ code: 'no-watch', number })
  switch (command.type) {
    case 'tick-watch':
      return happened(...ticked(watch, command.done))
    case 'end-watch':
      return happened({ type: 'watch-ended', cameBack: false, open: openItems(watch) })
    case 'break-watch':
      return happened(
        { type: 'watch-ended', cameBack: true, open: openItems(watch) },
        ...goesOn(incident, cleanText(command.why), command.at + updateEvery(incident.severity)),
      )
  }
}

const ticked = ({ items }: Watch, done: readonly string[]): IncidentEvent[] =>
  items.flatMap(({ item, ticked: before }): IncidentEvent[] => {
    const isDone = done.includes(item)
    if (isDone === (before !== undefined)) return []
    return [{ type: isDone ? 'watch-item-ticked' : 'watch-item-opened', item }]
  })

const goesOn = (incident: Incident, why: string, nextUpdateDue: number): IncidentEvent[] => {
  if (!isOpen(incident)) return [{ type: 'incident-reopened', why, nextUpdateDue }]
  return incident.status === 'investigating'
    ? []
    : [{ type: 'status-changed', from: incident.status, to: 'investigating' }]
}

/** The daily word is due: said, or put off into the working hours of whoever is to hear it. */
export const decideWatchDay = ({ to, calendar, at }: ClockCommand, incident: Incident): Decision => {
  if (runningWatch(incident) === undefined) return unchanged
  const earliest = intoWorkHours(at, calendar)
  if (earliest > at) return happened({ type: 'watch-put-off', until: earliest })
  return happened({ type: 'watch-told', ...(to !== undefined && { to }), nextDueAt: at + watchToldEvery })
}
