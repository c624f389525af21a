import { type Memory, recalled } from './memory.ts'

const key = 'stanch-first-visit'

/** This browser's memory of its first visit to the workspace made then (Unix s). */
export const kept = (born: number): Memory => recalled(shelf()?.getItem(key) ?? null, born)

/** Keeps it; for as long as the window lives where the browser keeps nothing. */
export const keep = (memory: Memory): void => shelf()?.setItem(key, JSON.stringify(memory))

/** A browser that was told to keep nothing throws at the very mention of its storage. */
const shelf = (): Storage | undefined => {
  try {
    return globalThis.localStorage
  } catch {
    return undefined
  }
}
