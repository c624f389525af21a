import type { Button, ModalView } from '@slack/types'
import type { Incident } from '../../domain/incident.ts'
import { reconciliations, type ResolutionQuestion, unansweredOf } from '../../domain/resolution.ts'
import type { T } from '../../text/text.ts'
import { aboutIncident, choiceField, form, personField, textField } from './forms/fields.ts'
import { messageView } from './forms/message.ts'
import { resolveBlocks } from './forms/resolve.ts'
import { button, option } from './message.ts'
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
      blocks: [...open.flatMap((question) => fieldsOf(question, t)), aboutIncident(incident, t)],
    },
    t,
  )
}

const told = (block: string, label: string) => textField({ block, label, lines: 'many', optional: true })

const fieldsOf = (question: ResolutionQuestion, t: T) => {
  switch (question) {
    case 'verified':
      return [
        told(resolveBlocks.verified, t('form.resolve.verified-label')),
        personField({
          block: resolveBlocks.verifiedBy,
          label: t('form.resolve.verified-by-label'),
          placeholder: t('form.change.by-placeholder'),
          optional: true,
        }),
      ]
    case 'reconciles':
      return [
        choiceField({
          block: resolveBlocks.reconciles,
          label: t('form.resolve.reconciles-label'),
          options: reconciliations.map((answer) => option(t(`form.resolve.reconciles-${answer}`), answer)),
          chosen: '',
          optional: true,
        }),
      ]
    case 'can-return':
      return [told(resolveBlocks.canReturn, t('form.resolve.can-return-label'))]
    case 'prevention':
      return [told(resolveBlocks.prevention, t('form.resolve.prevention-label'))]
    case 'customers-told':
      return [told(resolveBlocks.customers, t('form.resolve.customers-label'))]
  }
}
