import { z } from 'zod'
import { postUpdateAction } from '../views/card-controls.ts'
import { updateBlocks, updateForm, updateView, usualWait } from '../views/forms/update.ts'
import { when } from '../views/moments.ts'
import { incidentName } from '../views/words.ts'
import { given } from './given.ts'
import { type Handler, quietly, wish } from './handler.ts'
import { idIn, incidentHere } from './meant.ts'
import { answered, formAnswered, formNo, openAbout, opening } from './say.ts'

/** `/incident update TEXT`; without a text, and from *Post update*, a form that also asks when people hear more. */
export const update: Handler = {
  slash: {
    word: 'update',
    aliases: ['עדכון', 'تحديث', '状況報告', '報告', '更新'],
    usage: '[text]',
    where: 'incident',
    async answer(said, house) {
      const { t } = said
      if (said.text === '') return openAbout(said, await incidentHere(said, house), updateView, house)
      const on = { channel: said.channel }
      const outcome = await house.door({ ...wish(said), type: 'post-update', on, text: said.text }, quietly(said))
      return answered(outcome, said, (incident) =>
        t('answer.update-posted', {
          incident: incidentName(incident),
          due: when(incident.nextUpdateDue ?? said.at, said.at, t),
        }),
      )
    },
  },
  presses: { [postUpdateAction]: opening(updateView) },
  submits: {
    async [updateForm](submitted, house) {
      const incident = idIn(submitted.metadata)
      if (incident === undefined) return formNo({ code: 'no-incident-here' }, updateBlocks.text, submitted.t)
      const next = submitted.answer(updateBlocks.next)
      const outcome = await house.door({
        ...wish(submitted),
        type: 'post-update',
        on: { incident },
        text: submitted.answer(updateBlocks.text),
        ...(next !== usualWait && next !== '' && { nextInMs: given(longEnough, next) }),
      })
      return formAnswered(outcome, updateBlocks.text, submitted.t)
    },
  },
}

const longEnough = z.coerce
  .number()
  .int()
  .min(60_000)
  .max(7 * 86_400_000)
