import type { Button } from '@slack/types'
import type { WatchPost } from '../../domain/effects/watch.ts'
import type { WatchFact } from '../../domain/events/watch.ts'
import type { Moment } from '../../domain/ids.ts'
import type { Incident } from '../../domain/incident.ts'
import { openItems, runningWatch, type WatchItem } from '../../domain/watch.ts'
import type { T } from '../../text/text.ts'
import { escape, mention } from '../mrkdwn.ts'
import { answerButton, questionsLine } from './answers.ts'
import { actions, button, context, message, type MessageView, section } from './message.ts'
import { recorded, when } from './moments.ts'
import type { Hand } from './hand.ts'
import { incidentName } from './words.ts'

/** Opens the form that begins a plan, with the checklist for the kind of incident; its value is the incident's id. */
export const planWatchAction = 'watch-plan'
/** *Checklist*, *Operation is controlled*, *It is back*; their value is the incident's id. */
export const checklistAction = 'watch-checklist'
export const endWatchAction = 'watch-end'
export const breakWatchAction = 'watch-break'

/** A line of the checklist in words. */
export const watchItemWord = (item: WatchItem, t: T): string => t(`watch.item-${item}`)

/** On the card, while a watch goes on. */
export const watchLine = (incident: Incident, now: Moment, t: T): string | undefined => {
  const watch = runningWatch(incident)
  if (watch === undefined) return undefined
  const count = watch.items.length
  return t('card.watch', { until: when(watch.until, now, t), done: count - openItems(watch).length, count })
}

/** *Plan the watch*, wherever the bleeding has stopped and nobody watches yet. */
export const planWatchButton = (incident: Incident, t: T): Button =>
  button(t('watch.plan-button'), planWatchAction, incident.id)

/** *Checklist*: the form with its boxes. */
export const checklistButton = (incident: Incident, t: T): Button =>
  button(t('watch.checklist-button'), checklistAction, incident.id, 'primary')

/** *Operation is controlled* and *It is back*: each does what it says at once. */
export const watchEndButtons = (incident: Incident, t: T): Button[] => [
  button(t('watch.controlled-button'), endWatchAction, incident.id),
  button(t('watch.back-button'), breakWatchAction, incident.id),
]

const bullets = (items: readonly WatchItem[], t: T): string[] => items.map((item) => `• ${watchItemWord(item, t)}`)

/** What the channel reads of a watch, with its buttons while it goes on. */
export const watchPost = (item: WatchPost, incident: Incident, t: T): MessageView => {
  const name = incidentName(incident)
  const buttons = actions([checklistButton(incident, t), ...watchEndButtons(incident, t)])
  switch (item.say) {
    case 'watch-started': {
      const facts = { by: mention(item.by), incident: name, until: recorded(item.until, t) }
      const line = t('post.watch-started', facts)
      const exit = item.exit === '' ? undefined : t('watch.exit-shown', { exit: escape(item.exit) })
      const open = bullets(item.open, t)
      return message([line, ...open, exit], [section([line, ...open]), context([exit]), buttons])
    }
    case 'watch-day': {
      const facts = { incident: name, until: recorded(item.until, t), count: item.open.length }
      const line =
        item.to === undefined
          ? t('post.watch-day-anyone', facts)
          : t('post.watch-day', { ...facts, to: mention(item.to) })
      const { questions = [] } = item
      const asked = questionsLine(questions, t)
      const lines = [line, ...bullets(item.open, t), asked, item.over ? t('post.watch-over') : undefined]
      const answer = asked === undefined ? [] : [answerButton(incident, t)]
      const all = [checklistButton(incident, t), ...watchEndButtons(incident, t), ...answer]
      return message(lines, [section(lines), actions(all)])
    }
    case 'watch-broken': {
      const line = t('post.watch-broken', { by: mention(item.by), incident: name })
      return message([line], [section([line])])
    }
    case 'watch-ended': {
      const items = t.list(item.open.map((one) => watchItemWord(one, t)))
      const lines = [
        t('post.watch-ended', { by: mention(item.by), incident: name }),
        item.words === undefined ? undefined : t('watch.words-shown', { words: escape(item.words) }),
        item.open.length === 0 ? undefined : t('post.watch-left-open', { items }),
      ]
      return message(lines, [section(lines)])
    }
  }
}

/** What happened in a watch, as a line of the timeline. */
export const watchHead = (event: WatchFact, who: string, t: T, hand: Hand): string => {
  switch (event.type) {
    case 'watch-started':
      return t('timeline.watch-started', { who, until: hand.moment(event.until, t) })
    case 'watch-item-ticked':
    case 'watch-item-opened':
      return t(`timeline.${event.type}`, { who, item: watchItemWord(event.item, t) })
    case 'watch-ended':
      return endedLine(event.cameBack, who, t)
  }
}

const endedLine = (cameBack: boolean, who: string, t: T): string =>
  t(cameBack ? 'timeline.watch-came-back' : 'timeline.watch-ended', { who })

/** The newest watch for the postmortem: its length, its criteria, each line of its checklist, how it ended. */
export const watchLines = ({ watch }: Incident, t: T, hand: Hand): string[] => {
  if (watch === undefined) return []
  const { by, since, until, exit, items, ended } = watch
  return [
    t('postmortem.watch-span', { from: hand.moment(since, t), until: hand.moment(until, t), who: hand.who(by) }),
    ...(exit === '' ? [] : [t('watch.exit-shown', { exit: hand.typed(exit) })]),
    ...items.map(({ item, ticked }) =>
      ticked === undefined
        ? t('postmortem.watch-open', { item: watchItemWord(item, t) })
        : t('postmortem.watch-ticked', {
            item: watchItemWord(item, t),
            who: hand.who(ticked.by),
            at: hand.moment(ticked.at, t),
          }),
    ),
    ...(ended === undefined ? [] : [endedLine(ended.cameBack, hand.who(ended.by), t)]),
    ...(ended?.words === undefined ? [] : [t('watch.words-shown', { words: hand.typed(ended.words) })]),
  ]
}
