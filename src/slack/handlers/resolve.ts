import { z } from 'zod'
import { userId } from '../../domain/ids.ts'
import { reconciliations } from '../../domain/resolution.ts'
import { resolveAction } from '../views/card-controls.ts'
import { answerAction, answersForm, answersView } from '../views/answers.ts'
import { messageView } from '../views/forms/message.ts'
import { refusalText } from '../views/refusal.ts'
import { resolveBlocks, resolveForm, resolveView } from '../views/forms/resolve.ts'
import { given } from './given.ts'
import { type FormState, type Handler, wish } from './handler.ts'
import { idIn, incidentHere } from './meant.ts'
import { formAnswered, formNo, openAbout, opening } from './say.ts'

/** `/incident resolve [what fixed it]` and *Resolve*: both open the form, for its questions are the postmortem's. */
export const resolve: Handler = {
  slash: {
    word: 'resolve',
    aliases: ['resolved', 'fixed', 'close', 'נפתר', 'סיום', 'حل', 'تم الحل', '解決', '解決済み'],
    usage: '[what fixed it]',
    where: 'incident',
    async answer(said, house) {
      const here = await incidentHere(said, house)
      return openAbout(said, here, (incident, t) => resolveView(incident, said.text, t), house)
    },
  },
  presses: {
    [resolveAction]: opening((incident, t) => resolveView(incident, '', t)),
    [answerAction]: opening(answersView, 'ended'),
  },
  submits: {
    async [resolveForm](submitted, house) {
      const incident = idIn(submitted.metadata)
      if (incident === undefined) return formNo({ code: 'no-incident-here' }, resolveBlocks.fix, submitted.t)
      const { answer } = submitted
      const outcome = await house.door({
        ...wish(submitted),
        type: 'resolve',
        on: { incident },
        resolution: {
          fix: answer(resolveBlocks.fix),
          thanks: answer(resolveBlocks.thanks),
          ...answersIn(submitted),
        },
      })
      return formAnswered(outcome, resolveBlocks.fix, submitted.t)
    },
    async [answersForm](submitted, house) {
      const incident = idIn(submitted.metadata)
      if (incident === undefined) return formNo({ code: 'no-incident-here' }, resolveBlocks.prevention, submitted.t)
      const answers = answersIn(submitted)
      const outcome = await house.door({ ...wish(submitted), type: 'answer-resolution', on: { incident }, answers })
      if (outcome.ok) return 'close'
      return { show: messageView(refusalText(outcome.refusal, submitted.t), submitted.t) }
    },
  },
}

/** What was answered beside the fix; '' where nothing was. */
const answersIn = ({ answer }: FormState) => {
  const [by, reconciles] = [answer(resolveBlocks.verifiedBy), answer(resolveBlocks.reconciles)]
  return {
    verified: answer(resolveBlocks.verified),
    canReturn: answer(resolveBlocks.canReturn),
    prevention: answer(resolveBlocks.prevention),
    customersTold: answer(resolveBlocks.customers),
    ...(by !== '' && { verifiedBy: given(slackUser, by) }),
    ...(reconciles !== '' && { reconciles: given(z.enum(reconciliations), reconciles) }),
  }
}

/** It will stand in markup, as a mention. */
const slackUser = z
  .string()
  .regex(/^\w{1,64}$/)
  .transform(userId)
