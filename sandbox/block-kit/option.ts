import { type Check, all, isObject, list, shape, string, url } from './shape.ts'
import { anyText, plainText } from './text-object.ts'
import { limits } from './limits.ts'

const value = string({ max: limits.optionValue })
const description = plainText(limits.option)

/**
 * An option of a menu: plain text only. https://docs.slack.dev/reference/block-kit/composition-objects/option-object
 */
export const menuOption = shape({ text: plainText(limits.option), value }, { description })

/** An option of radio buttons or checkboxes: its text and description may be mrkdwn. */
export const choiceOption = shape({ text: anyText(limits.option), value }, { description: anyText(limits.option) })

/** An option of an overflow menu: the only one that may carry a URL. */
export const overflowOption = shape({ text: plainText(limits.option), value }, { description, url: url(limits.url) })

/** A titled group of menu options. */
export const optionGroup = shape({
  label: plainText(limits.groupLabel),
  options: list(menuOption, { max: limits.options }),
})

/** Slack refuses an initial choice that is not among the options, and two options of one value. */
export const optionsAgree: Check = all(
  (element, at) => {
    const seen = new Set<unknown>()
    for (const held of optionValues(element)) {
      if (seen.has(held)) at.say(`option value "${String(held)}" appears more than once`)
      seen.add(held)
    }
  },
  (element, at) => {
    if (!isObject(element)) return
    const offered = new Set(optionValues(element))
    for (const one of [element['initial_option'], ...asList(element['initial_options'])]) {
      if (isObject(one) && !offered.has(one['value'])) {
        at.say(`initial option "${String(one['value'])}" does not match any of the options`)
      }
    }
  },
)

function optionValues(element: unknown): unknown[] {
  if (!isObject(element)) return []
  const grouped = asList(element['option_groups']).flatMap((group) => (isObject(group) ? asList(group['options']) : []))
  return [...asList(element['options']), ...grouped].flatMap((option) => (isObject(option) ? [option['value']] : []))
}

function asList(held: unknown): unknown[] {
  return Array.isArray(held) ? held : []
}
