import type { ContextBlock, InputBlock, ModalView, PlainTextOption } from '@slack/types'
import type { Incident } from '../../../domain/incident.ts'
import type { T } from '../../../text/text.ts'
import { limits } from '../../limits.ts'
import { clip, escape, mrkdwn, plain } from '../../mrkdwn.ts'
import { option } from '../message.ts'
import { incidentName, kindWord } from '../words.ts'

type Field = { readonly block: string; readonly label: string; readonly optional?: boolean }

/** A field to type in; `initial` stands in it already, cut to what it may hold. */
export const textField = (
  field: Field & {
    readonly initial?: string | undefined
    readonly placeholder?: string
    readonly max?: number
    readonly lines?: 'one' | 'many'
  },
): InputBlock => {
  const max = field.max ?? limits.input
  return {
    ...outline(field),
    element: {
      type: 'plain_text_input',
      action_id: field.block,
      multiline: field.lines === 'many',
      max_length: max,
      ...(field.initial !== undefined && field.initial !== '' && { initial_value: clip(field.initial, max) }),
      ...(field.placeholder !== undefined && { placeholder: plain(field.placeholder, limits.placeholder) }),
    },
  }
}

/** A field to choose one of a few in; `chosen` is a value of the options, or none of them. */
export const choiceField = (
  field: Field & { readonly options: readonly PlainTextOption[]; readonly chosen: string },
): InputBlock => {
  const initial = field.options.find(({ value }) => value === field.chosen)
  return {
    ...outline(field),
    element: {
      type: 'static_select',
      action_id: field.block,
      options: [...field.options],
      ...(initial !== undefined && { initial_option: initial }),
    },
  }
}

/** A field to choose any number of a list in; `chosen` are values of the options. */
export const choicesField = (
  field: Field & {
    readonly options: readonly PlainTextOption[]
    readonly chosen: readonly string[]
    readonly placeholder: string
  },
): InputBlock => {
  const initial = field.options.filter(({ value }) => value !== undefined && field.chosen.includes(value))
  return {
    ...outline(field),
    element: {
      type: 'multi_static_select',
      action_id: field.block,
      placeholder: plain(field.placeholder, limits.placeholder),
      options: [...field.options],
      ...(initial.length > 0 && { initial_options: initial }),
    },
  }
}

/** A field to choose a person in. */
export const personField = (
  field: Field & { readonly placeholder: string; readonly initial?: string | undefined },
): InputBlock => ({
  ...outline(field),
  element: {
    type: 'users_select',
    action_id: field.block,
    placeholder: plain(field.placeholder, limits.placeholder),
    ...(field.initial !== undefined && { initial_user: field.initial }),
  },
})

/** A field to choose any number of channels in, public ones and private ones that the reader is in; `chosen` are ids. */
export const channelsField = (
  field: Field & { readonly placeholder: string; readonly chosen: readonly string[] },
): InputBlock => ({
  ...outline(field),
  element: {
    type: 'multi_conversations_select',
    action_id: field.block,
    placeholder: plain(field.placeholder, limits.placeholder),
    filter: { include: ['public', 'private'] },
    max_selected_items: channelsAtMost,
    ...(field.chosen.length > 0 && { initial_conversations: field.chosen.slice(0, channelsAtMost) }),
  },
})

/** More are a mistake: each gets a message of its own. */
const channelsAtMost = 20

const outline = ({ block, label, optional = false }: Field) => ({
  type: 'input' as const,
  block_id: block,
  label: plain(label, limits.label),
  optional,
})

/** Which incident a form is about: "INC-42 · Checkout is down". */
export const aboutIncident = (incident: Incident, t: T): ContextBlock => ({
  type: 'context',
  elements: [
    mrkdwn(t('form.about', { incident: incidentName(incident), title: escape(incident.title, limits.titleShown) })),
  ],
})

/** Of what kind an incident is, where that decides something, and how it is changed. */
export const kindLine = (incident: Incident, t: T): string =>
  t('form.kind-elsewhere', { kind: kindWord(incident.kind, t), command: '/incident impact' })

/** An incident in a menu: plain text, which an option is cut to, so the number comes first. */
export const incidentOption = (
  { id, number, title }: Pick<Incident, 'id' | 'number' | 'title'>,
  t: T,
): PlainTextOption => option(t('form.about', { incident: incidentName(number), title }), id)

/** A form. `metadata` comes back with the answers; it is opaque (an incident's id) and looked up, never trusted. */
export const form = (
  parts: {
    readonly callback: string
    readonly title: string
    readonly submit: string
    readonly metadata: string
    readonly blocks: ModalView['blocks']
  },
  t: T,
): ModalView => ({
  type: 'modal',
  callback_id: parts.callback,
  private_metadata: parts.metadata,
  title: plain(parts.title, limits.formTitle),
  submit: plain(parts.submit, limits.formTitle),
  close: plain(t('form.form-close'), limits.formTitle),
  blocks: parts.blocks,
})
