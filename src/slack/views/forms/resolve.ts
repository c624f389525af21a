import type { InputBlock, ModalView } from '@slack/types'
import type { Incident } from '../../../domain/incident.ts'
import { type OpenPoint, openPointsOf } from '../../../domain/open-points.ts'
import { reconciliations, type ResolutionQuestion, resolutionQuestions } from '../../../domain/resolution.ts'
import type { T } from '../../../text/text.ts'
import { escape } from '../../mrkdwn.ts'
import { changesLine } from '../card-particulars.ts'
import { context, option } from '../message.ts'
import { aboutIncident, choiceField, form, personField, textField } from './fields.ts'

/** The form's callback_id, and the block_ids of its fields. */
export const resolveForm = 'resolve'
export const resolveBlocks = {
  fix: 'resolve-fix',
  verified: 'resolve-verified',
  verifiedBy: 'resolve-verified-by',
  reconciles: 'resolve-reconciles',
  canReturn: 'resolve-can-return',
  prevention: 'resolve-prevention',
  customers: 'resolve-customers',
  thanks: 'resolve-thanks',
} as const

/** One line on a phone. */
const brief = 100

/**
 * Asks what the postmortem will want to know, while it is fresh; only the first answer is needed. What is still open is
 * shown and forbids nothing. `fix`: what was typed already.
 */
export const resolveView = (incident: Incident, fix: string, t: T): ModalView =>
  form(
    {
      callback: resolveForm,
      title: t('form.resolve.form-title'),
      submit: t('form.resolve.form-submit'),
      metadata: incident.id,
      blocks: [
        ...stillOpen(incident, t),
        textField({ block: resolveBlocks.fix, label: t('form.resolve.fix-label'), initial: fix, lines: 'many' }),
        ...resolutionQuestions.flatMap((question) => questionFields(question, t)),
        textField({ block: resolveBlocks.thanks, label: t('form.resolve.thanks-label'), optional: true }),
        aboutIncident(incident, t),
      ],
    },
    t,
  )

/** The fields in which one question is answered; each may be left for later. */
export const questionFields = (question: ResolutionQuestion, t: T): InputBlock[] => {
  switch (question) {
    case 'verified':
      return [
        mayTell(resolveBlocks.verified, t('form.resolve.verified-label')),
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
      return [mayTell(resolveBlocks.canReturn, t('form.resolve.can-return-label'))]
    case 'prevention':
      return [mayTell(resolveBlocks.prevention, t('form.resolve.prevention-label'))]
    case 'customers-told':
      return [mayTell(resolveBlocks.customers, t('form.resolve.customers-label'))]
  }
}

const mayTell = (block: string, label: string) => textField({ block, label, lines: 'many', optional: true })

/** Above the questions, in small print: production changes that are in place, and points that nobody has answered. */
const stillOpen = (incident: Incident, t: T) => {
  const points = openPointsOf(incident).map((point) => pointWord(point, incident, t))
  const open = points.length === 0 ? undefined : t('form.resolve.open-points', { points: t.list(points) })
  const shown = context([...changesLine(incident, t), open])
  return shown === undefined ? [] : [shown]
}

const pointWord = (point: OpenPoint, { vendor }: Incident, t: T): string =>
  point === 'vendor'
    ? t('form.resolve.point-vendor', { vendor: escape(vendor?.name ?? '', brief) })
    : t(`form.resolve.point-${point}`)
