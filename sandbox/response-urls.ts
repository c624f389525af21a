import { randomBytes } from 'node:crypto'
import type { Workspace } from './workspace/workspace.ts'

/** What one response_url answers to (docs.slack.dev/interactivity/handling-user-interaction). */
export interface Origin {
  channel: string
  user: string
  /** The message with the button: replaced or deleted on request. Null for a command, whose answer is new. */
  message: { ts: string; ephemeral: boolean } | null
  thread_ts: string | undefined
}

const lifeMs = 30 * 60_000
const uses = 5

/** Response addresses: five uses within thirty minutes of the workspace's clock. */
export class ResponseUrls {
  readonly #issued = new Map<string, Origin & { at: number; left: number }>()
  readonly #workspace: Workspace

  constructor(workspace: Workspace) {
    this.#workspace = workspace
  }

  /** A new address for this origin. */
  issue(origin: Origin): string {
    const id = `${this.#workspace.id('R')}-${randomBytes(8).toString('hex')}`
    this.#issued.set(id, { ...origin, at: this.#workspace.now(), left: uses })
    return `${this.#workspace.url}/response/${id}`
  }

  /** Uses an address up by one; Slack's word when it cannot be used. */
  use(id: string): Origin | 'expired_url' | 'used_url' | 'no_such_url' {
    const found = this.#issued.get(id)
    if (found === undefined) return 'no_such_url'
    if (this.#workspace.now() - found.at > lifeMs) return 'expired_url'
    if (found.left === 0) return 'used_url'
    found.left -= 1
    return found
  }
}
