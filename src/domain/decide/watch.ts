import { intoWorkHours, updateEvery } from '../cadence.ts'
import { cleanText, clip, textLimit } from '../clean.ts'
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
  watchWordsLimit,
} from '../watch.ts'
import { overturned } from './customers.ts'
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
  if (watch === undefined) {
    // Its messages stand there still, with *It is back* under them.
    return command.type === 'break-watch' && incident.status === 'resolved' && incident.watch !== undefined
      ? happened(...backAgain(command, incident))
      : refuse({ code: 'no-watch', number })
  }
  switch (command.type) {
    case 'tick-watch':
      return happened(...ticked(watch, command.done))
    case 'end-watch': {
      const words = clip(cleanText(command.words), watchWordsLimit)
      return happened({
        type: 'watch-ended',
        cameBack: false,
        open: openItems(watch),
        ...(words !== '' && { words }),
      })
    }
    case 'break-watch':
      return happened({ type: 'watch-ended', cameBack: true, open: openItems(watch) }, ...backAgain(command, incident))
  }
}

const ticked = ({ items }: Watch, done: readonly string[]): IncidentEvent[] =>
  items.flatMap(({ item, ticked: before }): IncidentEvent[] => {
    const isDone = done.includes(item)
    if (isDone === (before !== undefined)) return []
    return [{ type: isDone ? 'watch-item-ticked' : 'watch-item-opened', item }]
  })

const backAgain = (command: Extract<WatchWish, { type: 'break-watch' }>, incident: Incident): IncidentEvent[] => {
  if (!isOpen(incident)) {
    const nextUpdateDue = command.at + updateEvery(incident.severity)
    return [
      { type: 'incident-reopened', why: clip(cleanText(command.why), textLimit), nextUpdateDue },
      ...overturned(incident),
    ]
  }
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
