/**
 * Is this a promise that Slack's Socket Mode client (3.1.0) rejects with nobody listening? Two are known: an
 * `app_rate_limited` event, in which it reads the type of an inner event that is not there (mended in 3.1.1), and a
 * reconnect that fails, from a timer whose promise it drops (node-slack-sdk#2656, mended in 3.2.0); when the socket
 * closes during such a reconnect the reason is undefined, which nothing else rejects with. They must not end the bot.
 */
export function isSocketModeRejection(reason: unknown): boolean {
  if (reason === undefined) return true
  return reason instanceof Error && /^\s+at .*\bSocketModeClient\./m.test(reason.stack ?? '')
}
