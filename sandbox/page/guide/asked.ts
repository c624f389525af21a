import { useEffect, useRef, useState } from 'preact/hooks'
import { Away, Refused, type Ask } from '../data/wire.ts'

/**
 * What a verb answers, asked again whenever `when` is another: at once, but never twice at a time, so that a storm of
 * changes costs no more than one question after another. Undefined until the first answer. `put` takes an answer that came
 * by another way.
 */
export const useAsked = <Answer>(
  ask: Ask,
  verb: string,
  request: object,
  when: unknown,
): readonly [answer: Answer | undefined, put: (answer: Answer) => void] => {
  const [answer, put] = useState<Answer>()
  const now = useRef({ isAsking: false, isStale: false, isGone: false, request })
  now.current.request = request
  const key = JSON.stringify(request)
  useEffect(() => {
    const round = now.current
    round.isGone = false
    const again = async (): Promise<void> => {
      if (round.isAsking) {
        round.isStale = true
        return
      }
      round.isAsking = true
      do {
        round.isStale = false
        // oxlint-disable-next-line no-await-in-loop -- one after another is the point
        const found = await ask<Answer>(verb, round.request).catch(silentWhileAway)
        if (found !== undefined && !round.isGone) put(() => found)
      } while (round.isStale && !round.isGone)
      round.isAsking = false
    }
    void again()
  }, [ask, verb, key, when])
  useEffect(() => () => void (now.current.isGone = true), [])
  return [answer, put]
}

/** That the server is away, or being started anew, the page says for all of us. */
const silentWhileAway = (error: unknown): undefined => {
  if (error instanceof Away || error instanceof Refused) return undefined
  throw error
}
