import { Agent, errors, request } from 'undici'
import type { Outlet } from '../app/destinations.ts'
import { Failure, neverLeft } from '../app/failure.ts'
import type { Clock } from '../app/ports.ts'
import { letterOf } from './letter.ts'
import type { WebhookTarget } from './targets.ts'

/** A receiver that takes longer has other troubles; the lease of an outbox row outlasts it. */
const answerWithinMs = 10_000
/** In bytes. What a receiver says besides its status is nobody's business. */
const answerLimit = 16 * 1024
/** Nobody is waited for longer than this on their own word. */
const longestWaitMs = 10 * 60_000

/** Sends public updates to one receiver: signed, under a fixed delivery id, to that very address and no other. */
export const webhookOutlet = (target: WebhookTarget, { clock, withinMs = answerWithinMs }: Parts): Outlet => {
  // Connections of its own: none is kept open between updates, which are hours apart.
  const dispatcher = new Agent({ connect: { timeout: withinMs }, pipelining: 0 })
  return {
    to: `webhook/${target.id}`,
    async publish(publishing) {
      const { headers, body } = letterOf(publishing, target.secret, clock.now())
      const answer = await request(target.url.reveal(), {
        method: 'POST',
        headers,
        body,
        dispatcher,
        signal: AbortSignal.timeout(withinMs),
      }).catch((error: unknown) => {
        throw unanswered(error)
      })
      // Its status has told all: an answer that breaks off, or never ends, changes nothing.
      await answer.body
        .dump({ limit: answerLimit, signal: AbortSignal.timeout(withinMs) })
        .catch(() => answer.body.destroy())
      const failure = failureOf(answer.statusCode, answer.headers['retry-after'])
      if (failure !== undefined) throw failure
      return {}
    },
  }
}

type Parts = {
  readonly clock: Clock
  /** Ms in which a receiver must answer. */
  readonly withinMs?: number
}

const unanswered = (error: unknown): Failure => {
  const isTimeout = error instanceof Error && error.name === 'TimeoutError'
  const code = isTimeout ? 'timeout' : codeOf(error)
  return new Failure(code ?? 'network', { kind: 'again', uncertain: code === undefined || !neverLeft.has(code) }, error)
}

const codeOf = (error: unknown): string | undefined => {
  if (error instanceof errors.UndiciError) return error.code
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/**
 * What an answer means. A redirect is not followed: where it leads is not what was set up, and a signed update goes
 * nowhere else. What a receiver refuses (4xx) stays refused until somebody mends it and presses *Try again*.
 */
const failureOf = (status: number, retryAfter: string | string[] | undefined): Failure | undefined => {
  if (status >= 200 && status < 300) return undefined
  const code = `http_${status}`
  if (status === 429 || status === 503) {
    const inMs = waitIn(retryAfter)
    if (inMs !== undefined) return new Failure(code, { kind: 'wait', inMs })
  }
  const isPassing = status >= 500 || status === 408 || status === 425 || status === 429
  return new Failure(code, isPassing ? { kind: 'again', uncertain: status >= 500 } : { kind: 'never' })
}

const waitIn = (retryAfter: string | string[] | undefined): number | undefined => {
  const seconds = typeof retryAfter === 'string' && /^\d+$/.test(retryAfter) ? Number(retryAfter) : undefined
  return seconds === undefined ? undefined : Math.min(longestWaitMs, Math.max(1, seconds) * 1000)
}
