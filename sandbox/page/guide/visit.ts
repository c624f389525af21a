import { useEffect } from 'preact/hooks'
import { useStore } from '../tools.ts'
import { useAsked } from './asked.ts'
import { keep, kept } from './kept.ts'
import { type Memory, nothingYet, standings } from './memory.ts'
import { opened } from './opened.ts'
import type { GuideParts } from './parts.ts'
import type { Progress } from './told.ts'

/** How far people have come in the workspace that is open, and what this browser remembers of it. */
export type Visit = {
  readonly progress: Progress | undefined
  readonly memory: Memory | undefined
  readonly remember: (change: Partial<Memory>) => void
}

/** Follows the first visit; there is no memory before the workspace has said which one it is. */
export const useVisit = ({ ask, version }: Pick<GuideParts, 'ask' | 'version'>): Visit => {
  const { memory } = useStore(opened)
  const [progress] = useAsked<Progress>(ask, 'progress', { since: memory?.since ?? 0 }, version)
  const born = progress?.born
  useEffect(() => {
    if (progress === undefined || opened.get().memory?.born === progress.born) return
    const found = kept(progress.born)
    // Whoever comes back to a finished visit is not led again; the button in the top bar still shows it.
    const isFinished = !Object.values(standings(progress, found)).includes('now')
    opened.set({ memory: { ...found, isHidden: found.isHidden || isFinished } })
  }, [born])
  return { progress, memory, remember }
}

/** Changes what is remembered, for every place of the page, and keeps it. */
export const remember = (change: Partial<Memory>): void => {
  const memory = { ...(opened.get().memory ?? nothingYet(0)), ...change }
  opened.set({ memory })
  keep(memory)
}
