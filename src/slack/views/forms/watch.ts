import type { InputBlock, ModalView } from '@slack/types'
import type { Incident } from '../../../domain/incident.ts'
import { type Watch, watchExitLimit, watchLengths, watchTemplate } from '../../../domain/watch.ts'
import type { T } from '../../../text/text.ts'
import { limits } from '../../limits.ts'
import { escape, plain } from '../../mrkdwn.ts'
import { actions, context, option, section } from '../message.ts'
import { watchEndButtons, watchItemWord } from '../watch.ts'
import { kindWord } from '../words.ts'
import { aboutIncident, choiceField, form, kindLine, textField } from './fields.ts'

/** The form's callback_id. */
export const startWatchForm = 'watch-start'
export const checklistForm = 'watch-checklist-form'
export const watchBlocks = { length: 'watch-length', exit: 'watch-exit', done: 'watch-done' } as const

/** Asks how long, and when operation is controlled; shows the checklist that comes with this kind of incident. */
export const startWatchView = (incident: Incident, t: T): ModalView =>
  form(
    {
      callback: startWatchForm,
      title: t('form.watch.form-title'),
      submit: t('form.watch.form-submit'),
      metadata: incident.id,
      blocks: [
        choiceField({
          block: watchBlocks.length,
          label: t('form.watch.length-label'),
          options: watchLengths.map((length) => option(t(`form.watch.length-${length}`), length)),
          chosen: 'three-days',
        }),
        textField({
          block: watchBlocks.exit,
          label: t('form.watch.exit-label'),
          initial: t('watch.exit-default'),
          lines: 'many',
          max: watchExitLimit,
          optional: true,
        }),
        section([
          t('form.watch.items', { kind: kindWord(incident.kind, t) }),
          ...watchTemplate(incident.kind).map((item) => `• ${watchItemWord(item, t)}`),
        ]),
        context([kindLine(incident, t)]),
        aboutIncident(incident, t),
      ].filter((block) => block !== undefined),
    },
    t,
  )

/** The checklist of a watch that goes on, with what ends it. */
export const checklistView = (incident: Incident, watch: Watch, t: T): ModalView =>
  form(
    {
      callback: checklistForm,
      title: t('form.watch.form-title'),
      submit: t('form.watch.save-submit'),
      metadata: incident.id,
      blocks: [
        doneField(watch, t),
        context([watch.exit === '' ? undefined : t('watch.exit-shown', { exit: escape(watch.exit) })]),
        actions(watchEndButtons(incident, t)),
        aboutIncident(incident, t),
      ].filter((block) => block !== undefined),
    },
    t,
  )

/** At most ten options: https://docs.slack.dev/reference/block-kit/block-elements/checkboxes-element */
const doneField = ({ items }: Watch, t: T): InputBlock => {
  const shown = items.map(({ item, ticked }) => ({ ticked, option: option(watchItemWord(item, t), item) }))
  const ticked = shown.filter((one) => one.ticked !== undefined).map((one) => one.option)
  return {
    type: 'input',
    block_id: watchBlocks.done,
    label: plain(t('form.watch.done-label'), limits.label),
    optional: true,
    element: {
      type: 'checkboxes',
      action_id: watchBlocks.done,
      options: shown.map((one) => one.option),
      ...(ticked.length > 0 && { initial_options: ticked }),
    },
  }
}
