import { z } from 'zod'
import { cardMenu, cardMenuAction } from '../views/card-controls.ts'
import { cancelView, renameView } from '../views/forms/settings.ts'
import { moreView } from '../views/more.ts'
import { given } from './given.ts'
import type { Handler, SlashWord } from './handler.ts'
import { showHelp } from './help.ts'
import { incidentAt, pressedOn } from './meant.ts'
import { noIncident, openAbout } from './say.ts'
import { showTimeline } from './timeline.ts'

/** The card's overflow menu: what is rare. `words`: what its *Help* tells of. */
export const menuOfCard = (words: readonly SlashWord[]): Handler => ({
  presses: {
    async [cardMenuAction](pressed, house) {
      const incident = await incidentAt(pressedOn(pressed), house)
      if (incident === undefined) return noIncident(pressed)
      const choice = given(z.enum(cardMenu), pressed.value)
      switch (choice) {
        case 'rename':
          return openAbout(pressed, incident, renameView, house, 'always')
        case 'cancel':
          return openAbout(pressed, incident, cancelView, house)
        case 'timeline':
          return showTimeline(incident, pressed, house)
        case 'more':
          return openAbout(pressed, incident, moreView, house, 'always')
        case 'help':
          return showHelp(words, incident, pressed, house)
      }
    },
  },
})
