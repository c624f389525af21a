import type { Kit, Names } from '../seen.ts'
import { readPlain } from './mrkdwn.ts'
import { wordsInLine } from './passages.ts'
import { isKit, kitsOf, kitIn, listOf, stringOf } from './reading.ts'

/** Something that a menu offers or holds. */
export type Choice = {
  /** Tells it from the others: an option's value, a person's id. */
  readonly key: string
  readonly label: string
  readonly description: string
  /** What the app hears when it is chosen. */
  readonly value: unknown
}

/** Choices under a heading; '' for those that have none. */
export type ChoiceGroup = { readonly label: string; readonly choices: readonly Choice[] }

/** The options of a menu with fixed ones, or of what an app answered to a suggestion. */
export const choicesOfOptions = (held: Kit): ChoiceGroup[] => {
  const groups = kitsOf(held['option_groups']).map((group) => ({
    label: plainWords(group['label']),
    choices: kitsOf(group['options']).map(choiceOfOption),
  }))
  const loose = kitsOf(held['options']).map(choiceOfOption)
  return loose.length === 0 ? groups : [{ label: '', choices: loose }, ...groups]
}

/** Whom or what a menu of people or conversations offers, as its filter has it. */
export const choicesOfNames = (element: Kit, names: Names): ChoiceGroup[] => {
  const type = stringOf(element['type']).replace(/^multi_/, '')
  const people = names.people().map(({ id, name }) => choiceOfId(id, `@${name}`))
  if (type === 'users_select') return [{ label: '', choices: people }]
  const filter = kitIn(element, 'filter')
  const included = type === 'channels_select' ? ['public'] : listOf(filter['include'])
  const channels = names
    .channels()
    .filter(({ kind }) => included.length === 0 || included.includes(kind))
    .map(({ id, name, kind }) => choiceOfId(id, kind === 'im' ? `@${name}` : `#${name}`))
  return [{ label: '', choices: channels }]
}

/** A choice for what a menu holds: an option as it is, an id by its name. */
export const choiceOfValue = (value: unknown, names: Names): Choice => {
  if (isKit(value)) return choiceOfOption(value)
  const id = stringOf(value)
  const person = names.person(id)
  if (person !== undefined) return choiceOfId(id, `@${person}`)
  const channel = names.channel(id)
  return choiceOfId(id, channel === undefined ? id : `#${channel}`)
}

const choiceOfId = (id: string, label: string): Choice => ({ key: id, label, description: '', value: id })

const choiceOfOption = (option: Kit): Choice => ({
  key: stringOf(option['value']),
  label: plainWords(option['text']),
  description: plainWords(option['description']),
  value: option,
})

/** Groups with what contains the words typed, whatever their case; groups of which nothing is left are left out. */
export const narrowed = (groups: readonly ChoiceGroup[], typed: string): ChoiceGroup[] => {
  const sought = folded(typed.trim())
  return groups
    .map((group) => ({
      ...group,
      choices: group.choices.filter((choice) => folded(`${choice.label} ${choice.description}`).includes(sought)),
    }))
    .filter(({ choices }) => choices.length > 0)
}

const folded = (words: string): string => words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** A plain_text object as one string, emoji as glyphs. */
export const plainWords = (held: unknown): string =>
  isKit(held)
    ? readPlain(stringOf(held['text']), held['emoji'] !== false)
        .map(wordsInLine)
        .join(' ')
    : stringOf(held)
