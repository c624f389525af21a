import type { ModalView } from '@slack/types'
import type { Incident } from '../../../domain/incident.ts'
import type { T } from '../../../text/text.ts'
import { aboutIncident, form, personField, textField } from './fields.ts'

/** The form's callback_id, and the block_ids of its fields. */
export const followUpForm = 'add-follow-up'
export const followUpBlocks = { text: 'follow-up-text', owner: 'follow-up-owner' } as const

/** Asks what is to be done once the incident is over, and by whom. */
export const followUpView = (incident: Incident, t: T): ModalView =>
  form(
    {
      callback: followUpForm,
      title: t('form.follow-up.form-title'),
      submit: t('form.follow-up.form-submit'),
      metadata: incident.id,
      blocks: [
        textField({ block: followUpBlocks.text, label: t('form.follow-up.text-label'), lines: 'many' }),
        personField({
          block: followUpBlocks.owner,
          label: t('form.follow-up.owner-label'),
          placeholder: t('form.follow-up.owner-placeholder'),
          optional: true,
        }),
        aboutIncident(incident, t),
      ],
    },
    t,
  )
