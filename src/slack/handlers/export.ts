import { exportAction } from '../views/postmortem-root.ts'
import { type Handler, aloud, wish } from './handler.ts'
import { pressedOn } from './meant.ts'
import { noIncident } from './say.ts'

/** *Export*: one Markdown file, uploaded to the postmortem's thread by the outbox. */
export const exportPostmortem: Handler = {
  presses: {
    async [exportAction](pressed, house) {
      const on = pressedOn(pressed)
      if (on === undefined) return noIncident(pressed)
      await house.door({ ...wish(pressed), type: 'export-postmortem', on }, aloud(pressed))
      return 'done'
    },
  },
}
