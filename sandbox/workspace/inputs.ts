import type { Kit, Values } from './state.ts'

/** An element that a person can use, and the block it stands in. */
export interface Placed {
  block: Kit
  blockId: string
  actionId: string
  element: Kit
}

const isKit = (value: unknown): value is Kit => typeof value === 'object' && value !== null && !Array.isArray(value)

const inside = (block: Kit): unknown[] => {
  if (block['type'] === 'actions') return Array.isArray(block['elements']) ? block['elements'] : []
  return [block['accessory'], block['element']]
}

/** Every element with an action id in these blocks, from the top down. */
export const placed = (blocks: readonly Kit[]): Placed[] =>
  blocks.flatMap((block) =>
    inside(block)
      .filter(isKit)
      .filter((element) => typeof element['action_id'] === 'string')
      .map((element) => ({
        block,
        blockId: String(block['block_id'] ?? ''),
        actionId: String(element['action_id']),
        element,
      })),
  )

interface Field {
  /** What `state.values` calls the value. */
  key: string
  /** What an untouched one holds. */
  empty: unknown
  /** What the element calls its first value. */
  initial: string
}

const one = (key: string): Field => ({ key, empty: null, initial: key.replace('selected', 'initial') })
const many = (key: string): Field => ({ ...one(key), empty: [] })
const typed: Field = { key: 'value', empty: null, initial: 'initial_value' }

const fields: Record<string, Field> = {
  plain_text_input: typed,
  email_text_input: typed,
  url_text_input: typed,
  number_input: typed,
  rich_text_input: { key: 'rich_text_value', empty: null, initial: 'initial_value' },
  static_select: one('selected_option'),
  external_select: one('selected_option'),
  radio_buttons: one('selected_option'),
  checkboxes: many('selected_options'),
  multi_static_select: many('selected_options'),
  multi_external_select: many('selected_options'),
  users_select: one('selected_user'),
  multi_users_select: many('selected_users'),
  conversations_select: one('selected_conversation'),
  multi_conversations_select: many('selected_conversations'),
  channels_select: one('selected_channel'),
  multi_channels_select: many('selected_channels'),
  datepicker: one('selected_date'),
  timepicker: one('selected_time'),
  datetimepicker: one('selected_date_time'),
  file_input: { key: 'files', empty: [], initial: 'initial_files' },
}

/** How `state.values` holds what is in this element; undefined for buttons and overflow menus, which hold nothing. */
export const fieldOf = (element: Kit): Field | undefined => fields[String(element['type'])]

/** Values as they stand before anybody touches these blocks, but for what was put in `before` under the same ids. */
export const initialValues = (blocks: readonly Kit[], before: Values): Values => {
  const values: Values = {}
  for (const { blockId, actionId, element } of placed(blocks)) {
    const field = fieldOf(element)
    if (field === undefined) continue
    const kept = before[blockId]?.[actionId]
    const held = kept ?? { type: element['type'], [field.key]: element[field.initial] ?? field.empty }
    values[blockId] = { ...values[blockId], [actionId]: held }
  }
  return values
}
