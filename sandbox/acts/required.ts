import { fieldOf, placed } from '../workspace/inputs.ts'
import type { View } from '../workspace/state.ts'

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** What Slack's client itself objects to before the app hears of a submit, by block id. */
export const complaints = (view: View): Record<string, string> => {
  const found: Record<string, string> = {}
  for (const { block, blockId, actionId, element } of placed(view.blocks)) {
    const field = fieldOf(element)
    if (block['type'] !== 'input' || field === undefined) continue
    const value = view.values[blockId]?.[actionId]?.[field.key]
    const [min, max] = [element['min_length'], element['max_length']]
    if (isEmpty(value)) {
      if (block['optional'] !== true) found[blockId] = 'Please complete this required field.'
    } else if (typeof value === 'string') {
      if (typeof max === 'number' && value.length > max) found[blockId] = `Must be at most ${max} characters.`
      if (typeof min === 'number' && value.length < min) found[blockId] = `Must be at least ${min} characters.`
    }
  }
  return found
}
