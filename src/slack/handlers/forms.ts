import type { WebClient } from '@slack/web-api'
import { respond } from '../direct.ts'
import type { Forms } from './handler.ts'

/** The direct calls, over a client that neither retries nor queues: a trigger is good for one use within 3 s. */
export const formsOver = (client: WebClient): Forms => ({
  async open(trigger, view) {
    await client.views.open({ trigger_id: trigger, view })
  },
  async push(trigger, view) {
    await client.views.push({ trigger_id: trigger, view })
  },
  async update(viewId, hash, view) {
    await client.views.update({ view_id: viewId, view, ...(hash !== undefined && { hash }) })
  },
  respond,
})
