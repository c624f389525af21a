import { cleanText, clip } from '../clean.ts'
import type { PersonCommand } from '../commands.ts'
import type { Incident } from '../incident.ts'
import { changeTextLimit, numberedChanges } from '../production-changes.ts'
import { mustBePerson } from '../standing.ts'
import type { Decision } from '../situation.ts'
import { happened, refuse, refuseText, unchanged } from './outcome.ts'
import { refuseMoment } from './words.ts'

/** Recorded as it is made or later, after the end too; undone once. */
export const decideChange = (
  command: Extract<PersonCommand, { type: 'record-change' | 'undo-change' }>,
  incident: Incident,
): Decision => {
  if (command.type === 'undo-change') {
    const meant = numberedChanges(incident).find(({ id }) => id === command.change)
    if (meant === undefined) return refuse({ code: 'change-unknown' })
    const { id, number, text, undone } = meant
    if (undone !== undefined) return refuse({ code: 'change-already-undone', by: undone.by, at: undone.at })
    return happened({ type: 'change-undone', change: id, number, text })
  }
  if (incident.changes?.some(({ id }) => id === command.change) === true) return unchanged
  const text = cleanText(command.text)
  const at = command.madeAt ?? command.at
  const wrong = refuseMoment(at, command.at, incident)
  if (wrong !== undefined) return refuse(wrong)
  const undo = clip(cleanText(command.undo), changeTextLimit)
  const madeBy = command.madeBy ?? mustBePerson(command)
  const number = numberedChanges(incident).length + 1
  const event = { type: 'change-recorded', change: command.change, number, text, undo, madeBy } as const
  return refuseText(text, changeTextLimit) ?? { happenings: [{ event, at }] }
}
