import type { ModalView } from '@slack/types'
import type { Outcome } from '../../app/ports.ts'
import { type Incident, isOpen } from '../../domain/incident.ts'
import type { Refusal } from '../../domain/refusals.ts'
import { refuseStanding } from '../../domain/standing.ts'
import { refuseIfEnded } from '../../domain/decide/outcome.ts'
import type { T } from '../../text/text.ts'
import { message, section } from '../views/message.ts'
import { refusalPlain, refusalText } from '../views/refusal.ts'
import { incidentName } from '../views/words.ts'
import { incidentAt, pressedOn } from './meant.ts'
import type { Answer, Asked, FormAnswer, House, Pressed } from './handler.ts'

/** One line or a few, in mrkdwn, for the person who asked alone. */
export const say = (...lines: readonly (string | undefined)[]): Answer => ({ say: message(lines, [section(lines)]) })

/** A rule's no, with its reason and what to do instead. */
export const sayNo = (refusal: Refusal, t: T): Answer => say(refusalText(refusal, t))

/** There is no incident where it was asked for. */
export const noIncident = (asked: Asked): Answer => sayNo({ code: 'no-incident-here' }, asked.t)

/** What a slash word is answered once it has been through the door: the no, that nothing changed, or `done`'s words. */
export const answered = (outcome: Outcome, asked: Asked, done: (incident: Incident) => string): Answer => {
  if (!outcome.ok) return sayNo(outcome.refusal, asked.t)
  const { incident, events, repeated } = outcome
  if (events.length === 0 && !repeated) return say(asked.t('answer.unchanged', { incident: incidentName(incident) }))
  return say(done(incident))
}

/** What a form is answered: it closes, or the no stands under `block` and what was typed stays. */
export const formAnswered = (outcome: Outcome, block: string, t: T): FormAnswer =>
  outcome.ok ? 'close' : formNo(outcome.refusal, block, t)

/** A no under a field of a form. */
export const formNo = (refusal: Refusal, block: string, t: T): FormAnswer => ({
  errors: { [block]: refusalPlain(refusal, t) },
})

/** When a form makes sense: while the incident is open, when it has ended, or at any time. */
export type Season = 'open' | 'ended' | 'always'

/** Why a form need not even be opened: its answers would be refused. The door decides again when it is handed in. */
export const refusedAhead = (asked: Asked, incident: Incident, house: House, season: Season): Refusal | undefined => {
  const standing = refuseStanding(asked.by.standing, { guests: house.guests })
  if (standing !== undefined || season === 'always') return standing
  if (season === 'ended') return isOpen(incident) ? { code: 'still-open', number: incident.number } : undefined
  const ended = refuseIfEnded(incident)
  return ended !== undefined && 'refusal' in ended ? ended.refusal : undefined
}

/** Opens a form about an incident, or says why not. */
export const openAbout = (
  asked: Asked,
  incident: Incident | undefined,
  view: (incident: Incident, t: T) => ModalView,
  house: House,
  season: Season = 'open',
): Answer => {
  if (incident === undefined) return noIncident(asked)
  const refusal = refusedAhead(asked, incident, house, season)
  return refusal === undefined ? { open: view(incident, asked.t) } : sayNo(refusal, asked.t)
}

/** A button that opens a form about the incident it belongs to. */
export const opening =
  (view: (incident: Incident, t: T) => ModalView, season: Season = 'open') =>
  async (pressed: Pressed, house: House): Promise<Answer> =>
    openAbout(pressed, await incidentAt(pressedOn(pressed), house), view, house, season)
