import { z } from 'zod'
import { type Incident, openStatuses } from '../../domain/incident.ts'
import { isWatchOffered } from '../../domain/watch.ts'
import { escape } from '../mrkdwn.ts'
import { statusMeant } from '../slash-words.ts'
import { statusMenuAction } from '../views/card-controls.ts'
import { cancelView } from '../views/forms/settings.ts'
import { resolveView } from '../views/forms/resolve.ts'
import { actions, message } from '../views/message.ts'
import { planWatchButton } from '../views/watch.ts'
import { incidentName, statusWord } from '../views/words.ts'
import { given } from './given.ts'
import { type Answer, type Handler, type Said, aloud, quietly, wish } from './handler.ts'
import { incidentHere, pressedOn } from './meant.ts'
import { answered, noIncident, openAbout, say } from './say.ts'

/** `/incident status monitoring`, and the menu on the card. The two ends have forms of their own, and open them. */
export const status: Handler = {
  slash: {
    word: 'status',
    aliases: ['state', 'סטטוס', 'מצב', 'الحالة', 'حالة', '状態', 'ステータス'],
    usage: openStatuses.join(' | '),
    where: 'incident',
    async answer(said, house) {
      const { t } = said
      if (said.text === '') {
        const incident = await incidentHere(said, house)
        if (incident === undefined) return noIncident(said)
        const facts = { incident: incidentName(incident), status: statusWord(incident.status, t) }
        return say(t('answer.status-is', { ...facts, example: '/incident status identified' }))
      }
      const meant = statusMeant(said.text)
      switch (meant) {
        case undefined: {
          const known = t.list(openStatuses.map((one) => `${one} (${statusWord(one, t)})`))
          return say(t('answer.status-unknown', { typed: escape(said.text, 40), known }))
        }
        case 'resolved':
          return openAbout(said, await incidentHere(said, house), (one) => resolveView(one, '', t), house)
        case 'cancelled':
          return openAbout(said, await incidentHere(said, house), cancelView, house)
        case 'investigating':
        case 'identified':
        case 'contained':
        case 'monitoring': {
          const on = { channel: said.channel }
          const outcome = await house.door({ ...wish(said), type: 'set-status', on, status: meant }, quietly(said))
          const words = answered(outcome, said, (incident) =>
            t('answer.status-set', { incident: incidentName(incident), status: statusWord(incident.status, t) }),
          )
          return outcome.ok ? withWatch(words, outcome.incident, said) : words
        }
      }
    },
  },
  presses: {
    async [statusMenuAction](pressed, house) {
      const on = pressedOn(pressed)
      if (on === undefined) return noIncident(pressed)
      const chosen = given(z.enum(openStatuses), pressed.value)
      await house.door({ ...wish(pressed), type: 'set-status', on, status: chosen }, aloud(pressed))
      return 'done'
    },
  },
}

/** The bleeding has stopped: to watch it is one click away. */
const withWatch = (answer: Answer, incident: Incident, { t }: Said): Answer => {
  if (answer === 'done' || !('say' in answer) || !isWatchOffered(incident)) return answer
  const { text, blocks = [] } = answer.say
  return { say: message([text], [...blocks, actions([planWatchButton(incident, t)])]) }
}
