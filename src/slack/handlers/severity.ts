import { z } from 'zod'
import { severities } from '../../domain/incident.ts'
import { severityMeant } from '../slash-words.ts'
import { severityMenuAction } from '../views/card-controls.ts'
import { incidentName, severityWord } from '../views/words.ts'
import { escape } from '../mrkdwn.ts'
import { given } from './given.ts'
import { type Handler, aloud, quietly, wish } from './handler.ts'
import { incidentHere, pressedOn } from './meant.ts'
import { answered, noIncident, say } from './say.ts'

const example = '/incident severity sev2'

/** `/incident severity sev2`, and the menu on the card. */
export const severity: Handler = {
  slash: {
    word: 'severity',
    aliases: ['sev', 'חומרה', 'חומרת', 'درجة الخطورة', 'خطورة', 'الخطورة', '重大度'],
    usage: 'sev1 | sev2 | sev3 | sev4',
    where: 'incident',
    async answer(said, house) {
      const { t } = said
      const meant = severityMeant(said.text)
      if (meant === undefined) {
        const incident = await incidentHere(said, house)
        if (incident === undefined) return noIncident(said)
        const facts = { incident: incidentName(incident), severity: severityWord(incident.severity, t), example }
        return say(t('answer.severity-is', facts))
      }
      if (typeof meant !== 'string') {
        return say(t('answer.severity-unknown', { typed: escape(meant.unknown, 40), example }))
      }
      const outcome = await house.door(
        { ...wish(said), type: 'set-severity', on: { channel: said.channel }, severity: meant },
        quietly(said),
      )
      return answered(outcome, said, (incident) =>
        t('answer.severity-set', { incident: incidentName(incident), severity: severityWord(incident.severity, t) }),
      )
    },
  },
  presses: {
    async [severityMenuAction](pressed, house) {
      const on = pressedOn(pressed)
      if (on === undefined) return noIncident(pressed)
      const chosen = given(z.enum(severities), pressed.value)
      await house.door({ ...wish(pressed), type: 'set-severity', on, severity: chosen }, aloud(pressed))
      return 'done'
    },
  },
}
