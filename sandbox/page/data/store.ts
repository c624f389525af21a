/** One value that is replaced whole, and whoever wants to hear of it. */
export type Store<Value> = {
  get(): Value
  /** Replaces some of its fields; tells everybody, at once. */
  set(patch: Partial<Value>): void
  /** Calls `heard` after each change, until the returned function is called. */
  subscribe(heard: () => void): () => void
}

/** A store that holds `first`. */
export const makeStore = <Value extends object>(first: Value): Store<Value> => {
  let value = first
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(patch) {
      value = { ...value, ...patch }
      for (const heard of listeners) heard()
    },
    subscribe(heard) {
      listeners.add(heard)
      return () => void listeners.delete(heard)
    },
  }
}
