import { permalinkOf } from '../hear.ts'
import { link } from '../mrkdwn.ts'
import { incidentName } from '../views/words.ts'
import type { Handler } from './handler.ts'
import { incidentHere } from './meant.ts'
import { noIncident, say } from './say.ts'

/** `/incident postmortem`: where its thread is, or when there will be one. */
export const postmortem: Handler = {
  slash: {
    word: 'postmortem',
    aliases: [
      'post-mortem',
      'retro',
      'review',
      'תחקיר',
      'مراجعة',
      'المراجعة',
      'مراجعة ما بعد الحادثة',
      '振り返り',
      'ポストモーテム',
    ],
    usage: '',
    where: 'incident',
    async answer(said, house) {
      const { t } = said
      const incident = await incidentHere(said, house)
      if (incident === undefined) return noIncident(said)
      const facts = { incident: incidentName(incident) }
      const root = incident.postmortem.messages.root
      if (root !== undefined) {
        const address = permalinkOf(house.team.domain, said.channel, root.ts)
        return say(t('answer.postmortem', { ...facts, link: link(address, t('answer.postmortem-link')) }))
      }
      if (incident.status === 'cancelled') return say(t('answer.postmortem-none', facts))
      return say(t(incident.status === 'resolved' ? 'answer.postmortem-soon' : 'answer.postmortem-later', facts))
    },
  },
}
