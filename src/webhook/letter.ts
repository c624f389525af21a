import { createHmac } from 'node:crypto'
import type { Publishing } from '../app/destinations.ts'
import type { Moment } from '../domain/ids.ts'
import type { Secret } from '../secret.ts'

/** What stands in the body of a webhook: docs/webhook.md tells receivers the same. Moments are ISO 8601, in UTC. */
const bodyOf = ({ delivery, incident, update }: Publishing) => ({
  type: 'public-update.published',
  delivery,
  incident: { id: incident.id },
  update: {
    id: update.id,
    stage: update.stage,
    publishedAt: iso(update.publishedAt),
    nextUpdateDue: update.nextUpdateDue === undefined ? null : iso(update.nextUpdateDue),
    texts: update.texts,
  },
})

/** A request as it is sent: signed over its time and its very bytes. */
export type Letter = { readonly headers: Readonly<Record<string, string>>; readonly body: string }

/** The same body and delivery id at each try; the time and so the signature are of the try. */
export const letterOf = (publishing: Publishing, secret: Secret, now: Moment): Letter => {
  const body = JSON.stringify(bodyOf(publishing))
  const timestamp = String(Math.floor(now / 1000))
  return {
    body,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Stanch',
      'stanch-delivery': publishing.delivery,
      'stanch-timestamp': timestamp,
      'stanch-signature': `v1=${createHmac('sha256', secret.reveal()).update(`${timestamp}.${body}`).digest('hex')}`,
    },
  }
}

const iso = (at: Moment): string => new Date(at).toISOString()
