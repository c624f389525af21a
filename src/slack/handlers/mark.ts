import { incidentName } from '../views/words.ts'
import { type Handler, quietly, wish } from './handler.ts'
import { answered, say } from './say.ts'

/** The shortcut's callback_id, as the manifest names it. */
export const addToTimelineShortcut = 'add-to-timeline'

/** The message shortcut "Add to timeline". */
export const mark: Handler = {
  shortcuts: {
    async [addToTimelineShortcut](called, house) {
      const { t, message } = called
      if (message === undefined) return say(t('refusal.no-incident-here'))
      const { channel, ...spoken } = message
      const outcome = await house.door(
        { ...wish(called), type: 'mark-message', on: { channel }, message: spoken },
        quietly(called),
      )
      return answered(outcome, called, (incident) => t('answer.marked', { incident: incidentName(incident) }))
    },
  },
}
