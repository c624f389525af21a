import type { Effect } from '../effects.ts'
import type { WatchEvent } from '../events/watch.ts'
import { isOpen } from '../incident.ts'
import { unansweredOf } from '../resolution.ts'
import { mustBePerson } from '../standing.ts'
import { openItems } from '../watch.ts'
import { card, inChannel, type Change } from './asks.ts'

/** The channel reads that a watch begins, once a day what is open, and that operation is controlled. */
export const watched = (event: WatchEvent, { before, after, at, command }: Change): readonly Effect[] => {
  switch (event.type) {
    case 'watch-started': {
      const { until, exit, items: open } = event
      return [card, inChannel(after, { say: 'watch-started', by: mustBePerson(command), until, exit, open })]
    }
    case 'watch-item-ticked':
    case 'watch-item-opened':
      return [card]
    case 'watch-ended': {
      const by = mustBePerson(command)
      const { open, words } = event
      if (!event.cameBack) {
        return [card, inChannel(after, { say: 'watch-ended', by, open, ...(words !== undefined && { words }) })]
      }
      // Of one that was over, the channel reads that it is open again.
      const wasOpen = before !== undefined && isOpen(before)
      return wasOpen ? [card, inChannel(after, { say: 'watch-broken', by })] : [card]
    }
    case 'watch-told': {
      const { watch } = after
      if (watch === undefined) return []
      const { until } = watch
      const questions = unansweredOf(after)
      const unanswered = questions.length === 0 ? {} : { questions }
      const facts = { until, over: at >= until, open: openItems(watch), ...unanswered }
      const to = event.to === undefined ? {} : { to: event.to }
      return [inChannel(after, { say: 'watch-day', ...to, ...facts })]
    }
    case 'watch-put-off':
      return []
  }
}
