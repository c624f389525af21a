import { createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import type { Desk } from './data/desk.ts'
import type { Shown } from './data/shown.ts'
import type { Store } from './data/store.ts'
import type { Names, Reader } from './seen.ts'
import type { Words } from './words/words.ts'

/** What every part of the page may use: who looks, in which words, names for ids, and all that can be done. */
export type Tools = {
  readonly desk: Desk
  readonly reader: Reader
  readonly words: Words
  readonly names: Names
}

/** Filled at the top of the page, and nowhere else. */
export const ToolsContext = createContext<Tools | undefined>(undefined)

/** The tools of this page. */
export const useTools = (): Tools => {
  const found = useContext(ToolsContext)
  if (found === undefined) throw new Error('the page has no tools here')
  return found
}

/** The newest value of a store; the component is drawn again after each change. */
export const useStore = <Value extends object>(store: Store<Value>): Value => {
  const [value, setValue] = useState(store.get())
  useEffect(() => {
    setValue(store.get())
    return store.subscribe(() => setValue(store.get()))
  }, [store])
  return value
}

/** What the window shows. */
export const useShown = (): Shown => useStore(useTools().desk.store)
