import { randomBytes } from 'node:crypto'
import { Refusal } from './refusal.ts'

/** How long a trigger id can be exchanged, in ms from when Slack sent it (methods/views.open). */
const triggerLifeMs = 3000

/** Trigger ids: each opens one view, within three seconds of having been sent. Measured in real time. */
export class Triggers {
  readonly #issued = new Map<string, { user: string; at: number; used: boolean; view: string | undefined }>()

  /** A new trigger id for something this person did, in the view with this id if it was in one. */
  issue(user: string, view?: string): string {
    const id = `${Date.now()}.${this.#issued.size + 1}.${randomBytes(12).toString('hex')}`
    this.#issued.set(id, { user, at: performance.now(), used: false, view })
    return id
  }

  /** Exchanges a trigger id for whom it belongs to. Throws Slack's refusal for one unknown, used or too old. */
  exchange(id: string): { user: string; view: string | undefined } {
    const found = this.#issued.get(id)
    if (found === undefined) throw new Refusal('invalid_trigger_id')
    if (performance.now() - found.at > triggerLifeMs) throw new Refusal('expired_trigger_id')
    if (found.used) throw new Refusal('exchanged_trigger_id')
    found.used = true
    return { user: found.user, view: found.view }
  }
}
