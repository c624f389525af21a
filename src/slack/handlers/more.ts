import type { ModalView } from '@slack/types'
import type { Incident } from '../../domain/incident.ts'
import { messageView } from '../views/forms/message.ts'
import { refusalText } from '../views/refusal.ts'
import type { Answer, Asked, House, Pressed } from './handler.ts'
import { incidentAt, pressedOn } from './meant.ts'
import { refusedAhead, type Season } from './say.ts'

/** A form about an incident, drawn for the person who asked. */
export type FormFor = (incident: Incident, asked: Asked, house: House) => Promise<ModalView> | ModalView

/**
 * A button inside a form (*More…*, a list) that puts another form in its place, or the reason why not. The form that
 * stands there has no words to be refused in.
 */
export const inPlace =
  (view: FormFor, season: Season = 'open') =>
  async (pressed: Pressed, house: House): Promise<Answer> => {
    const incident = await incidentAt(pressedOn(pressed), house)
    const refusal =
      incident === undefined ? ({ code: 'no-incident-here' } as const) : refusedAhead(pressed, incident, house, season)
    if (incident === undefined || refusal !== undefined) {
      return { redraw: messageView(refusal === undefined ? '' : refusalText(refusal, pressed.t), pressed.t) }
    }
    return { redraw: await view(incident, pressed, house) }
  }

/** A word or a button outside of any form that opens one, drawn for the person who asked. */
export const openFor = async (incident: Incident, asked: Asked, house: House, view: FormFor): Promise<Answer> => ({
  open: await view(incident, asked, house),
})
