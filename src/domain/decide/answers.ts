import type { PersonCommand } from '../commands.ts'
import type { Incident } from '../incident.ts'
import { cleanAnswers } from '../resolution.ts'
import type { Decision } from '../situation.ts'
import { happened, refuse, unchanged } from './outcome.ts'

/** What was left open when it was resolved is answered later; what is empty takes no earlier answer back. */
export const decideAnswers = (
  command: Extract<PersonCommand, { type: 'answer-resolution' }>,
  incident: Incident,
): Decision => {
  if (incident.status !== 'resolved') return refuse({ code: 'still-open', number: incident.number })
  const answers = cleanAnswers(command.answers)
  return Object.keys(answers).length === 0 ? unchanged : happened({ type: 'resolution-answered', answers })
}
