import { charactersIn, checkMessage } from '../block-kit/check.ts'
import { Refusal, refusalWith } from '../refusal.ts'

/** Characters a message's blocks may hold in all before Slack refuses them. */
const maxBlockCharacters = 13_000

/**
 * Refuses a message as chat.* do: nothing said, text or blocks too long, blocks that break Block Kit's rules (with the
 * reasons). `maxText` is 40,000 for a new message and 4,000 for a change (methods/chat.update).
 */
export const checkSize = (
  message: { text?: string | undefined; blocks?: unknown[] | undefined },
  maxText: number,
): void => {
  const { text, blocks } = message
  if ((text === undefined || text === '') && (blocks === undefined || blocks.length === 0)) throw new Refusal('no_text')
  if (text !== undefined && text.length > maxText) throw new Refusal('msg_too_long')
  const reasons = checkMessage({ ...(text === undefined ? {} : { text }), ...(blocks === undefined ? {} : { blocks }) })
  if (reasons.length > 0) throw refusalWith('invalid_blocks', reasons)
  if (blocks !== undefined && charactersIn(blocks) > maxBlockCharacters) throw new Refusal('msg_blocks_too_long')
}
