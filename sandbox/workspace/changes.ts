import { randomUUID } from 'node:crypto'

/** Which messages of a channel a change is about: new, edited, deleted, reacted to, pinned. */
export interface Touched {
  channel: string
  ts: string[]
}

/** How many changes are remembered: whoever is further behind reads anew. */
const memory = 4000

/**
 * Counts the changes of a workspace and wakes whoever waits for one. Waiting for "something after version n" instead
 * of "the next one" means that a change between a look and the wait is never missed.
 */
export class Changes {
  /** Versions of another run mean nothing in this one. */
  readonly epoch: string = randomUUID()
  version = 0
  /** Called at every change, before the waiting are woken. */
  onChange: () => void = () => undefined
  readonly #waiting = new Set<() => void>()
  /** What the changes up to `version` touched, the newest last; undefined for one that is about no message. */
  readonly #touched: (Touched | undefined)[] = []

  /** Says that something has changed, and which messages. */
  bump(touched?: Touched): void {
    this.version += 1
    this.#touched.push(touched)
    // Cut seldom, not at every change: it moves all that stay.
    if (this.#touched.length > 2 * memory) this.#touched.splice(0, this.#touched.length - memory)
    this.onChange()
    for (const wake of this.#waiting) wake()
  }

  /** The messages of a channel touched after version `since`; undefined where the memory does not reach back so far. */
  touchedSince(since: number, channel: string): Set<string> | undefined {
    const count = this.version - since
    if (count > this.#touched.length) return undefined
    const news = count <= 0 ? [] : this.#touched.slice(-count)
    return new Set(news.flatMap((one) => (one?.channel === channel ? one.ts : [])))
  }

  /** Resolves with the version as soon as it is above `since`, or with the old one after `timeoutMs`. */
  async after(since: number, timeoutMs: number): Promise<number> {
    if (this.version > since) return this.version
    return new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(timer)
        this.#waiting.delete(finish)
        resolve(this.version)
      }
      const timer = setTimeout(finish, timeoutMs)
      this.#waiting.add(finish)
    })
  }

  /** Lets everybody go who still waits: at stop. */
  release(): void {
    for (const wake of this.#waiting) wake()
  }
}
