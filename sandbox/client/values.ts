import type { Placed } from '../workspace/inputs.ts'
import type { Kit, User } from '../workspace/state.ts'
import { optionNamed } from './labels.ts'

/** What a test writes for a field: a text, an option's label or several, a person, a channel, a date. */
export type Entry = string | readonly string[] | number | null

/** Names to ids, for menus of people and channels. */
export interface Names {
  users: User[]
  channels: { id: string; name: string }[]
}

const userNamed = (names: Names, name: string): string => {
  const found = names.users.find((user) => user.id === name || user.name === name.replace(/^@/, '').toLowerCase())
  if (found === undefined) throw new Error(`there is nobody called ${name}`)
  return found.id
}

const channelNamed = (names: Names, name: string): string =>
  names.channels.find((channel) => channel.id === name || channel.name === name.replace(/^#/, ''))?.id ?? name

const mustOption = (element: Kit, label: string): Kit => {
  const found = optionNamed(element, label)
  if (found === undefined) throw new Error(`no option "${label}" in ${JSON.stringify(element)}`)
  return found
}

const richText = (text: string): Kit => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
})

/**
 * The value a control holds after a person has put this entry in. Throws when no such option, person or channel is
 * offered.
 */
export const valueFor = (control: Placed, entry: Entry, names: Names): unknown => {
  const { element } = control
  const type = String(element['type'])
  if (entry === null) return null
  const many = (typeof entry === 'object' ? [...entry] : [String(entry)]).filter((one) => one !== '')
  const [first] = many
  if (first === undefined) return type.startsWith('multi_') || type === 'checkboxes' ? [] : null
  switch (type) {
    case 'static_select':
    case 'radio_buttons':
    case 'overflow':
      return mustOption(element, first)
    case 'multi_static_select':
    case 'checkboxes':
      return many.map((one) => mustOption(element, one))
    case 'users_select':
      return userNamed(names, first)
    case 'multi_users_select':
      return many.map((one) => userNamed(names, one))
    case 'channels_select':
    case 'conversations_select':
      return channelNamed(names, first)
    case 'multi_channels_select':
    case 'multi_conversations_select':
      return many.map((one) => channelNamed(names, one))
    case 'datetimepicker':
      return typeof entry === 'number' ? entry : Math.floor(Date.parse(first) / 1000)
    case 'rich_text_input':
      return richText(first)
    default:
      return first
  }
}
