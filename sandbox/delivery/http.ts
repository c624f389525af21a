import { createHmac } from 'node:crypto'
import { patience } from './kinds.ts'
import type { Ack, Parcel, Transport } from './kinds.ts'

/** Where signed HTTP goes. */
export interface Target {
  url: string
  signingSecret: string
}

const body = (parcel: Parcel): { text: string; type: string } => {
  if (parcel.kind === 'events_api') return { text: JSON.stringify(parcel.payload), type: 'application/json' }
  const form = new URLSearchParams()
  if (parcel.kind === 'interactive') form.set('payload', JSON.stringify(parcel.payload))
  else for (const [key, value] of Object.entries(parcel.payload)) form.set(key, String(value))
  return { text: form.toString(), type: 'application/x-www-form-urlencoded' }
}

const answer = (text: string): unknown => {
  if (!text.trimStart().startsWith('{')) return text === '' ? undefined : text
  return JSON.parse(text)
}

const failure = (status: number): { error: string; reason: string } => ({
  error: status >= 500 ? 'http_service_error' : 'http_client_error',
  reason: 'http_error',
})

/** Signs and sends payloads as Slack does (docs.slack.dev/authentication/verifying-requests-from-slack). */
export class HttpTransport implements Transport {
  readonly target: Target
  readonly #clock: () => number

  constructor(target: Target, clock: () => number) {
    this.target = target
    this.#clock = clock
  }

  ready(): boolean {
    return true
  }

  async send(parcel: Parcel): Promise<Ack> {
    const started = performance.now()
    const { text, type } = body(parcel)
    const timestamp = String(Math.floor(this.#clock() / 1000))
    const signature = createHmac('sha256', this.target.signingSecret).update(`v0:${timestamp}:${text}`).digest('hex')
    const ms = (): number => performance.now() - started
    const losing = new AbortController()
    const timer = patience(() => losing.abort(new DOMException('Slack waits no longer', 'TimeoutError')))
    try {
      const response = await fetch(this.target.url, {
        method: 'POST',
        // A Buffer, because a string body makes fetch put a charset behind the type, which Bolt does not take.
        body: Buffer.from(text),
        headers: {
          'content-type': type,
          'x-slack-signature': `v0=${signature}`,
          'x-slack-request-timestamp': timestamp,
          ...(parcel.attempt === 0
            ? {}
            : {
                'x-slack-retry-num': String(parcel.attempt),
                'x-slack-retry-reason': parcel.reason ?? 'unknown_error',
              }),
        },
        signal: losing.signal,
      })
      const received = await response.text()
      if (response.ok) return { ok: true, body: answer(received), ms: ms() }
      return {
        ok: false,
        ...failure(response.status),
        status: response.status,
        ms: ms(),
        stop: response.headers.get('x-slack-no-retry') === '1',
      }
    } catch (error) {
      const late = error instanceof Error && error.name === 'TimeoutError'
      if (late) return { ok: false, error: 'operation_timeout', reason: 'http_timeout', ms: ms() }
      return { ok: false, error: 'dispatch_failed', reason: 'connection_failed', ms: ms() }
    } finally {
      clearTimeout(timer)
    }
  }
}
