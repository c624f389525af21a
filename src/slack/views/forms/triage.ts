import type { InputBlock, KnownBlock, ModalView } from '@slack/types'
import { type Incident, severities } from '../../../domain/incident.ts'
import { type Sign, proposedSeverity, signs } from '../../../domain/triage.ts'
import type { T } from '../../../text/text.ts'
import { limits } from '../../limits.ts'
import { plain } from '../../mrkdwn.ts'
import type { Listed } from '../list.ts'
import { context, option, section } from '../message.ts'
import { affectedLine, descriptionLine, proposalLines } from '../triage.ts'
import { severityWord } from '../words.ts'
import { aboutIncident, choiceField, form, incidentOption, textField } from './fields.ts'

/** The form's callback_id, and the block_ids of its fields. */
export const reportForm = 'report'
export const reportBlocks = {
  title: 'report-title',
  signs: 'report-signs',
  affected: 'report-affected',
  description: 'report-description',
  message: 'report-message',
} as const

/** What stands in the form at first. */
export type ReportDraft = {
  readonly title: string
  readonly description: string
  /** The text of the message that it is reported from; undefined for none. */
  readonly message?: string
}

/** Who is affected is said in a line or two. */
const affectedLength = 500

/** Asks what is wrong and the four plain questions; how bad that is, somebody else decides. */
export const reportView = (draft: ReportDraft, metadata: string, t: T): ModalView =>
  form(
    {
      callback: reportForm,
      title: t('form.report.form-title'),
      submit: t('form.report.form-submit'),
      metadata,
      blocks: [
        ...present(context([t('form.report.intro')])),
        textField({
          block: reportBlocks.title,
          label: t('form.report.title-label'),
          placeholder: t('form.report.title-placeholder'),
          initial: draft.title,
          max: limits.titleShown,
        }),
        signsField(t),
        textField({
          block: reportBlocks.affected,
          label: t('form.report.affected-label'),
          max: affectedLength,
          optional: true,
        }),
        ...(draft.message === undefined
          ? []
          : [
              textField({
                block: reportBlocks.message,
                label: t('form.declare.message-label'),
                initial: draft.message,
                lines: 'many',
                optional: true,
              }),
            ]),
        textField({
          block: reportBlocks.description,
          label: t('form.report.description-label'),
          initial: draft.description,
          lines: 'many',
          optional: true,
        }),
      ],
    },
    t,
  )

/** https://docs.slack.dev/reference/block-kit/block-elements/checkboxes-element (at most ten options) */
const signsField = (t: T): InputBlock => ({
  type: 'input',
  block_id: reportBlocks.signs,
  label: plain(t('form.report.signs-label'), limits.label),
  optional: true,
  element: {
    type: 'checkboxes',
    action_id: reportBlocks.signs,
    options: signs.map((sign: Sign) => option(t(`sign.${sign}`), sign)),
  },
})

/** The form's callback_id. */
export const acceptForm = 'accept-report'
export const acceptBlock = 'accept-severity'

/** Asks how bad it is; what Stanch proposes stands there already, with its reason. */
export const acceptView = (incident: Incident, t: T): ModalView => {
  const seen = incident.triage?.report?.signs
  return form(
    {
      callback: acceptForm,
      title: t('form.accept.form-title'),
      submit: t('form.accept.form-submit'),
      metadata: incident.id,
      blocks: [
        aboutIncident(incident, t),
        ...present(section([descriptionLine(incident), affectedLine(incident, t), ...proposalLines(incident, t)])),
        choiceField({
          block: acceptBlock,
          label: t('form.accept.severity-label'),
          options: severities.map((severity) =>
            option(severityWord(severity, t), severity, t(`severity.${severity}-description`)),
          ),
          chosen: seen === undefined ? incident.severity : proposedSeverity(seen),
        }),
      ],
    },
    t,
  )
}

/** The form's callback_id, and the block_ids of its fields. */
export const declineForm = 'decline-report'
export const declineBlocks = { why: 'decline-why', pointer: 'decline-pointer' } as const
const pointerLength = 300

/** Asks why, for the reporter, and where it belongs; `pointer` stands there already. */
export const declineView = (incident: Incident, pointer: string | undefined, t: T): ModalView =>
  form(
    {
      callback: declineForm,
      title: t('form.decline.form-title'),
      submit: t('form.decline.form-submit'),
      metadata: incident.id,
      blocks: [
        aboutIncident(incident, t),
        textField({ block: declineBlocks.why, label: t('form.decline.why-label'), lines: 'many' }),
        textField({
          block: declineBlocks.pointer,
          label: t('form.decline.pointer-label'),
          placeholder: t('form.decline.pointer-placeholder'),
          initial: pointer,
          max: pointerLength,
          optional: true,
        }),
      ],
    },
    t,
  )

/** The form's callback_id, and the block_ids of its fields. */
export const mergeForm = 'merge'
export const mergeBlocks = { into: 'merge-into', why: 'merge-why' } as const

/** Asks which of the open incidents is kept; `likely`, one of them, is chosen already. `others` is not empty. */
export const mergeView = (incident: Incident, others: readonly Listed[], likely: Listed | undefined, t: T): ModalView =>
  form(
    {
      callback: mergeForm,
      title: t('form.merge.form-title'),
      submit: t('form.merge.form-submit'),
      metadata: incident.id,
      blocks: [
        aboutIncident(incident, t),
        choiceField({
          block: mergeBlocks.into,
          label: t('form.merge.into-label'),
          options: others.slice(0, limits.options).map((other) => incidentOption(other, t)),
          chosen: likely?.id ?? '',
        }),
        textField({ block: mergeBlocks.why, label: t('form.merge.why-label'), lines: 'many', optional: true }),
        ...present(context([t('form.merge.what-follows')])),
      ],
    },
    t,
  )

const present = (block: KnownBlock | undefined): KnownBlock[] => (block === undefined ? [] : [block])
