import type { ModalView } from '@slack/types'
import type { Incident } from '../../../domain/incident.ts'
import type { T } from '../../../text/text.ts'
import { aboutIncident, form, textField } from './fields.ts'

export const resolveForm = 'resolve'
export const resolveBlocks = {
  fix: 'resolve-fix',
  verified: 'resolve-verified',
  canReturn: 'resolve-can-return',
  thanks: 'resolve-thanks',
} as const

/**
 * Asks what the postmortem will want to know, while it is fresh; only the first answer is needed. `fix`: what was typed
 * already.
 */
export const resolveView = (incident: Incident, fix: string, t: T): ModalView =>
  form(
    {
      callback: resolveForm,
      title: t('form.resolve.form-title'),
      submit: t('form.resolve.form-submit'),
      metadata: incident.id,
      blocks: [
        textField({ block: resolveBlocks.fix, label: t('form.resolve.fix-label'), initial: fix, lines: 'many' }),
        textField({
          block: resolveBlocks.verified,
          label: t('form.resolve.verified-label'),
          lines: 'many',
          optional: true,
        }),
        textField({
          block: resolveBlocks.canReturn,
          label: t('form.resolve.can-return-label'),
          lines: 'many',
          optional: true,
        }),
        textField({ block: resolveBlocks.thanks, label: t('form.resolve.thanks-label'), optional: true }),
        aboutIncident(incident, t),
      ],
    },
    t,
  )
