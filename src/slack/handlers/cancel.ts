import { cancelForm, cancelView, whyBlock } from '../views/forms/settings.ts'
import { incidentName } from '../views/words.ts'
import { type Handler, quietly, wish } from './handler.ts'
import { idIn, incidentHere } from './meant.ts'
import { answered, formAnswered, formNo, openAbout } from './say.ts'

/** `/incident cancel WHY`, a false alarm; without a reason, and from the card's menu, a form. */
export const cancel: Handler = {
  slash: {
    word: 'cancel',
    aliases: ['false alarm', 'ביטול', 'אזעקת שווא', 'إلغاء', 'إنذار كاذب', '取り消し', '取消', '誤報'],
    usage: '[why]',
    where: 'incident',
    async answer(said, house) {
      if (said.text === '') return openAbout(said, await incidentHere(said, house), cancelView, house)
      const on = { channel: said.channel }
      const outcome = await house.door({ ...wish(said), type: 'cancel', on, why: said.text }, quietly(said))
      return answered(outcome, said, (incident) => said.t('answer.cancelled', { incident: incidentName(incident) }))
    },
  },
  submits: {
    async [cancelForm](submitted, house) {
      const incident = idIn(submitted.metadata)
      if (incident === undefined) return formNo({ code: 'no-incident-here' }, whyBlock, submitted.t)
      const why = submitted.answer(whyBlock)
      const outcome = await house.door({ ...wish(submitted), type: 'cancel', on: { incident }, why })
      return formAnswered(outcome, whyBlock, submitted.t)
    },
  },
}
