import type { App } from '@slack/bolt'
import { DatabaseAway, type Log } from '../../app/ports.ts'
import type { Envelope } from './frames.ts'

/**
 * Hands an envelope to Bolt as its own receivers do, and sends Bolt's acknowledgement, once. Never rejects: what cannot
 * be taken stays un-acked, and Slack delivers events again.
 */
export const processing = async (
  app: App | undefined,
  log: Log,
  { id, body, retryNum, retryReason }: Envelope,
  send: (answer: unknown) => boolean,
): Promise<void> => {
  let acked = false
  const ack = async (answer?: unknown): Promise<void> => {
    if (acked) return
    acked = true
    if (send(answer)) return
    // What it acknowledges is committed: an event that comes again is known by its id, and the rest stands in Slack.
    log.warn({ event: 'ack-lost', envelope: id }, 'The socket was gone before Slack had this acknowledgement')
  }
  const retry = { ...(retryNum !== undefined && { retryNum }), ...(retryReason !== undefined && { retryReason }) }
  try {
    await app?.processEvent({ body, ack, ...retry })
  } catch (error) {
    // The database has said so in the log itself, once for all that comes meanwhile.
    if (error instanceof DatabaseAway) return
    const facts = { event: 'envelope-not-taken', envelope: id, error: String(error) }
    log.error(facts, 'It could not be taken; Slack delivers events again')
  }
}
