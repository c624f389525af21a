import type { Incident } from '../../domain/incident.ts'
import type { Outcome } from '../../app/ports.ts'
import { alike } from '../../domain/alike.ts'
import { escape } from '../mrkdwn.ts'
import { permalinkOf } from '../hear.ts'
import { asksForNone, incidentNumber } from '../slash-words.ts'
import { messageView } from '../views/forms/message.ts'
import { recurrenceBlock, recurrenceForm, recurrenceView, unlinkRecurrenceAction } from '../views/forms/recurrence.ts'
import { moreAction } from '../views/more.ts'
import { recurrenceWords } from '../views/recurrence.ts'
import { refusalText } from '../views/refusal.ts'
import { incidentName } from '../views/words.ts'
import { type Answer, type Asked, type Handler, type House, type Said, quietly, wish } from './handler.ts'
import { idIn, incidentHere } from './meant.ts'
import { type FormFor, inPlace, openFor } from './more.ts'
import { answered, formNo, noIncident, refusedAhead, say, sayNo } from './say.ts'

/** More than a menu holds. */
const offered = 200
const example = '/incident again INC-12'
const off = '/incident again off'

/** `/incident again [INC-12 | off]`, and *It was here before* under *More…*: which resolved incident has come back. */
export const again: Handler = {
  slash: {
    word: 'again',
    aliases: [
      'recurrence',
      'recurring',
      'same as',
      'happened before',
      'שוב',
      'זה חזר',
      'חזרה',
      'حدث مجددا',
      'مجددا',
      'مرة أخرى',
      '再発',
      'また',
    ],
    usage: '[INC-12 | off]',
    where: 'incident',
    answer: saidAgain,
  },
  presses: {
    [moreAction('again')]: inPlace((...asked) => formFor(...asked), 'always'),
    async [unlinkRecurrenceAction](pressed, house) {
      const incident = idIn(pressed.value)
      if (incident === undefined) return noIncident(pressed)
      const outcome = await house.door({ ...wish(pressed), type: 'unlink-recurrence', on: { incident } })
      const { t } = pressed
      return { redraw: messageView(outcome.ok ? unlinked(outcome.incident, t) : refusalText(outcome.refusal, t), t) }
    },
  },
  submits: {
    async [recurrenceForm](submitted, house) {
      const { t, answer } = submitted
      const [incident, to] = [idIn(submitted.metadata), idIn(answer(recurrenceBlock))]
      if (incident === undefined || to === undefined) return formNo({ code: 'no-incident-here' }, recurrenceBlock, t)
      const outcome = await house.door({ ...wish(submitted), type: 'link-recurrence', on: { incident }, to })
      if (!outcome.ok) return formNo(outcome.refusal, recurrenceBlock, t)
      return { show: messageView(linked(outcome.incident, submitted, house), t) }
    },
  },
}

/** What is newly known of earlier trouble, for whoever made it known; undefined where nothing is. */
export const foundAgain = (outcome: Outcome, asked: Pick<Asked, 'at' | 't'>, house: House): string | undefined => {
  const isNew = outcome.ok && outcome.events.some(({ type }) => type === 'recurrence-found')
  return isNew ? earlierIn(outcome.incident, asked, house) : undefined
}

const earlierIn = (
  { recurrence }: Incident,
  { at, t }: Pick<Asked, 'at' | 't'>,
  { team }: House,
): string | undefined => {
  const earlier = recurrence?.of
  if (earlier === undefined) return undefined
  const { channel, postmortem } = earlier
  const address = channel && postmortem && permalinkOf(team.domain, channel, postmortem)
  return recurrenceWords(earlier, at, address, t)
}

const linked = (incident: Incident, asked: Asked, house: House): string => {
  const earlier = incidentName(incident.recurrence?.of?.number ?? incident.number)
  const line = asked.t('answer.recurrence-linked', { incident: incidentName(incident), earlier })
  return [line, earlierIn(incident, asked, house)].filter((part) => part !== undefined).join('\n')
}

const unlinked = (incident: Incident, t: Asked['t']): string =>
  t('answer.recurrence-unlinked', { incident: incidentName(incident) })

/** What was resolved before it; the most alike is chosen already. */
const formFor: FormFor = async (incident, { t }, house) => {
  const resolved = (await house.reads.recentlyEnded(offered)).filter(({ number }) => number < incident.number)
  if (resolved.length === 0) return messageView(t('answer.recurrence-none', { incident: incidentName(incident) }), t)
  return recurrenceView(incident, resolved, alike(incident.title, resolved)[0], t)
}

async function saidAgain(said: Said, house: House): Promise<Answer> {
  const { t } = said
  const incident = await incidentHere(said, house)
  if (incident === undefined) return noIncident(said)
  const refusal = refusedAhead(said, incident, house, 'always')
  if (refusal !== undefined) return sayNo(refusal, t)
  if (said.text === '') return openFor(incident, said, house, formFor)
  const base = { ...wish(said), on: { incident: incident.id } }
  if (asksForNone(said.text)) {
    const outcome = await house.door({ ...base, type: 'unlink-recurrence' }, quietly(said))
    return answered(outcome, said, (after) => unlinked(after, t))
  }
  const number = incidentNumber(said.text)
  const found = number === undefined ? undefined : await house.reads.numbered(number)
  if (found === undefined) return say(t('answer.recurrence-unknown', { typed: escape(said.text, 40), example, off }))
  const outcome = await house.door({ ...base, type: 'link-recurrence', to: found.id }, quietly(said))
  return answered(outcome, said, (after) => linked(after, said, house))
}
