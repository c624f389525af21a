import {
  type Check,
  type Fields,
  all,
  flag,
  list,
  oneOf,
  shape,
  string,
  typed,
  url,
  whole,
  word,
  written,
} from './shape.ts'
import { anyText, plainText } from './text-object.ts'
import { choiceOption, menuOption, optionGroup, optionsAgree, overflowOption } from './option.ts'
import { limits } from './limits.ts'
import { richTextValue } from './rich-text.ts'

const confirm = shape(
  {
    title: plainText(limits.confirmTitle),
    text: anyText(limits.confirmText),
    confirm: plainText(limits.confirmButton),
    deny: plainText(limits.confirmButton),
  },
  { style: word('primary', 'danger') },
)
const id = string()
const placeholder = plainText(limits.placeholder)
const date = written(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'YYYY-MM-DD')
const time = written(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:mm')
const numeral = written(/^-?\d+(\.\d+)?$/, 'number')
const dispatch_action_config = shape(
  {},
  { trigger_actions_on: list(word('on_enter_pressed', 'on_character_entered'), { max: 2 }) },
)
const filter = shape(
  {},
  {
    include: list(word('im', 'mpim', 'private', 'public'), { max: 4 }),
    exclude_external_shared_channels: flag,
    exclude_bot_users: flag,
  },
)

function element(type: string, required: Fields, optional: Fields = {}): Check {
  return shape({ type: word(type), ...required }, { action_id: string({ max: limits.actionId }), ...optional })
}

const image = all(
  shape(
    { type: word('image'), alt_text: string({ max: limits.altText }) },
    { image_url: url(limits.url, ['http:', 'https:']), slack_file: shape({}, { id, url: url(limits.url) }) },
  ),
  oneOf('image_url', 'slack_file'),
)

const look = {
  style: word('primary', 'danger'),
  accessibility_label: string({ max: limits.accessibilityLabel }),
  confirm,
}
const picker = { placeholder, confirm, focus_on_load: flag }
const conversationMenu = { filter, default_to_current_conversation: flag }
const typing = { placeholder, focus_on_load: flag, dispatch_action_config }
const several = { max_selected_items: whole(1, 100) }
const offers: Fields = {
  options: list(menuOption, { max: limits.options }),
  option_groups: list(optionGroup, { max: limits.optionGroups }),
}
const oneSource = oneOf('options', 'option_groups')
const choices = list(choiceOption, { max: limits.choices })

const buttons: Fields = {
  button: element(
    'button',
    { text: plainText(limits.button) },
    { ...look, value: string({ min: 0, max: limits.buttonValue }), url: url(limits.url) },
  ),
  workflow_button: element(
    'workflow_button',
    {
      text: plainText(limits.button),
      workflow: shape({
        trigger: shape({ url: url(limits.url) }, { customizable_input_parameters: list(() => undefined) }),
      }),
    },
    look,
  ),
  overflow: all(
    element('overflow', { options: list(overflowOption, { max: limits.overflow }) }, { confirm }),
    optionsAgree,
  ),
}

const menus: Fields = {
  static_select: all(
    element('static_select', {}, { ...picker, ...offers, initial_option: menuOption }),
    oneSource,
    optionsAgree,
  ),
  external_select: element(
    'external_select',
    {},
    { ...picker, min_query_length: whole(0, 100), initial_option: menuOption },
  ),
  users_select: element('users_select', {}, { ...picker, initial_user: id }),
  channels_select: element('channels_select', {}, { ...picker, initial_channel: id, response_url_enabled: flag }),
  conversations_select: element(
    'conversations_select',
    {},
    {
      ...picker,
      ...conversationMenu,
      initial_conversation: id,
      response_url_enabled: flag,
    },
  ),
  multi_static_select: all(
    element('multi_static_select', {}, { ...picker, ...several, ...offers, initial_options: list(menuOption) }),
    oneSource,
    optionsAgree,
  ),
  multi_external_select: element(
    'multi_external_select',
    {},
    {
      ...picker,
      ...several,
      min_query_length: whole(0, 100),
      initial_options: list(menuOption),
    },
  ),
  multi_users_select: element('multi_users_select', {}, { ...picker, ...several, initial_users: list(id) }),
  multi_channels_select: element('multi_channels_select', {}, { ...picker, ...several, initial_channels: list(id) }),
  multi_conversations_select: element(
    'multi_conversations_select',
    {},
    {
      ...picker,
      ...several,
      ...conversationMenu,
      initial_conversations: list(id),
    },
  ),
}

const chosen: Fields = {
  radio_buttons: all(
    element('radio_buttons', { options: choices }, { confirm, focus_on_load: flag, initial_option: choiceOption }),
    optionsAgree,
  ),
  checkboxes: all(
    element('checkboxes', { options: choices }, { confirm, focus_on_load: flag, initial_options: list(choiceOption) }),
    optionsAgree,
  ),
}

const datepicker = element('datepicker', {}, { ...picker, initial_date: date })
const timepicker = element('timepicker', {}, { ...picker, initial_time: time, timezone: string() })
// Slack wants ten digits: seconds, not milliseconds.
const datetimepicker = element(
  'datetimepicker',
  {},
  {
    confirm,
    focus_on_load: flag,
    initial_date_time: whole(1_000_000_000, 9_999_999_999),
  },
)
const rich_text_input = element(
  'rich_text_input',
  {},
  {
    ...typing,
    initial_value: richTextValue,
    min_lines: whole(1, 100),
    max_lines: whole(1, 100),
  },
)

const fieldsToType: Fields = {
  plain_text_input: element(
    'plain_text_input',
    {},
    {
      ...typing,
      initial_value: string({ min: 0, max: limits.inputLength }),
      multiline: flag,
      min_length: whole(0, limits.inputLength),
      max_length: whole(1, limits.inputLength),
    },
  ),
  number_input: element(
    'number_input',
    { is_decimal_allowed: flag },
    {
      ...typing,
      initial_value: numeral,
      min_value: numeral,
      max_value: numeral,
    },
  ),
  email_text_input: element('email_text_input', {}, { ...typing, initial_value: string() }),
  url_text_input: element('url_text_input', {}, { ...typing, initial_value: string() }),
}

/** What may stand beside a section's text. https://docs.slack.dev/reference/block-kit/blocks/section-block */
export const accessory = typed({ ...buttons, ...menus, ...chosen, datepicker, timepicker, image })

/** What an actions block may hold. https://docs.slack.dev/reference/block-kit/blocks/actions-block */
export const actionsElement = typed({
  ...buttons,
  ...menus,
  ...chosen,
  datepicker,
  timepicker,
  datetimepicker,
  rich_text_input,
})

/** What a context block may hold. https://docs.slack.dev/reference/block-kit/blocks/context-block */
export const contextElement: Check = (value, at) => {
  const held = typeof value === 'object' && value !== null && 'type' in value && value.type === 'image'
  return held ? image(value, at) : anyText()(value, at)
}

/**
 * What an input block may ask with; files only in a modal.
 * https://docs.slack.dev/reference/block-kit/blocks/input-block
 */
export function inputElement(surface: 'message' | 'modal' | 'home'): Check {
  const file_input = element('file_input', {}, { filetypes: list(string()), max_files: whole(1, limits.files) })
  const asked = { ...menus, ...chosen, ...fieldsToType, datepicker, timepicker, datetimepicker, rich_text_input }
  return typed(surface === 'modal' ? { ...asked, file_input } : asked)
}
