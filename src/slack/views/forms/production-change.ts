import type { KnownBlock, ModalView } from '@slack/types'
import type { Incident } from '../../../domain/incident.ts'
import type { UserId } from '../../../domain/ids.ts'
import { changeTextLimit, type NumberedChange, numberedChanges } from '../../../domain/production-changes.ts'
import type { T } from '../../../text/text.ts'
import { limits } from '../../limits.ts'
import { escape, mention, plain } from '../../mrkdwn.ts'
import { actions, button, context, section } from '../message.ts'
import { recorded } from '../moments.ts'
import { aboutIncident, form, personField, textField } from './fields.ts'

/** The form's callback_id, and the block_ids of its fields. */
export const changeForm = 'production-change'
export const changeBlocks = {
  text: 'change-text',
  by: 'change-by',
  when: 'change-when',
  undo: 'change-undo',
} as const

/** *Record a change*, in the list; its value is the incident's id. */
export const recordChangeAction = 'change-record'
/** How many changes the list shows: with their facts they stay under the 100 blocks of a view. */
const changesShown = 30
/** *Mark as undone*, one for each change that is shown; its value is `changeValue`. */
export const undoChangeActions: readonly string[] = Array.from(
  { length: changesShown },
  (_, index) => `change-undo-${index}`,
)

/** What *Mark as undone* carries: the incident and the change, parted by a colon. */
export const changeValue = (incident: Incident, change: NumberedChange): string => `${incident.id}:${change.id}`

/** Asks what was changed in production, by whom, when, and how to undo it; only the first is needed. */
export const changeView = (
  incident: Incident,
  { text, by, metadata }: { readonly text: string; readonly by: UserId; readonly metadata: string },
  t: T,
): ModalView =>
  form(
    {
      callback: changeForm,
      title: t('form.change.form-title'),
      submit: t('form.change.form-submit'),
      metadata,
      blocks: [
        textField({
          block: changeBlocks.text,
          label: t('form.change.text-label'),
          initial: text,
          lines: 'many',
          max: changeTextLimit,
        }),
        textField({
          block: changeBlocks.undo,
          label: t('form.change.undo-label'),
          lines: 'many',
          max: changeTextLimit,
          optional: true,
        }),
        textField({
          block: changeBlocks.when,
          label: t('form.change.when-label'),
          placeholder: t('form.change.when-placeholder'),
          max: 60,
          optional: true,
        }),
        personField({
          block: changeBlocks.by,
          label: t('form.change.by-label'),
          placeholder: t('form.change.by-placeholder'),
          initial: by,
          optional: true,
        }),
        aboutIncident(incident, t),
      ],
    },
    t,
  )

/** What was changed in production, the newest last, each with *Mark as undone* while it is in place. */
export const changesView = (incident: Incident, t: T): ModalView => {
  const all = numberedChanges(incident)
  const shown = all.slice(-changesShown)
  const left = all.length - shown.length
  return {
    type: 'modal',
    private_metadata: incident.id,
    title: plain(t('changes.form-title'), limits.formTitle),
    close: plain(t('form.form-close'), limits.formTitle),
    blocks: [
      all.length === 0 ? section([t('changes.none')]) : undefined,
      left > 0 ? context([t('changes.more', { count: left })]) : undefined,
      ...shown.flatMap((change, index) => changeBlocksOf(incident, change, index, t)),
      actions([button(t('changes.record-button'), recordChangeAction, incident.id)]),
      aboutIncident(incident, t),
    ].filter((block) => block !== undefined),
  }
}

const changeBlocksOf = (incident: Incident, change: NumberedChange, index: number, t: T): KnownBlock[] => {
  const { number, text, by, at, undo, undone } = change
  const action = undoChangeActions[index]
  const line = t('changes.line', { number, text: escape(text, limits.text - 100) })
  return [
    section(
      [line],
      undone === undefined && action !== undefined
        ? button(t('changes.undone-button'), action, changeValue(incident, change))
        : undefined,
    ),
    context([
      t('changes.made', { by: mention(by), at: recorded(at, t) }),
      undo === '' ? undefined : t('changes.undo', { undo: escape(undo, limits.text - 500) }),
      undone && t('changes.undone', { by: mention(undone.by), at: recorded(undone.at, t) }),
    ]),
  ].filter((block) => block !== undefined)
}
