import { makeStore } from '../data/store.ts'
import type { Memory } from './memory.ts'

/** What several places of the page must know of the guide, the play and the drawer. */
export type Opened = {
  /** Undefined until the workspace has said which one it is. */
  readonly memory: Memory | undefined
  readonly isDrawerOpen: boolean
  /** The number of the play whose bar has been closed after its end. */
  readonly closedPlay: number
}

/** One for the window. */
export const opened = makeStore<Opened>({ memory: undefined, isDrawerOpen: false, closedPlay: 0 })
