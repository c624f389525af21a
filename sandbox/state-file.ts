import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { State } from './workspace/state.ts'

const saveAfterMs = 300

const header = z.looseObject({ version: z.literal(1), channels: z.array(z.unknown()), users: z.array(z.unknown()) })

/** The state kept in this file, or undefined when there is none. Throws when it is not a sandbox's. */
export const readState = (path: string): State | undefined => {
  if (!existsSync(path)) return undefined
  const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
  header.parse(value)
  // The file is this program's own writing of the same version; its header says so.
  return value as State
}

/** Keeps a state in a file: soon after each change, at once when asked; a reader never finds half of it. */
export class StateFile {
  readonly #path: string
  readonly #state: State
  #timer: NodeJS.Timeout | undefined

  constructor(path: string, state: State) {
    this.#path = path
    mkdirSync(dirname(path), { recursive: true })
    this.#state = state
  }

  /** Saves soon. */
  changed(): void {
    this.#timer ??= setTimeout(() => this.save(), saveAfterMs)
  }

  /** Saves now. */
  save(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const draft = `${this.#path}.draft`
    writeFileSync(draft, JSON.stringify(this.#state), { mode: 0o600 })
    renameSync(draft, this.#path)
  }
}
