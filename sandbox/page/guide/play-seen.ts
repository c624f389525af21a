import { useEffect, useRef } from 'preact/hooks'
import { Refused } from '../data/wire.ts'
import { useStore } from '../tools.ts'
import { useAsked } from './asked.ts'
import { focusNext } from './focus.ts'
import { opened } from './opened.ts'
import type { GuideParts } from './parts.ts'
import type { PlayState } from './told.ts'

/** The play as this window sees it, and how it is begun and steered: every window sees the same one. */
export type PlaySeen = {
  readonly state: PlayState | undefined
  readonly isOn: boolean
  /** On, or over since this window saw it and not yet closed. */
  readonly isShown: boolean
  readonly start: () => void
  readonly wish: (wish: 'pause' | 'resume' | 'next' | 'stop') => void
}

/** Follows the play, and takes the window to where it is set, once for each place. */
export const usePlay = ({ ask, version, reader, go }: GuideParts): PlaySeen => {
  const [state, put] = useAsked<PlayState>(ask, 'play', {}, version)
  const isOn = state !== undefined && ['playing', 'paused', 'waiting', 'stuck'].includes(state.phase)
  const been = useRef<string | undefined>(undefined)
  const { closedPlay } = useStore(opened)
  const seen = useRef(0)
  if (isOn) seen.current = state.run
  useEffect(() => {
    if (state === undefined) return
    if (state.channel === null) {
      been.current = ''
      return
    }
    const place = `${state.run}/${state.channel}`
    // Step by step, too; but a window that comes to a play which stands still is left where it is.
    const isFollowed = state.phase === 'playing' || (isOn && been.current !== undefined)
    if (isFollowed && place !== been.current) go(state.channel)
    been.current = place
  }, [state?.run, state?.channel, state?.phase])
  const wished = async (verb: string, request: object): Promise<void> => {
    const now = await ask<PlayState>(verb, request).catch((error: unknown) => {
      // Another window began one at the same moment: that one is the play, and is seen here at once.
      if (!(error instanceof Refused)) throw error
      return ask<PlayState>('play')
    })
    put(now)
  }
  return {
    state,
    isOn,
    isShown: isOn || (state !== undefined && state.run === seen.current && state.run > closedPlay),
    start: () =>
      void wished(isOn ? 'play' : 'start-play', isOn ? {} : { language: reader.language }).then(() =>
        focusNext('.play button'),
      ),
    wish: (wish) => void wished('play', { wish }),
  }
}
