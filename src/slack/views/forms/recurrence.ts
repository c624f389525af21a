import type { ModalView } from '@slack/types'
import type { Incident } from '../../../domain/incident.ts'
import type { T } from '../../../text/text.ts'
import { limits } from '../../limits.ts'
import type { Listed } from '../list.ts'
import { actions, button, context } from '../message.ts'
import { aboutIncident, choiceField, form, incidentOption, kindLine } from './fields.ts'

/** The form's callback_id. */
export const recurrenceForm = 'recurrence'
export const recurrenceBlock = 'recurrence-of'

/** *Not the same trouble*, in the form; its value is the incident's id. */
export const unlinkRecurrenceAction = 'recurrence-off'

/**
 * Asks which resolved incident has come back. What is known stands there already, else `likely`. `resolved` is not
 * empty.
 */
export const recurrenceView = (
  incident: Incident,
  resolved: readonly Listed[],
  likely: Listed | undefined,
  t: T,
): ModalView => {
  const known = incident.recurrence?.of
  return form(
    {
      callback: recurrenceForm,
      title: t('form.recurrence.form-title'),
      submit: t('form.recurrence.form-submit'),
      metadata: incident.id,
      blocks: [
        aboutIncident(incident, t),
        choiceField({
          block: recurrenceBlock,
          label: t('form.recurrence.of-label'),
          options: resolved.slice(0, limits.options).map((one) => incidentOption(one, t)),
          chosen: known?.incident ?? likely?.id ?? '',
        }),
        known && actions([button(t('form.recurrence.off-button'), unlinkRecurrenceAction, incident.id)]),
        context([t('form.recurrence.what-follows'), kindLine(incident, t)]),
      ].filter((block) => block !== undefined),
    },
    t,
  )
}
