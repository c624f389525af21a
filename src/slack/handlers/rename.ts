import { escape } from '../mrkdwn.ts'
import { unquoted } from '../slash.ts'
import { renameBlock, renameForm, renameView } from '../views/forms/settings.ts'
import { incidentName } from '../views/words.ts'
import { type Handler, quietly, wish } from './handler.ts'
import { idIn, incidentHere } from './meant.ts'
import { answered, formAnswered, formNo, openAbout } from './say.ts'

/** `/incident rename TITLE`; without one, and from the card's menu, a form. */
export const rename: Handler = {
  slash: {
    word: 'rename',
    aliases: ['title', 'כותרת', 'שינוי כותרת', 'العنوان', 'عنوان', 'تغيير العنوان', '件名', '件名変更'],
    usage: '[title]',
    where: 'incident',
    async answer(said, house) {
      if (said.text === '') return openAbout(said, await incidentHere(said, house), renameView, house, 'always')
      const on = { channel: said.channel }
      const outcome = await house.door({ ...wish(said), type: 'rename', on, title: unquoted(said.text) }, quietly(said))
      return answered(outcome, said, (incident) =>
        said.t('answer.renamed', { incident: incidentName(incident), title: escape(incident.title) }),
      )
    },
  },
  submits: {
    async [renameForm](submitted, house) {
      const incident = idIn(submitted.metadata)
      if (incident === undefined) return formNo({ code: 'no-incident-here' }, renameBlock, submitted.t)
      const title = submitted.answer(renameBlock)
      const outcome = await house.door({ ...wish(submitted), type: 'rename', on: { incident }, title })
      return formAnswered(outcome, renameBlock, submitted.t)
    },
  },
}
