import type { Moment } from '../../domain/ids.ts'
import type { Incident } from '../../domain/incident.ts'
import { canBeWatched, openItems, type Watch } from '../../domain/watch.ts'
import type { T } from '../../text/text.ts'
import { escape, mention } from '../mrkdwn.ts'
import { actions, message, type MessageView, section } from './message.ts'
import { recorded } from './moments.ts'
import { checklistButton, planWatchButton, watchEndButtons, watchItemWord } from './watch.ts'
import { incidentName } from './words.ts'

/** How a stabilisation plan stands, for whoever asks: how long it goes on, what is open, or how it ended. */
export const watchStanding = (incident: Incident, watch: Watch, now: Moment, t: T): MessageView =>
  watch.ended === undefined ? goingOn(incident, watch, now, t) : over(incident, watch.ended, t)

const goingOn = (incident: Incident, watch: Watch, now: Moment, t: T): MessageView => {
  const { until, exit, items } = watch
  const open = openItems(watch)
  const facts = { incident: incidentName(incident), until: recorded(until, t) }
  const lines = [
    open.length === 0
      ? t('watch.stands-all', facts)
      : t('watch.stands', { ...facts, count: items.length, done: items.length - open.length }),
    ...open.map((item) => `• ${watchItemWord(item, t)}`),
    exit === '' ? undefined : t('watch.exit-shown', { exit: escape(exit) }),
    now >= until ? t('post.watch-over') : undefined,
    t('watch.end-hint', { example: '/incident watch end' }),
  ]
  return message(lines, [section(lines), actions([checklistButton(incident, t), ...watchEndButtons(incident, t)])])
}

const over = (incident: Incident, { by, at, cameBack, words }: NonNullable<Watch['ended']>, t: T): MessageView => {
  const facts = { incident: incidentName(incident), by: mention(by), at: recorded(at, t) }
  const lines = [
    t(cameBack ? 'watch.stood-came-back' : 'watch.stood-controlled', facts),
    words === undefined ? undefined : t('watch.words-shown', { words: escape(words) }),
  ]
  return message(lines, [section(lines), canBeWatched(incident) ? actions([planWatchButton(incident, t)]) : undefined])
}
