import { setImmediate as turn } from 'node:timers/promises'
import type { Parts } from '../parts.ts'
import type { Channel, User } from '../workspace/state.ts'
import { say } from './speech.ts'

/** Much to be said at once; `atOnce` events at most wait for their ack. */
export interface Saying {
  channels: readonly Channel[]
  texts: readonly string[]
  atOnce: number
}

/** Says one text after another, in one channel after another; resolves with the ms until every event had its ack. */
export const sayMany = async (parts: Parts, user: User, saying: Saying): Promise<{ ms: number }> => {
  const { channels, texts, atOnce } = saying
  const from = performance.now()
  for (const [nth, text] of texts.entries()) {
    while (parts.delivery.unanswered >= atOnce) await turn()
    const channel = channels[nth % channels.length]
    if (channel !== undefined) say(parts, user, channel, { text })
  }
  while (parts.delivery.unanswered > 0) await turn()
  return { ms: performance.now() - from }
}
