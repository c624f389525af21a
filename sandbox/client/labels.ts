import { placed } from '../workspace/inputs.ts'
import type { Placed } from '../workspace/inputs.ts'
import type { Kit } from '../workspace/state.ts'

const isKit = (value: unknown): value is Kit => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The words of a text object, or of a plain string. */
export const wordsOf = (value: unknown): string => {
  if (typeof value === 'string') return value
  return isKit(value) && typeof value['text'] === 'string' ? value['text'] : ''
}

/** Labels match without regard to case, surrounding space, emoji codes and mark-up around them. */
const bare = (label: string): string =>
  label
    .replace(/:[a-z0-9_+-]+:/g, '')
    .replace(/[*_`\u200E\u200F\u2066-\u2069]|\uFE0F|\p{Extended_Pictographic}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()

/** True when what is shown reads as this label. */
export const reads = (shown: string, label: string): boolean =>
  shown === label || (bare(shown) !== '' && bare(shown) === bare(label))

/** The options of a menu, groups opened. */
const optionsOf = (element: Kit): Kit[] => {
  const groups = Array.isArray(element['option_groups']) ? element['option_groups'].filter(isKit) : []
  const lists = [element['options'], ...groups.map((group) => group['options'])]
  return lists.flatMap((list) => (Array.isArray(list) ? list.filter(isKit) : []))
}

/** The option with this text (or value) of a menu. */
export const optionNamed = (element: Kit, label: string): Kit | undefined => {
  const options = optionsOf(element)
  return options.find((one) => reads(wordsOf(one['text']), label)) ?? options.find((one) => one['value'] === label)
}

/** What is written on or beside a control: its own text, its block's label, its placeholder, its section's text. */
export const labelsOf = (control: Placed): string[] => {
  const { element, block } = control
  const section = block['type'] === 'section' ? [wordsOf(block['text'])] : []
  return [
    wordsOf(element['text']),
    wordsOf(block['label']),
    wordsOf(element['placeholder']),
    wordsOf(element['accessibility_label']),
    ...section,
  ].filter((words) => words !== '')
}

/** The control with this label. */
export const controlNamed = (blocks: readonly Kit[], label: string): Placed | undefined =>
  placed(blocks).find((control) => labelsOf(control).some((words) => reads(words, label)))

/** A button with this label, or a menu that offers it, with the option to choose. */
export const pressable = (
  blocks: readonly Kit[],
  label: string,
): { control: Placed; option: Kit | undefined } | undefined => {
  const controls = placed(blocks)
  const button = controls.find(
    (one) => one.element['type'] === 'button' && labelsOf(one).some((words) => reads(words, label)),
  )
  if (button !== undefined) return { control: button, option: undefined }
  for (const control of controls) {
    const option = ['overflow', 'static_select', 'radio_buttons'].includes(String(control.element['type']))
      ? optionNamed(control.element, label)
      : undefined
    if (option !== undefined) return { control, option }
  }
  return undefined
}

/** Every label a person could press or choose here, for a message that says what there is instead. */
export const allLabels = (blocks: readonly Kit[]): string[] =>
  placed(blocks).flatMap((control) => [
    ...labelsOf(control).slice(0, 1),
    ...optionsOf(control.element).map((one) => wordsOf(one['text'])),
  ])
