import type { FollowAnswer } from '../answers.ts'
import { type Ask, Away, Refused } from './wire.ts'

/** How long the server may let a question wait, in ms; it answers at once when something changes. */
const longMs = 25_000
/** So much may come together before it is asked again, in ms. */
const gatherMs = 40
/** A window in the background asks seldom: a browser keeps six connections for all windows together. In ms. */
const restMs = 2000
/** Between attempts while the server is away, in ms: quick at first, then patient. */
const away = { first: 300, longest: 3000 }

/** What to follow, and who wants to hear. */
type Following = {
  readonly ask: Ask
  who(): string
  channel(): string | undefined
  hear(answer: FollowAnswer): void
  /** The server did not answer; it is asked again until it does. */
  away(): void
  /** Whoever is acted as is not in this workspace. */
  nobody(): void
}

const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })

/** Keeps asking what has changed, and says so, until it is stopped. */
export const follow = ({ ask, who, channel, hear, away: isAway, nobody: isNobody }: Following) => {
  let since = { epoch: '', version: 0 }
  let turn = new AbortController()
  let isStopped = false
  /** What somebody has just come to is wanted at once, not with the next change. */
  let isNewHere = true

  const askOnce = async (signal: AbortSignal): Promise<void> => {
    const isBehind = document.visibilityState === 'hidden'
    const request = {
      user: who(),
      channel: channel(),
      epoch: since.epoch,
      since: since.version,
      timeoutMs: isBehind || isNewHere ? 0 : longMs,
    }
    const answer = await ask<FollowAnswer>('follow', request, signal)
    if (signal.aborted) return
    since = { epoch: answer.epoch, version: answer.version }
    isNewHere = false
    hear(answer)
    await wait(isBehind ? restMs : gatherMs, signal)
  }

  const run = async (): Promise<void> => {
    let pause = away.first
    while (!isStopped) {
      const { signal } = turn
      try {
        await askOnce(signal)
        pause = away.first
      } catch (error) {
        if (signal.aborted) continue
        if (error instanceof Refused) isNobody()
        else if (error instanceof Away) isAway()
        else throw error
        await wait(pause, signal)
        pause = Math.min(pause * 2, away.longest)
      }
    }
  }
  void run()

  const restart = (): void => {
    isNewHere = true
    turn.abort()
    turn = new AbortController()
  }
  const onSight = (): void => {
    if (document.visibilityState === 'visible') restart()
  }
  document.addEventListener('visibilitychange', onSight)

  return {
    /** Asks again at once: for another channel. */
    restart,
    /** Begins from nothing: for another person. */
    forget() {
      since = { epoch: '', version: 0 }
      restart()
    },
    stop() {
      isStopped = true
      document.removeEventListener('visibilitychange', onSight)
      turn.abort()
    },
  }
}
