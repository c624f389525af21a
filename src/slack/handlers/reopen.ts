import { reopenAction } from '../views/card-controls.ts'
import { reopenForm, reopenView, whyBlock } from '../views/forms/settings.ts'
import { when } from '../views/moments.ts'
import { incidentName } from '../views/words.ts'
import { type Handler, quietly, wish } from './handler.ts'
import { idIn, incidentHere } from './meant.ts'
import { answered, formAnswered, formNo, openAbout, opening } from './say.ts'

/** `/incident reopen WHY`; without a reason, and from *Reopen*, a form. The same record goes on. */
export const reopen: Handler = {
  slash: {
    word: 'reopen',
    aliases: ['re-open', 'פתיחה מחדש', 'إعادة الفتح', 'إعادة فتح', '再開'],
    usage: '[why]',
    where: 'incident',
    async answer(said, house) {
      const { t } = said
      if (said.text === '') return openAbout(said, await incidentHere(said, house), reopenView, house, 'ended')
      const on = { channel: said.channel }
      const outcome = await house.door({ ...wish(said), type: 'reopen', on, why: said.text }, quietly(said))
      return answered(outcome, said, (incident) =>
        t('answer.reopened', {
          incident: incidentName(incident),
          due: when(incident.nextUpdateDue ?? said.at, said.at, t),
        }),
      )
    },
  },
  presses: { [reopenAction]: opening(reopenView, 'ended') },
  submits: {
    async [reopenForm](submitted, house) {
      const incident = idIn(submitted.metadata)
      if (incident === undefined) return formNo({ code: 'no-incident-here' }, whyBlock, submitted.t)
      const why = submitted.answer(whyBlock)
      const outcome = await house.door({ ...wish(submitted), type: 'reopen', on: { incident }, why })
      return formAnswered(outcome, whyBlock, submitted.t)
    },
  },
}
