import type { ModalView } from '@slack/types'
import { alike } from '../../domain/alike.ts'
import type { IncidentId } from '../../domain/ids.ts'
import { type Incident, isOpen } from '../../domain/incident.ts'
import { refuseIfNotMergeable } from '../../domain/decide/triage.ts'
import type { Refusal } from '../../domain/refusals.ts'
import { refuseStanding } from '../../domain/standing.ts'
import { mergedInto } from '../../domain/triage.ts'
import { channelLink, escape } from '../mrkdwn.ts'
import { incidentNumber } from '../slash-words.ts'
import { reopenButton } from '../views/card-controls.ts'
import { messageView } from '../views/forms/message.ts'
import { mergeBlocks, mergeForm, mergeView } from '../views/forms/triage.ts'
import { actions, message, section } from '../views/message.ts'
import { moreAction } from '../views/more.ts'
import { refusalText } from '../views/refusal.ts'
import { mergeAction, unmergeAction } from '../views/triage.ts'
import { incidentName } from '../views/words.ts'
import { thisOneActions } from './declare.ts'
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
import { idIn, incidentAt, incidentHere, partsOf, pressedOn } from './meant.ts'
import { inPlace } from './more.ts'
import { answered, formNo, noIncident, say, sayNo } from './say.ts'

/** More than a menu holds. */
const offered = 200

/** *Merge into…* on a report, `/incident merge [INC-3]`, and *It is this one* after a one-line declare. */
export const merge: Handler = {
  slash: {
    word: 'merge',
    aliases: ['duplicate', 'duplicate of', 'מיזוג', 'כפילות', 'دمج', 'تكرار', '統合', '重複'],
    usage: '[INC-3]',
    where: 'incident',
    answer: mergeHere,
  },
  presses: {
    async [mergeAction](pressed, house) {
      const incident = await incidentAt(pressedOn(pressed), house)
      return incident === undefined ? noIncident(pressed) : openForm(incident, pressed, house)
    },
    [moreAction('merge')]: inPlace((...asked) => formFor(...asked)),
    ...Object.fromEntries(thisOneActions.map((action) => [action, mergeFresh])),
  },
  submits: {
    async [mergeForm](submitted, house) {
      const { t, answer } = submitted
      const [incident, wanted] = [idIn(submitted.metadata), idIn(answer(mergeBlocks.into))]
      if (incident === undefined || wanted === undefined) {
        return formNo({ code: 'no-incident-here' }, mergeBlocks.into, t)
      }
      const into = await keptOf(wanted, house)
      const why = answer(mergeBlocks.why)
      const outcome = await house.door({ ...wish(submitted), type: 'merge', on: { incident }, into, why })
      if (!outcome.ok) return formNo(outcome.refusal, mergeBlocks.into, t)
      return { show: messageView(mergedWords(outcome.incident, submitted), t) }
    },
  },
}

/** *Un-merge* on the card (on the announcement, for a report), and `/incident unmerge`. */
export const unmerge: Handler = {
  slash: {
    word: 'unmerge',
    aliases: ['un-merge', 'ביטול מיזוג', 'ביטול המיזוג', 'إلغاء الدمج', '統合を解除', '統合解除'],
    usage: '',
    where: 'incident',
    async answer(said, house) {
      const outcome = await house.door({ ...wish(said), type: 'unmerge', on: { channel: said.channel } }, quietly(said))
      return answered(outcome, said, (incident) => said.t('answer.unmerged', { incident: incidentName(incident) }))
    },
  },
  presses: {
    async [unmergeAction](pressed, house) {
      const on = pressedOn(pressed)
      if (on === undefined) return noIncident(pressed)
      await house.door({ ...wish(pressed), type: 'unmerge', on }, aloud(pressed))
      return 'done'
    },
  },
}

/** The incident that is kept in the end: what was merged stands for what it was merged into. */
const keptOf = async (wanted: IncidentId, house: House): Promise<IncidentId> => {
  const seen = new Set<IncidentId>()
  let kept = wanted
  while (!seen.has(kept)) {
    seen.add(kept)
    const found = await house.reads.incident(kept)
    kept = (found && mergedInto(found)?.incident) ?? kept
  }
  return kept
}

const openForm = async (incident: Incident, asked: Asked, house: House): Promise<Answer> => {
  const refusal = refuseStanding(asked.by.standing, { guests: house.guests }) ?? refuseIfNotMergeable(incident)
  if (refusal !== undefined) return sayNo(refusal, asked.t)
  return { open: await formFor(incident, asked, house) }
}

/** Asks which one is kept; the most alike is chosen already, and so is the only one. */
const formFor = async (incident: Incident, { t }: Asked, house: House): Promise<ModalView> => {
  const others = (await house.reads.open(offered)).filter((one) => isOpen(one) && one.id !== incident.id)
  if (others.length === 0) return messageView(t('answer.merge-none', { incident: incidentName(incident) }), t)
  const [likely] = others.length === 1 ? others : alike(incident.title, others)
  return mergeView(incident, others, likely, t)
}

async function mergeHere(said: Said, house: House): Promise<Answer> {
  const { t } = said
  const incident = await incidentHere(said, house)
  if (incident === undefined) return noIncident(said)
  if (said.text === '') return openForm(incident, said, house)
  const number = incidentNumber(said.text)
  const found = number === undefined ? undefined : await house.reads.numbered(number)
  if (found === undefined) {
    return say(t('answer.merge-unknown', { typed: escape(said.text, 40), example: '/incident merge INC-3' }))
  }
  const into = await keptOf(found.id, house)
  const on = { incident: incident.id }
  const outcome = await house.door({ ...wish(said), type: 'merge', on, into, why: '' }, quietly(said))
  return outcome.ok ? say(mergedWords(outcome.incident, said)) : refused(outcome.refusal, into, said, house)
}

/** What is over can be opened again first: offered beside the reason. */
const refused = async (refusal: Refusal, into: IncidentId, { t }: Asked, house: House): Promise<Answer> => {
  const kept = refusal.code === 'merge-into-ended' ? await house.reads.incident(into) : undefined
  const line = refusalText(refusal, t)
  return { say: message([line], [section([line]), kept && actions([reopenButton(kept, t)])]) }
}

const mergedWords = (incident: Incident, { t }: Asked): string => {
  const merged = mergedInto(incident)
  return t('answer.merged-into', {
    incident: incidentName(incident),
    original: incidentName(merged?.number ?? incident.number),
    channel: merged?.channel === undefined ? t('answer.no-channel-yet') : channelLink(merged.channel),
  })
}

/** After a one-line declare: the new one goes into the other, and whoever declared it goes over. */
async function mergeFresh(pressed: Pressed, house: House): Promise<Answer> {
  const { t } = pressed
  const [fresh, known] = partsOf(pressed.value).map(idIn)
  if (fresh === undefined || known === undefined) return noIncident(pressed)
  const into = await keptOf(known, house)
  const on = { incident: fresh }
  const outcome = await house.door({ ...wish(pressed), type: 'merge', on, into, why: '' }, { reply: pressed.reply })
  // Pressed twice, or merged by somebody else meanwhile: that is what was wished.
  const merged = outcome.incident && mergedInto(outcome.incident)
  if (!outcome.ok && merged === undefined) return sayNo(outcome.refusal, t)
  if (outcome.incident === undefined || merged === undefined) return noIncident(pressed)
  const facts = { incident: incidentName(outcome.incident), original: incidentName(merged.number) }
  const channel = merged.channel === undefined ? t('answer.no-channel-yet') : channelLink(merged.channel)
  return say(t('answer.merged', { ...facts, channel }))
}
