import type { ModalView } from '@slack/types'
import { updateEvery } from '../../../domain/cadence.ts'
import type { Incident } from '../../../domain/incident.ts'
import type { T } from '../../../text/text.ts'
import { option } from '../message.ts'
import { severityWord } from '../words.ts'
import { aboutIncident, choiceField, form, textField } from './fields.ts'

/** The form's callback_id, and the block_ids of its fields. */
export const updateForm = 'post-update'
export const updateBlocks = { text: 'update-text', next: 'update-next' } as const

/** The choice that leaves the wait to the severity; the others are milliseconds. */
export const usualWait = 'usual'
const minute = 60_000
const waits = [15, 30, 60, 120, 240, 1440].map((minutes) => minutes * minute)

/** Asks what is known, and when people hear more. */
export const updateView = (incident: Incident, t: T): ModalView => {
  const usual = t('form.update.usual-option', {
    duration: t.duration(updateEvery(incident.severity)),
    severity: severityWord(incident.severity, t),
  })
  return form(
    {
      callback: updateForm,
      title: t('form.update.form-title'),
      submit: t('form.update.form-submit'),
      metadata: incident.id,
      blocks: [
        textField({
          block: updateBlocks.text,
          label: t('form.update.text-label'),
          placeholder: t('form.update.text-placeholder'),
          lines: 'many',
        }),
        choiceField({
          block: updateBlocks.next,
          label: t('form.update.next-label'),
          options: [option(usual, usualWait), ...waits.map((wait) => option(t.duration(wait), String(wait)))],
          chosen: usualWait,
        }),
        aboutIncident(incident, t),
      ],
    },
    t,
  )
}
