import { z } from 'zod'
import { reminderKinds } from '../../domain/incident.ts'
import { snoozeActions, stopReminderAction } from '../views/post-reminder.ts'
import { given } from './given.ts'
import { type Answer, type Handler, type House, type Pressed, aloud, wish } from './handler.ts'
import { idIn, partsOf } from './meant.ts'
import { noIncident } from './say.ts'

/** *Snooze 30 min / 1 h / 4 h* and *Not needed* under a reminder. */
export const reminder: Handler = {
  presses: {
    ...Object.fromEntries(
      Object.entries(snoozeActions).map(([action, forMs]) => [
        action,
        (pressed: Pressed, house: House) => answerReminder({ type: 'snooze-reminder', forMs }, pressed, house),
      ]),
    ),
    [stopReminderAction]: (pressed, house) => answerReminder({ type: 'stop-reminder' }, pressed, house),
  },
}

type Reply = { readonly type: 'snooze-reminder'; readonly forMs: number } | { readonly type: 'stop-reminder' }

const answerReminder = async (reply: Reply, pressed: Pressed, house: House): Promise<Answer> => {
  const [id = '', named] = partsOf(pressed.value)
  const incident = idIn(id)
  if (incident === undefined) return noIncident(pressed)
  const kind = given(z.enum(reminderKinds), named)
  await house.door({ ...wish(pressed), ...reply, on: { incident }, kind }, aloud(pressed))
  return 'done'
}
