/**
 * Counts the changes of a workspace and wakes whoever waits for one. Waiting for "something after version n" instead
 * of "the next one" means that a change between a look and the wait is never missed.
 */
export class Changes {
  version = 0
  /** Called at every change, before the waiting are woken. */
  onChange: () => void = () => undefined
  readonly #waiting = new Set<() => void>()

  /** Says that something has changed. */
  bump(): void {
    this.version += 1
    this.onChange()
    for (const wake of this.#waiting) wake()
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
