import type { ModalView } from '@slack/types'
import type { Incident } from '../../../domain/incident.ts'
import type { T } from '../../../text/text.ts'
import { limits } from '../../limits.ts'
import { aboutIncident, form, textField } from './fields.ts'

/** The form's callback_id. */
export const renameForm = 'rename'
export const renameBlock = 'rename-title'

/** Asks for another title; the present one stands in it. */
export const renameView = (incident: Incident, t: T): ModalView =>
  form(
    {
      callback: renameForm,
      title: t('form.rename.form-title'),
      submit: t('form.rename.form-submit'),
      metadata: incident.id,
      blocks: [
        textField({
          block: renameBlock,
          label: t('form.rename.title-label'),
          initial: incident.title,
          max: limits.titleShown,
        }),
        aboutIncident(incident, t),
      ],
    },
    t,
  )

/** The form's callback_id. */
export const cancelForm = 'cancel'
export const reopenForm = 'reopen'
export const whyBlock = 'why'

/** Asks why it is no incident; it may be left empty. */
export const cancelView = (incident: Incident, t: T): ModalView => whyView('cancel', cancelForm, incident, t)

/** Asks why it is open again; it may be left empty. */
export const reopenView = (incident: Incident, t: T): ModalView => whyView('reopen', reopenForm, incident, t)

const whyView = (what: 'cancel' | 'reopen', callback: string, incident: Incident, t: T): ModalView =>
  form(
    {
      callback,
      title: t(`form.${what}.form-title`),
      submit: t(`form.${what}.form-submit`),
      metadata: incident.id,
      blocks: [
        textField({ block: whyBlock, label: t(`form.${what}.why-label`), lines: 'many', optional: true }),
        aboutIncident(incident, t),
      ],
    },
    t,
  )
