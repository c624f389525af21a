import { z } from 'zod'
import { cleanLine } from '../../domain/clean.ts'
import { incidentId } from '../../domain/ids.ts'
import type { Incident } from '../../domain/incident.ts'
import type { Refusal } from '../../domain/refusals.ts'
import { refuseStanding } from '../../domain/standing.ts'
import { kindBySigns, signs } from '../../domain/triage.ts'
import type { T } from '../../text/text.ts'
import { limits } from '../limits.ts'
import { clip } from '../mrkdwn.ts'
import { declareBlocks, reportInsteadAction } from '../views/forms/declare.ts'
import { messageView } from '../views/forms/message.ts'
import { refusalText } from '../views/refusal.ts'
import { reportBlocks, reportForm, reportView, type ReportDraft } from '../views/forms/triage.ts'
import { named } from '../views/hand.ts'
import { incidentName } from '../views/words.ts'
import { type FormSource, formSource, sourceOf, written } from './form-source.ts'
import { given, givenJson } from './given.ts'
import {
  type Answer,
  type Asked,
  type Called,
  type FormAnswer,
  type Handler,
  type House,
  type Said,
  type Submitted,
  wish,
} from './handler.ts'
import { mentionedIn, namesOf } from './names.ts'
import { formNo, sayNo } from './say.ts'

/** The shortcuts' callback_ids, as the manifest names them. */
export const reportShortcut = 'report'
export const reportFromMessageShortcut = 'report-from-message'

/** `/incident report [WHAT]`, both shortcuts, and the way out of the declare form: for whoever is not sure. */
export const report: Handler = {
  slash: {
    word: 'report',
    aliases: ['not sure', 'triage', 'דיווח', 'דיווח על תקלה', 'إبلاغ', 'بلاغ', 'الإبلاغ', '報告', '問題を報告'],
    usage: '[what is wrong]',
    where: 'anywhere',
    answer: async (said, house) => openForm(said, house, draftOf(said.text), {}),
  },
  presses: {
    /** What was typed into the declare form comes along. */
    async [reportInsteadAction](pressed, house) {
      const { form, t } = pressed
      const refusal = refusalOf(pressed, house)
      if (refusal !== undefined) return { redraw: messageView(refusalText(refusal, t), t) }
      const held = givenJson(formSource, form?.metadata ?? '{}')
      const typed = (block: string): string => form?.answer(block) ?? ''
      const draft = {
        title: typed(declareBlocks.title),
        description: typed(declareBlocks.description),
        ...(held.source !== undefined && { message: typed(declareBlocks.message) }),
      }
      return { redraw: reportView(draft, written(held), t) }
    },
  },
  submits: { [reportForm]: handIn },
  shortcuts: {
    [reportShortcut]: async (called, house) => openForm(called, house, draftOf(''), {}),
    async [reportFromMessageShortcut](called, house) {
      const { message: source } = called
      if (source === undefined) return openForm(called, house, draftOf(''), {})
      const text = named(source.text, await namesOf(mentionedIn([source.text]), house))
      const { channel, ts, user, files } = source
      const kept = { channel, ts, files: [...files], ...(user !== undefined && { user }) }
      const draft = { ...draftOf(text.trim().split('\n')[0] ?? ''), description: '', message: clip(text, limits.input) }
      return openForm(called, house, draft, { source: kept })
    },
  },
}

/** What was typed behind the word: its first line is the title, and nothing of a long text is lost. */
const draftOf = (text: string): ReportDraft => {
  const whole = cleanLine(text)
  const title = clip(whole, limits.titleShown)
  return { title, description: title === whole ? '' : clip(text, limits.input) }
}

const openForm = (asked: Said | Called, house: House, draft: ReportDraft, held: FormSource): Answer => {
  const refusal = refusalOf(asked, house)
  return refusal === undefined ? { open: reportView(draft, written(held), asked.t) } : sayNo(refusal, asked.t)
}

/** Guests may report, whatever else they may. */
const refusalOf = ({ by: { standing } }: Asked, { guests }: House): Refusal | undefined =>
  standing === 'guest' ? undefined : refuseStanding(standing, { guests })

const answered = z
  .string()
  .transform((text) => (text === '' ? [] : text.split(',')))
  .pipe(z.array(z.enum(signs)))

async function handIn(submitted: Submitted, house: House): Promise<FormAnswer> {
  const { t, answer } = submitted
  const { source } = givenJson(formSource, submitted.metadata)
  const seen = given(answered, answer(reportBlocks.signs))
  const outcome = await house.door({
    ...wish(submitted),
    type: 'report',
    incident: incidentId(house.newId()),
    title: answer(reportBlocks.title),
    kind: kindBySigns(seen),
    description: answer(reportBlocks.description),
    language: house.defaultLanguage,
    report: { signs: seen, affected: answer(reportBlocks.affected) },
    ...(source !== undefined && { source: sourceOf(source, answer(reportBlocks.message), house) }),
  })
  if (!outcome.ok) return formNo(outcome.refusal, reportBlocks.title, t)
  return { show: messageView(reported(outcome.incident, t), t) }
}

/** What a reporter reads once it is recorded. */
export const reported = (incident: Incident, t: T): string => t('answer.reported', { incident: incidentName(incident) })
