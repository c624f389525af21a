import type { Incident } from '../../domain/incident.ts'
import type { T } from '../../text/text.ts'
import { channelLink } from '../mrkdwn.ts'
import { joinAction } from '../views/announcement.ts'
import { joinInsteadActions } from '../views/forms/declare.ts'
import { messageView } from '../views/forms/message.ts'
import { refusalText } from '../views/refusal.ts'
import { incidentName } from '../views/words.ts'
import { type Answer, type Handler, type House, type Pressed, aloud, wish } from './handler.ts'
import { idIn, pressedOn } from './meant.ts'
import { noIncident } from './say.ts'

/** *Join* on an announcement, and *It is this one* in the form for a new incident that turned out to be an old one. */
export const join: Handler = {
  presses: {
    async [joinAction](pressed, house) {
      const on = pressedOn(pressed)
      if (on === undefined) return noIncident(pressed)
      await house.door({ ...wish(pressed), type: 'join', on }, aloud(pressed))
      return 'done'
    },

    ...Object.fromEntries(joinInsteadActions.map((action) => [action, joinInstead])),
  },
}

const joining = (incident: Incident, t: T): string =>
  t('answer.joining', { incident: incidentName(incident), channel: channelOf(incident, t) })

const channelOf = ({ channel }: Incident, t: T): string =>
  channel === undefined ? t('answer.no-channel-yet') : channelLink(channel)

/** In the form: nothing has been declared, so there is only the other one to join. */
async function joinInstead(pressed: Pressed, house: House): Promise<Answer> {
  const { t } = pressed
  const other = idIn(pressed.value)
  if (other === undefined) return { redraw: messageView(refusalText({ code: 'no-incident-here' }, t), t) }
  const outcome = await house.door({ ...wish(pressed), type: 'join', on: { incident: other } })
  const words = outcome.ok ? joining(outcome.incident, t) : refusalText(outcome.refusal, t)
  return { redraw: messageView(words, t) }
}
