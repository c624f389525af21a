import { type Check, flag, shape, string, typed, word } from './shape.ts'
import { limits } from './limits.ts'

/**
 * A `plain_text` object of 1 to `max` characters.
 * https://docs.slack.dev/reference/block-kit/composition-objects/text-object
 */
export function plainText(max: number): Check {
  return typed({ plain_text: shape({ type: word('plain_text'), text: string({ max }) }, { emoji: flag }) })
}

/** A `plain_text` or `mrkdwn` object of 1 to `max` characters. */
export function anyText(max: number = limits.text): Check {
  return typed({
    plain_text: plainText(max),
    mrkdwn: shape({ type: word('mrkdwn'), text: string({ max }) }, { verbatim: flag }),
  })
}
