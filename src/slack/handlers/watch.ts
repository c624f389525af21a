import { z } from 'zod'
import type { Outcome } from '../../app/ports.ts'
import type { Incident } from '../../domain/incident.ts'
import { canBeWatched, runningWatch, watchItems, watchLengths } from '../../domain/watch.ts'
import { textIn } from '../../text/text.ts'
import { escape } from '../mrkdwn.ts'
import { watchWished } from '../watch-words.ts'
import { messageView } from '../views/forms/message.ts'
import { checklistForm, checklistView, startWatchForm, startWatchView, watchBlocks } from '../views/forms/watch.ts'
import { moreAction } from '../views/more.ts'
import { refusalText } from '../views/refusal.ts'
import { breakWatchAction, checklistAction, endWatchAction, planWatchAction } from '../views/watch.ts'
import { watchStanding } from '../views/watch-standing.ts'
import { incidentName } from '../views/words.ts'
import { given } from './given.ts'
import {
  type Answer,
  type Asked,
  type Handler,
  type House,
  type Pressed,
  type Said,
  aloud,
  quietly,
  wish,
} from './handler.ts'
import { idIn, incidentAt, incidentHere, pressedOn } from './meant.ts'
import { type FormFor, inPlace } from './more.ts'
import { answered, formAnswered, formNo, noIncident, refusedAhead, say, sayNo } from './say.ts'

/**
 * `/incident watch`: how the stabilisation plan stands, or the form that begins one; `watch end` and `watch back` by
 * word. Under *More…* the form, or the checklist. *Checklist*, *Operation is controlled* and *It is back* stand under
 * what the channel reads of it.
 */
export const watch: Handler = {
  slash: {
    word: 'watch',
    aliases: [
      'stabilisation',
      'stabilization',
      'ייצוב',
      'תוכנית ייצוב',
      'استقرار',
      'خطة استقرار',
      '安定化',
      '安定化計画',
    ],
    usage: '[end | back] [words]',
    where: 'incident',
    answer: typed,
  },
  presses: {
    [moreAction('watch')]: inPlace((...asked) => formFor(...asked), 'always'),
    [planWatchAction]: async (pressed, house) => opened(pressed, await incidentAt(pressedOn(pressed), house), house),
    [checklistAction]: async (pressed, house) => opened(pressed, await incidentAt(pressedOn(pressed), house), house),
    [endWatchAction]: (pressed, house) => ended(pressed, house, 'end-watch'),
    [breakWatchAction]: (pressed, house) => ended(pressed, house, 'break-watch'),
  },
  submits: {
    async [startWatchForm](submitted, house) {
      const incident = idIn(submitted.metadata)
      if (incident === undefined) return formNo({ code: 'no-incident-here' }, watchBlocks.exit, submitted.t)
      const length = given(z.enum(watchLengths), submitted.answer(watchBlocks.length))
      const exit = submitted.answer(watchBlocks.exit)
      const outcome = await house.door({ ...wish(submitted), type: 'start-watch', on: { incident }, length, exit })
      return formAnswered(outcome, watchBlocks.exit, submitted.t)
    },
    async [checklistForm](submitted, house) {
      const incident = idIn(submitted.metadata)
      if (incident === undefined) return formNo({ code: 'no-incident-here' }, watchBlocks.done, submitted.t)
      const ticked = submitted.answer(watchBlocks.done)
      const done = given(z.array(z.enum(watchItems)), ticked === '' ? [] : ticked.split(','))
      const outcome = await house.door({ ...wish(submitted), type: 'tick-watch', on: { incident }, done })
      return formAnswered(outcome, watchBlocks.done, submitted.t)
    },
  },
}

const formFor: FormFor = (incident, { t }) => {
  const going = runningWatch(incident)
  if (going !== undefined) return checklistView(incident, going, t)
  return canBeWatched(incident)
    ? startWatchView(incident, t)
    : messageView(refusalText({ code: 'watch-too-early', number: incident.number }, t), t)
}

const opened = async (asked: Asked, incident: Incident | undefined, house: House): Promise<Answer> => {
  if (incident === undefined) return noIncident(asked)
  const refusal = refusedAhead(asked, incident, house, 'always')
  if (refusal !== undefined) return sayNo(refusal, asked.t)
  if (runningWatch(incident) === undefined && !canBeWatched(incident))
    return sayNo({ code: 'watch-too-early', number: incident.number }, asked.t)
  return { open: await formFor(incident, asked, house) }
}

async function typed(said: Said, house: House): Promise<Answer> {
  const { t } = said
  const { wish: wished, words } = watchWished(said.text)
  const incident = await incidentHere(said, house)
  if (incident === undefined) return noIncident(said)
  const refusal = refusedAhead(said, incident, house, 'always')
  if (refusal !== undefined) return sayNo(refusal, t)
  switch (wished) {
    case 'how-it-stands':
      return incident.watch === undefined
        ? opened(said, incident, house)
        : { say: watchStanding(incident, incident.watch, said.at, t) }
    case 'begin':
      return opened(said, incident, house)
    case 'end': {
      const command = { ...wish(said), type: 'end-watch', on: { incident: incident.id }, words } as const
      return endedAloud(await house.door(command, quietly(said)), 'watch.ended', said)
    }
    case 'back': {
      const why = words === '' ? backWhy(incident) : words
      const command = { ...wish(said), type: 'break-watch', on: { incident: incident.id }, why } as const
      return endedAloud(await house.door(command, quietly(said)), 'watch.broken', said)
    }
    case 'unknown':
      return say(
        t('answer.watch-unknown', {
          typed: escape(words, 40),
          end: '/incident watch end',
          back: '/incident watch back',
        }),
      )
  }
}

const endedAloud = (outcome: Outcome, key: 'watch.ended' | 'watch.broken', said: Said): Answer =>
  answered(outcome, said, (incident) => said.t(key, { incident: incidentName(incident) }))

const backWhy = ({ language }: Incident): string => textIn(language)('watch.back-why')

/** One press ends it. In the checklist the answer takes the form's place; in the channel it shows by itself. */
const ended = async (pressed: Pressed, house: House, type: 'end-watch' | 'break-watch'): Promise<Answer> => {
  const { t } = pressed
  const incident = await incidentAt(pressedOn(pressed), house)
  if (incident === undefined) return noIncident(pressed)
  const base = { ...wish(pressed), on: { incident: incident.id } }
  const command =
    type === 'end-watch'
      ? ({ ...base, type, words: '' } as const)
      : ({ ...base, type, why: backWhy(incident) } as const)
  const isInForm = pressed.form !== undefined
  const outcome = await house.door(command, isInForm ? {} : aloud(pressed))
  if (!isInForm) return 'done'
  const name = incidentName(incident)
  const words = outcome.ok
    ? t(type === 'end-watch' ? 'watch.ended' : 'watch.broken', { incident: name })
    : refusalText(outcome.refusal, t)
  return { redraw: messageView(words, t) }
}
