import { isObject, list } from './shape.ts'
import { blockOn } from './block.ts'
import { checkIdentity } from './identity.ts'
import { limits } from './limits.ts'
import { place } from './place.ts'
import { view } from './view.ts'

/**
 * What Slack would object to in a message's `text` and `blocks`; empty when it would post it. Each reason is in the
 * form of Slack's `response_metadata.messages`: `must be less than 3001 characters [json-pointer:/blocks/0/text/text]`.
 * The length of `text` and the sum over all blocks have error codes of their own (`msg_too_long`,
 * `msg_blocks_too_long`): see `charactersIn`.
 */
export function checkMessage(payload: { text?: string; blocks?: unknown[] }): string[] {
  const reasons: string[] = []
  const at = place(reasons)
  const { text = '', blocks = [] } = payload
  if (blocks.length === 0) {
    if (text === '') at.say('no_text: must provide text or blocks')
    return reasons
  }
  const here = at.into('blocks')
  list(blockOn('message'), { max: limits.blocks.message })(blocks, here)
  checkIdentity(blocks, here)
  const markdown = blocks.map((block) => (isObject(block) && block['type'] === 'markdown' ? charactersIn(block) : 0))
  if (markdown.reduce((sum, one) => sum + one, 0) > limits.markdown) {
    here.say(`markdown blocks must hold less than ${limits.markdown + 1} characters together`)
  }
  return reasons
}

/**
 * What Slack would object to in a view (`type` modal or home); empty when it would open it. Reasons as in
 * `checkMessage`.
 */
export function checkView(candidate: unknown): string[] {
  const reasons: string[] = []
  view(candidate, place(reasons))
  return reasons
}

/** The characters (UTF-16 units) in every `text` string inside blocks: what Slack weighs for `msg_blocks_too_long`. */
export function charactersIn(held: unknown): number {
  if (Array.isArray(held)) return held.reduce((sum: number, one) => sum + charactersIn(one), 0)
  if (!isObject(held)) return 0
  return Object.entries(held).reduce(
    (sum, [name, value]) => sum + (name === 'text' && typeof value === 'string' ? value.length : charactersIn(value)),
    0,
  )
}
