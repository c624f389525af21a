import { retryAction } from '../views/card-controls.ts'
import { type Handler, aloud, wish } from './handler.ts'
import { pressedOn } from './meant.ts'
import { incidentName } from '../views/words.ts'
import { noIncident, say } from './say.ts'

/** *Try again*, under what Slack had refused. What comes of it follows: through the outbox, to whoever pressed. */
export const retry: Handler = {
  presses: {
    async [retryAction](pressed, house) {
      const on = pressedOn(pressed)
      if (on === undefined) return noIncident(pressed)
      const outcome = await house.door({ ...wish(pressed), type: 'retry', on }, aloud(pressed))
      // A refusal of ours is told through the outbox, as with every press.
      if (!outcome.ok) return 'done'
      const incident = incidentName(outcome.incident)
      return say(pressed.t(outcome.events.length === 0 ? 'answer.retry-nothing' : 'answer.retrying', { incident }))
    },
  },
}
