import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { State } from './workspace/state.ts'

const saveAfterMs = 300

/** What to do about a state that cannot be read, as `StateUnreadable` says it. */
export const cureOfState = 'move it away, or begin anew: npm start -- --fresh'

/** A state that cannot be read: not this program's, broken, or an older one's. The message says what to do about it. */
export class StateUnreadable extends Error {
  override name = 'StateUnreadable'

  constructor(path: string, cause: unknown) {
    super(`${path} cannot be read as a local workspace (broken, or of another version): ${cureOfState}`, { cause })
  }
}

const many = z.array(z.looseObject({ id: z.string() }))
const header = z.looseObject({
  version: z.literal(1),
  counter: z.number(),
  lastTs: z.number(),
  users: many,
  channels: many,
  files: many,
  ephemerals: z.array(z.unknown()),
  stacks: z.record(z.string(), z.unknown()),
  homes: z.record(z.string(), z.unknown()),
})

/** The state kept in this file, or undefined when there is none. Throws StateUnreadable when it is not a sandbox's. */
export const readState = (path: string): State | undefined => {
  if (!existsSync(path)) return undefined
  const value = readJson(path)
  const read = header.safeParse(value)
  if (!read.success) throw new StateUnreadable(path, read.error)
  // The file is this program's own writing of the same version; its header says so.
  return value as State
}

const readJson = (path: string): unknown => {
  const text = readFileSync(path, 'utf8')
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) throw new StateUnreadable(path, error)
    throw error
  }
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
