import { z } from 'zod'
import { incidentId } from '../../domain/ids.ts'
import { proseSections } from '../../domain/incident.ts'
import { proseBlock, proseForm, proseView } from '../views/postmortem-form.ts'
import { editProseAction } from '../views/postmortem-prose.ts'
import { given } from './given.ts'
import { type Handler, wish } from './handler.ts'
import { incidentAt, partsOf, pressedOn } from './meant.ts'
import { formAnswered, openAbout } from './say.ts'

const about = z.tuple([z.guid().transform(incidentId), z.enum(proseSections)])

/** *Edit* under a section of the postmortem: its words, in a form. */
export const editProse: Handler = {
  presses: {
    async [editProseAction](pressed, house) {
      const incident = await incidentAt(pressedOn(pressed), house)
      const section = given(z.enum(proseSections), partsOf(pressed.value)[1])
      return openAbout(pressed, incident, (one, t) => proseView(one, section, t), house, 'always')
    },
  },
  submits: {
    async [proseForm](submitted, house) {
      const [incident, section] = given(about, partsOf(submitted.metadata))
      const text = submitted.answer(proseBlock)
      const outcome = await house.door({ ...wish(submitted), type: 'edit-prose', on: { incident }, section, text })
      return formAnswered(outcome, proseBlock, submitted.t)
    },
  },
}
