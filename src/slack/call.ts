import type { WebClient } from '@slack/web-api'
import type { z } from 'zod'
import { Failure } from '../app/failure.ts'
import type { Meter } from '../app/measure.ts'
import { failureOf } from './failures.ts'
import { pauseKey, type Pace } from './pace.ts'

/**
 * One Slack method, called once: paced, bounded in time, its answer parsed, its failure classified. Throws `Failure`.
 * `args` are Slack's own names; objects in them are sent as JSON.
 */
export type Call = <Answer extends z.ZodType>(
  method: string,
  args: Readonly<Record<string, unknown>>,
  answer: Answer,
) => Promise<z.infer<Answer>>

/** The code of what our own pace holds back: Slack has not been asked. */
export const pacedCode = 'paced'

/** A `Retry-After` is told to `onWait` by its `pauseKey`, so that other replicas honour it too. */
export const startCalling =
  (client: WebClient, pace: Pace, onWait: (key: string, inMs: number) => void): Call =>
  async (method, args, answer) => {
    const channel = typeof args['channel'] === 'string' ? args['channel'] : undefined
    const wait = await pace.take(method, channel)
    if (wait > 0) throw new Failure(pacedCode, { kind: 'wait', inMs: wait })
    try {
      return answer.parse(await client.apiCall(method, args))
    } catch (error) {
      const failure = failureOf(error, channel)
      if (failure instanceof Failure && failure.how.kind === 'wait') {
        pace.refused(method, channel, failure.how.inMs)
        onWait(pauseKey(method, channel), failure.how.inMs)
      }
      throw failure
    }
  }

/** A way of calling Slack that measures what Slack refuses. What our own pace holds back never reached it. */
export const measuredCall =
  (call: Call, meter: Meter): Call =>
  (method, args, answer) =>
    call(method, args, answer).catch((error: unknown) => {
      if (error instanceof Failure && error.code !== pacedCode) {
        meter({ what: 'slack-refused', method, code: error.code })
      }
      throw error
    })
