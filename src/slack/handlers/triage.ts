import { z } from 'zod'
import { refuseIfJudged } from '../../domain/decide/triage.ts'
import { type Incident, severities } from '../../domain/incident.ts'
import { refuseStanding } from '../../domain/standing.ts'
import type { T } from '../../text/text.ts'
import { escape } from '../mrkdwn.ts'
import { acceptBlock, acceptForm, acceptView, declineBlocks, declineForm, declineView } from '../views/forms/triage.ts'
import { news } from '../views/news.ts'
import { waitingView } from '../views/list.ts'
import { acceptAction, declineAction, triagePost } from '../views/triage.ts'
import type { ModalView } from '@slack/types'
import { given } from './given.ts'
import { type Answer, type Handler, type House, type Pressed, type Said, wish } from './handler.ts'
import { idIn, incidentAt, pressedOn } from './meant.ts'
import { formAnswered, formNo, noIncident, say, sayNo } from './say.ts'

/** More would not fit a message that is read on a phone. */
const shownAtMost = 10

/**
 * *Accept* and *Decline* on a report, in the announcement channel. `/incident triage [INC-7]` shows the same anywhere:
 * a report can be judged where that channel cannot be reached.
 */
export const triage: Handler = {
  slash: {
    word: 'triage',
    aliases: ['reports', 'מיון', 'דיווחים', 'الفرز', 'فرز', 'البلاغات', 'トリアージ', '報告一覧'],
    usage: '[INC-7]',
    where: 'anywhere',
    answer: showWaiting,
  },
  presses: {
    [acceptAction]: judging((incident, t) => acceptView(incident, t)),
    [declineAction]: judging((incident, t, house) => declineView(incident, house.supportPointer, t)),
  },
  submits: {
    async [acceptForm](submitted, house) {
      const { t } = submitted
      const incident = idIn(submitted.metadata)
      if (incident === undefined) return formNo({ code: 'no-incident-here' }, acceptBlock, t)
      const severity = given(z.enum(severities), submitted.answer(acceptBlock))
      const outcome = await house.door({ ...wish(submitted), type: 'accept-report', on: { incident }, severity })
      return formAnswered(outcome, acceptBlock, t)
    },
    async [declineForm](submitted, house) {
      const { t, answer } = submitted
      const incident = idIn(submitted.metadata)
      if (incident === undefined) return formNo({ code: 'no-incident-here' }, declineBlocks.why, t)
      const why = answer(declineBlocks.why)
      const pointer = answer(declineBlocks.pointer)
      const outcome = await house.door({ ...wish(submitted), type: 'decline-report', on: { incident }, why, pointer })
      return formAnswered(outcome, declineBlocks.why, t)
    },
  },
}

async function showWaiting(said: Said, house: House): Promise<Answer> {
  const { t } = said
  const standing = refuseStanding(said.by.standing, { guests: house.guests })
  if (standing !== undefined) return sayNo(standing, t)
  if (said.text === '') {
    const [open, count] = await Promise.all([house.reads.open(shownAtMost), house.reads.triageCount()])
    return {
      say: waitingView(
        open.filter(({ status }) => status === 'triage'),
        count,
        said.at,
        t,
      ),
    }
  }
  const number = /^(?:inc-|#)?(\d{1,9})$/i.exec(said.text.trim())?.[1]
  const incident = number === undefined ? undefined : await house.reads.numbered(Number(number))
  if (incident === undefined) {
    return say(t('answer.merge-unknown', { typed: escape(said.text, 40), example: '/incident triage INC-7' }))
  }
  const refusal = refuseIfJudged(incident)
  return refusal === undefined ? { say: triagePost(incident, said.at, t) } : sayNo(refusal, t)
}

/** Opens the form, or says at once why there is nothing to judge: another was quicker, or it is not for them. */
function judging(view: (incident: Incident, t: T, house: House) => ModalView) {
  return async (pressed: Pressed, house: House): Promise<Answer> => {
    const { t } = pressed
    const incident = await incidentAt(pressedOn(pressed), house)
    if (incident === undefined) return noIncident(pressed)
    const refusal = refuseStanding(pressed.by.standing, { guests: house.guests }) ?? refuseIfJudged(incident)
    return refusal === undefined
      ? { open: view(incident, t, house) }
      : { say: news({ say: 'refused', refusal }, { incident }, t) }
  }
}
