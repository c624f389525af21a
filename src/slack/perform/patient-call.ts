import { setTimeout as pause } from 'node:timers/promises'
import { Failure } from '../../app/failure.ts'
import { pacedCode, type Call } from '../call.ts'

/**
 * The calls of one effect, which may ask the same several times: the pages of a history, or a look and the look before a
 * post is repeated. Put off at its second question, it would come again for one place, spend it on its first, and so for
 * ever. So what follows a first call of a method waits here for its place; up to `until` (ms of `performance.now()`),
 * the moment by which calls must begin.
 */
export const patientCall = (call: Call, until: number): Call => {
  const asked = new Set<string>()
  return async (method, args, shape) => {
    for (;;) {
      try {
        const came = await call(method, args, shape)
        asked.add(method)
        return came
      } catch (error) {
        const waitMs = asked.has(method) ? untilItsPlace(error) : undefined
        if (waitMs === undefined || performance.now() + waitMs > until) throw error
        // A process that goes hands its rows back: this must not keep it.
        await pause(waitMs, undefined, { ref: false })
      }
    }
  }
}

const untilItsPlace = (error: unknown): number | undefined =>
  error instanceof Failure && error.code === pacedCode && error.how.kind === 'wait' ? error.how.inMs : undefined
