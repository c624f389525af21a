import type { KnownBlock, ModalView } from '@slack/types'
import { type Kind, type Severity, kinds, severities } from '../../../domain/incident.ts'
import type { Service } from '../../../domain/services.ts'
import type { T } from '../../../text/text.ts'
import { limits } from '../../limits.ts'
import { actionsNamed, alikeBlocks } from '../alike.ts'
import type { Listed } from '../list.ts'
import { button, option, section } from '../message.ts'
import { kindWord, severityWord } from '../words.ts'
import { choiceField, form, textField } from './fields.ts'
import { servicesField } from './impact.ts'

/** The form's callback_id, and the block_ids of its fields. */
export const declareForm = 'declare'
export const declareBlocks = {
  title: 'declare-title',
  severity: 'declare-severity',
  kind: 'declare-kind',
  description: 'declare-description',
  services: 'declare-services',
  message: 'declare-message',
} as const

/** *Report it instead*, in the form, for whoever is not sure. */
export const reportInsteadAction = 'report-instead'

/** *It is this one: join it*, in the form: nothing has been declared yet. Their values are the other incidents' ids. */
export const joinInsteadActions = actionsNamed('join-instead')

/** What stands in the form: sensible values at first, what was typed after that. */
export type DeclareDraft = {
  readonly title: string
  readonly severity: Severity
  readonly kind: Kind
  readonly description: string
  /** What can be named as hurt, and what is (parted by commas); undefined where there is no list. */
  readonly services?: { readonly listed: readonly Service[]; readonly chosen: string }
  /** The text of the message it is declared from, that everyone in the channel will read; undefined for none. */
  readonly message?: string
}

/** Asks what must be known first. `alike`: open incidents with such a title, shown before another is declared. */
export const declareView = (draft: DeclareDraft, metadata: string, t: T, alike: readonly Listed[] = []): ModalView =>
  form(
    {
      callback: declareForm,
      title: t('form.declare.form-title'),
      submit: t(alike.length === 0 ? 'form.declare.form-submit' : 'form.declare.anyway-form-submit'),
      metadata,
      blocks: [...alikeIn(alike, t), ...fields(draft, t), ...unsure(t)],
    },
    t,
  )

const alikeIn = (alike: readonly Listed[], t: T): KnownBlock[] => {
  const heading = section([t('form.declare.alike')])
  if (alike.length === 0 || heading === undefined) return []
  return [heading, ...alikeBlocks(alike, t('form.declare.join-button'), joinInsteadActions, (line) => line.id, t)]
}

const unsure = (t: T): KnownBlock[] => {
  const offer = section(
    [t('form.declare.unsure')],
    button(t('form.declare.report-button'), reportInsteadAction, 'report'),
  )
  return offer === undefined ? [] : [offer]
}

const fields = (draft: DeclareDraft, t: T): KnownBlock[] => [
  textField({
    block: declareBlocks.title,
    label: t('form.declare.title-label'),
    placeholder: t('form.declare.title-placeholder'),
    initial: draft.title,
    max: limits.titleShown,
  }),
  choiceField({
    block: declareBlocks.severity,
    label: t('form.declare.severity-label'),
    options: severities.map((severity) =>
      option(severityWord(severity, t), severity, t(`severity.${severity}-description`)),
    ),
    chosen: draft.severity,
  }),
  ...(draft.message === undefined
    ? []
    : [
        textField({
          block: declareBlocks.message,
          label: t('form.declare.message-label'),
          initial: draft.message,
          lines: 'many',
          optional: true,
        }),
      ]),
  textField({
    block: declareBlocks.description,
    label: t('form.declare.description-label'),
    placeholder: t('form.declare.description-placeholder'),
    initial: draft.description,
    lines: 'many',
    optional: true,
  }),
  ...(draft.services === undefined
    ? []
    : [
        servicesField(
          declareBlocks.services,
          t('form.declare.services-label'),
          draft.services.chosen,
          draft.services.listed,
          t,
        ),
      ]),
  choiceField({
    block: declareBlocks.kind,
    label: t('form.declare.kind-label'),
    options: kinds.map((kind) => option(kindWord(kind, t), kind)),
    chosen: draft.kind,
    optional: true,
  }),
]
