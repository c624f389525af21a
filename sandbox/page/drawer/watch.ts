import { useEffect, useRef, useState } from 'preact/hooks'
import { type Ask, Away } from '../data/wire.ts'
import { cleared, type Lines, noLines, runningIn, withTraffic } from './lines.ts'
import type { Armed, Traffic } from './traffic.ts'

/** How often an open drawer looks, in ms: often enough to watch, seldom enough to cost nothing. */
const lookEveryMs = 700
/** How many rows one look may bring: a storm's rest is only counted. */
const perLook = 300

/** Does one thing to the workspace, by a verb of its control API, and looks at once what is armed now. */
export type Act = (verb: string, request?: object) => void

/** What the drawer shows, as fresh as the last look. */
export type Watched = {
  readonly lines: Lines
  readonly armed: Armed | undefined
  readonly clear: () => void
  readonly act: Act
}

/** Watches for as long as the drawer is there and the window can be seen; the traffic only while it is not paused. */
export const useWatched = (ask: Ask, isPaused: boolean): Watched => {
  const [lines, setLines] = useState<Lines>(noLines)
  const [armed, setArmed] = useState<Armed>()
  const held = useRef(lines)
  held.current = lines

  const lookArmed = async (): Promise<void> => setArmed(await ask<Armed>('armed'))
  useEffect(() => {
    let isGone = false
    let timer: number | undefined
    const look = async (): Promise<void> => {
      const { seen } = held.current
      const request = { seen, running: runningIn(held.current), limit: perLook }
      const traffic = isPaused ? undefined : await ask<Traffic>('traffic', request)
      if (isGone) return
      if (traffic !== undefined && traffic.rows.length > 0) setLines((before) => withTraffic(before, traffic))
      await lookArmed()
    }
    const round = async (): Promise<void> => {
      if (!document.hidden) {
        await look().catch((error: unknown) => {
          // While the server is away there is nothing to see; the page says so.
          if (!(error instanceof Away)) throw error
        })
      }
      if (!isGone) timer = setTimeout(() => void round(), lookEveryMs)
    }
    void round()
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [ask, isPaused])
  return {
    lines,
    armed,
    clear: () => setLines(cleared),
    act: (verb, request = {}) => void ask(verb, request).then(lookArmed),
  }
}
