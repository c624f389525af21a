import { publishAction } from '../views/postmortem-root.ts'
import { type Handler, aloud, wish } from './handler.ts'
import { pressedOn } from './meant.ts'
import { noIncident } from './say.ts'

/**
 * *Publish*, on the postmortem and under the reminder about it: the first message then says who published it, and when.
 */
export const publish: Handler = {
  presses: {
    async [publishAction](pressed, house) {
      const on = pressedOn(pressed)
      if (on === undefined) return noIncident(pressed)
      await house.door({ ...wish(pressed), type: 'publish-postmortem', on }, aloud(pressed))
      return 'done'
    },
  },
}
