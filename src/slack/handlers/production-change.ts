import { z } from 'zod'
import { changeId, incidentId, userId } from '../../domain/ids.ts'
import type { Incident } from '../../domain/incident.ts'
import { openChanges } from '../../domain/production-changes.ts'
import { escape } from '../mrkdwn.ts'
import { unquoted } from '../slash.ts'
import { asksForList, undoNumber } from '../slash-words.ts'
import {
  changeBlocks,
  changeForm,
  changesView,
  changeView,
  recordChangeAction,
  undoChangeActions,
} from '../views/forms/production-change.ts'
import { messageView } from '../views/forms/message.ts'
import { moreAction } from '../views/more.ts'
import { refusalText } from '../views/refusal.ts'
import { incidentName } from '../views/words.ts'
import { given, givenJson } from './given.ts'
import {
  type Answer,
  type FormAnswer,
  type Handler,
  type House,
  type Pressed,
  type Said,
  type Submitted,
  quietly,
  wish,
} from './handler.ts'
import { idIn, incidentHere, partsOf } from './meant.ts'
import { type FormFor, inPlace, openFor } from './more.ts'
import { answered, formNo, noIncident, refusedAhead, say, sayNo } from './say.ts'
import { momentIn } from './written.ts'

const shown = 200

/**
 * `/incident change "pool size 50"`, `change undo 2`, `change list`; without a text a form, which *Production changes*
 * under *More…* leads to as well.
 */
export const productionChange: Handler = {
  slash: {
    word: 'change',
    aliases: ['changes', 'changed', 'שינוי', 'שינוי בייצור', 'שינויים', 'تغيير', 'تغييرات', '変更', '本番環境の変更'],
    usage: '[text] | undo 1 | list',
    where: 'incident',
    async answer(said, house) {
      const incident = await incidentHere(said, house)
      if (incident === undefined) return noIncident(said)
      const refusal = refusedAhead(said, incident, house, 'always')
      if (refusal !== undefined) return sayNo(refusal, said.t)
      if (asksForList(said.text)) return { open: changesView(incident, said.t) }
      const number = undoNumber(said.text)
      if (number !== undefined) return undo(number, incident, said, house)
      return said.text === '' ? openFor(incident, said, house, emptyForm) : record(said, house)
    },
  },
  presses: {
    [moreAction('changes')]: inPlace((incident, { t }) => changesView(incident, t), 'always'),
    [recordChangeAction]: inPlace((...asked) => emptyForm(...asked), 'always'),
    ...Object.fromEntries(undoChangeActions.map((action) => [action, undoListed])),
  },
  submits: { [changeForm]: handIn },
}

const emptyForm: FormFor = (incident, { t, user, at }) =>
  changeView(incident, { text: '', by: user, metadata: JSON.stringify({ incident: incident.id, at }) }, t)

const record = async (said: Said, house: House): Promise<Answer> => {
  const { t } = said
  const text = unquoted(said.text)
  const change = changeId(house.newId())
  const on = { channel: said.channel }
  const outcome = await house.door({ ...wish(said), type: 'record-change', on, change, text, undo: '' }, quietly(said))
  if (!outcome.ok) return sayNo(outcome.refusal, t)
  const { incident, events } = outcome
  const number = events.find((event) => event.type === 'change-recorded')?.number ?? 0
  return say(
    t('answer.change-recorded', { number, incident: incidentName(incident), text: escape(text, shown) }),
    t('answer.change-to-undo', { example: `/incident change undo ${number}` }),
  )
}

const undo = async (number: number, incident: Incident, said: Said, house: House): Promise<Answer> => {
  const { t } = said
  const meant = incident.changes?.[number - 1]
  if (meant === undefined) {
    const open = openChanges(incident)
    if (open.length === 0) return say(t('answer.change-none'))
    const lines = open.map((one) => t('changes.line', { number: one.number, text: escape(one.text, shown) }))
    return say(t('answer.change-number', { number }), ...lines)
  }
  const on = { incident: incident.id }
  const outcome = await house.door({ ...wish(said), type: 'undo-change', on, change: meant.id }, quietly(said))
  return answered(outcome, said, () => t('answer.change-undone', { number, text: escape(meant.text, shown) }))
}

async function undoListed(pressed: Pressed, house: House): Promise<Answer> {
  const [id = '', change = ''] = partsOf(pressed.value)
  const incident = idIn(id)
  if (incident === undefined) return noIncident(pressed)
  const on = { incident }
  const outcome = await house.door({ ...wish(pressed), type: 'undo-change', on, change: changeId(change) })
  return {
    redraw: outcome.ok
      ? changesView(outcome.incident, pressed.t)
      : messageView(refusalText(outcome.refusal, pressed.t), pressed.t),
  }
}

const metadata = z.object({ incident: z.guid().transform(incidentId), at: z.number() })

async function handIn(submitted: Submitted, house: House): Promise<FormAnswer> {
  const { incident } = givenJson(metadata, submitted.metadata)
  const answer = (block: keyof typeof changeBlocks): string => submitted.answer(changeBlocks[block]).trim()
  const when = answer('when')
  const made = when === '' ? undefined : momentIn(when, submitted, 'past')
  if (made !== undefined && 'error' in made) return { errors: { [changeBlocks.when]: made.error } }
  const by = answer('by')
  const outcome = await house.door({
    ...wish(submitted),
    type: 'record-change',
    on: { incident },
    change: changeId(house.newId()),
    text: answer('text'),
    undo: answer('undo'),
    ...(by !== '' && { madeBy: userId(given(slackId, by)) }),
    ...(made !== undefined && { madeAt: made.at }),
  })
  if (outcome.ok) return 'close'
  const { refusal } = outcome
  const isTime = refusal.code === 'time-in-future' || refusal.code === 'time-too-far-back'
  return formNo(refusal, isTime ? changeBlocks.when : changeBlocks.text, submitted.t)
}

/** It will stand in markup, as a mention. */
const slackId = z.string().regex(/^\w{1,64}$/)
