import type { Incident } from '../../domain/incident.ts'
import type { T } from '../../text/text.ts'
import { channelLink } from '../mrkdwn.ts'
import { joinAction } from '../views/announcement.ts'
import { joinInsteadActions } from '../views/forms/declare.ts'
import { messageView } from '../views/forms/message.ts'
import { refusalText } from '../views/refusal.ts'
import { incidentName } from '../views/words.ts'
import { thisOneActions } from './declare.ts'
import { type Answer, type Handler, type House, type Pressed, aloud, wish } from './handler.ts'
import { idIn, partsOf, pressedOn } from './meant.ts'
import { noIncident, say, sayNo } from './say.ts'

/** *Join* on an announcement, and *It is this one* where a new incident turned out to be an old one. */
export const join: Handler = {
  presses: {
    async [joinAction](pressed, house) {
      const on = pressedOn(pressed)
      if (on === undefined) return noIncident(pressed)
      await house.door({ ...wish(pressed), type: 'join', on }, aloud(pressed))
      return 'done'
    },

    ...Object.fromEntries(joinInsteadActions.map((action) => [action, joinInstead])),
    ...Object.fromEntries(thisOneActions.map((action) => [action, mergeInto])),
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

/** After a one-line declare: the new one is cancelled as a duplicate, and its declarer goes over to the other. */
async function mergeInto(pressed: Pressed, house: House): Promise<Answer> {
  const { t } = pressed
  const [fresh, known] = partsOf(pressed.value).map(idIn)
  const original = known === undefined ? undefined : await house.reads.incident(known)
  if (fresh === undefined || original === undefined) return noIncident(pressed)
  const duplicateOf = { incident: original.id, number: original.number }
  const cancelled = await house.door(
    { ...wish(pressed, 'cancel'), type: 'cancel', on: { incident: fresh }, why: '', duplicateOf },
    { reply: pressed.reply },
  )
  // Pressed twice, or cancelled by somebody else meanwhile: joining the other is still what is wished.
  if (!cancelled.ok && cancelled.refusal.code !== 'already-cancelled') return sayNo(cancelled.refusal, t)
  const joined = await house.door({ ...wish(pressed, 'join'), type: 'join', on: { incident: original.id } })
  if (!joined.ok || cancelled.incident === undefined) return joined.ok ? 'done' : sayNo(joined.refusal, t)
  const facts = { incident: incidentName(cancelled.incident), original: incidentName(original) }
  return say(t('answer.merged', { ...facts, channel: channelOf(original, t) }))
}
