import { z } from 'zod'

/*
 * What comes over a Socket Mode connection (docs.slack.dev/apis/events-api/using-socket-mode). Fields that we do not
 * use are not looked at: Slack adds to them at will.
 */
const hello = z.object({ type: z.literal('hello') })
const disconnect = z.object({ type: z.literal('disconnect'), reason: z.string().default('unknown') })
const envelope = z.object({
  envelope_id: z.string(),
  type: z.string(),
  payload: z.record(z.string(), z.unknown()).default({}),
  retry_attempt: z.number().optional(),
  retry_reason: z.string().optional(),
})

/** A payload of Slack's in its envelope; to be acknowledged by `id` over the connection that it came by. */
export type Envelope = {
  readonly id: string
  readonly body: Record<string, unknown>
  /** Which retry this is, from 1, and why; absent the first time. */
  readonly retryNum: number | undefined
  readonly retryReason: string | undefined
}

/** What one text frame says. */
export type Frame =
  | { readonly type: 'hello' }
  /** Slack is about to end the connection: `warning`, `refresh_requested`, `too_many_websockets`, `link_disabled`. */
  | { readonly type: 'farewell'; readonly reason: string }
  | { readonly type: 'envelope'; readonly envelope: Envelope }

/** Reads one text frame; undefined for what Slack has not told anybody about, and for what is no JSON. */
export const frameIn = (text: string): Frame | undefined => {
  const data = json(text)
  if (hello.safeParse(data).success) return { type: 'hello' }
  const farewell = disconnect.safeParse(data)
  if (farewell.success) return { type: 'farewell', reason: farewell.data.reason }
  const { success, data: found } = envelope.safeParse(data)
  if (!success) return undefined
  const { envelope_id: id, payload: body, retry_attempt: retryNum, retry_reason: retryReason } = found
  return { type: 'envelope', envelope: { id, body, retryNum, retryReason } }
}

/** The acknowledgement of an envelope. `answer`: what Bolt acknowledges with: nothing, a text, or an object. */
export const ackOf = (id: string, answer: unknown): string => {
  const payload = typeof answer === 'string' ? { text: answer } : (answer ?? {})
  return JSON.stringify({ envelope_id: id, payload })
}

const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    // What is no JSON is no frame: an answer, not a failure.
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
