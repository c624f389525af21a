import type { WebClient } from '@slack/web-api'
import type { Forms } from './handler.ts'

const respondWithinMs = 5_000

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
  async respond(url, { text, blocks }) {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, text, ...(blocks && { blocks }) }),
      // The host was checked; where it would send us on was not.
      redirect: 'error',
      signal: AbortSignal.timeout(respondWithinMs),
    })
    if (!answer.ok) throw new Error(`response_url answered ${answer.status}`)
  },
})
