import { retryAction } from '../views/card-controls.ts'
import { type Handler, aloud, wish } from './handler.ts'
import { pressedOn } from './meant.ts'
import { noIncident } from './say.ts'

/** *Try again*, under what Slack had refused. */
export const retry: Handler = {
  presses: {
    async [retryAction](pressed, house) {
      const on = pressedOn(pressed)
      if (on === undefined) return noIncident(pressed)
      await house.door({ ...wish(pressed), type: 'retry', on }, aloud(pressed))
      return 'done'
    },
  },
}
