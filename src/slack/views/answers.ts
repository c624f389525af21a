import type { Button, ModalView } from '@slack/types'
import type { Incident } from '../../domain/incident.ts'
import { type ResolutionQuestion, unansweredOf } from '../../domain/resolution.ts'
import type { T } from '../../text/text.ts'
import { aboutIncident, form } from './forms/fields.ts'
import { messageView } from './forms/message.ts'
import { questionFields } from './forms/resolve.ts'
import { button } from './message.ts'
import { incidentName } from './words.ts'

/** *Answer*; its value is the incident's id. */
export const answerAction = 'resolve-answer'
export const answersForm = 'resolve-answers'

/** Opens the form with what is not answered yet. */
export const answerButton = (incident: Pick<Incident, 'id'>, t: T): Button =>
  button(t('answers.button'), answerAction, incident.id)

/** What nobody has answered since it was resolved, in a line; undefined where all is answered. */
export const questionsLine = (questions: readonly ResolutionQuestion[], t: T): string | undefined =>
  questions.length === 0
    ? undefined
    : t('answers.open', { questions: t.list(questions.map((question) => t(`answers.${question}`))) })

/** Asks what the resolve form asked and nobody answered. */
export const answersView = (incident: Incident, t: T): ModalView => {
  const open = unansweredOf(incident)
  if (open.length === 0) return messageView(t('answers.all', { incident: incidentName(incident) }), t)
  return form(
    {
      callback: answersForm,
      title: t('answers.form-title'),
      submit: t('answers.button'),
      metadata: incident.id,
      blocks: [...open.flatMap((question) => questionFields(question, t)), aboutIncident(incident, t)],
    },
    t,
  )
}
