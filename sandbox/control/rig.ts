import { z } from 'zod'
import { rateLimited } from '../delivery/events.ts'
import { faultRequest } from '../faults.ts'
import type { Parts } from '../parts.ts'
import { verb } from './verb.ts'
import type { Verb } from './verb.ts'

const limitsOf = (parts: Parts): { on: boolean; refused: number; impatient: number } => {
  const { on, refused, impatient } = parts.limits
  return { on, refused, impatient }
}

const which = z.enum(['all', 'one']).default('all')

/** What a test rigs: failures, limits, scopes, the road to the app, and what it reads of the traffic. */
export const rigVerbs: Verb[] = [
  verb('add-fault', faultRequest, (parts, request) => ({ id: parts.faults.add(request) })),
  verb('clear-faults', z.object({ id: z.number().optional() }), (parts, request) => parts.faults.clear(request.id)),
  verb('faults', z.unknown(), (parts) => ({ delayMs: parts.faults.delayMs, faults: parts.faults.list() })),
  verb('delay', z.object({ ms: z.number().nonnegative() }), (parts, request) => {
    parts.faults.delayMs = request.ms
  }),
  verb('limits', z.object({ on: z.boolean().optional() }), (parts, request) => {
    if (request.on !== undefined) parts.limits.switch(request.on)
    return limitsOf(parts)
  }),
  verb('calls', z.object({ method: z.string().optional(), since: z.number().optional() }), (parts, request) =>
    parts.calls.list(request),
  ),
  verb('grant', z.object({ scopes: z.array(z.string()).nullable() }), (parts, request) => {
    parts.tokens.grant(request.scopes)
  }),
  verb('grant-to-app', z.object({ scopes: z.array(z.string()).nullable() }), (parts, request) => {
    parts.tokens.grantToApp(request.scopes)
  }),
  verb('refuse-token', z.object({ token: z.string(), error: z.string().nullable() }), (parts, request) => {
    if (request.error === null) parts.tokens.refused.delete(request.token)
    else parts.tokens.refused.set(request.token, request.error)
  }),
  verb(
    'deliver-to',
    z.object({ target: z.object({ url: z.string(), signingSecret: z.string() }).nullable() }),
    (parts, request) => parts.delivery.deliverTo(request.target),
  ),
  verb(
    'delivery',
    z.object({ retries: z.array(z.number()).optional(), copies: z.number().int().optional() }),
    (parts, request) => {
      if (request.retries !== undefined) parts.delivery.retries = request.retries
      if (request.copies !== undefined) parts.delivery.copies = request.copies
      return {
        ready: parts.delivery.ready(),
        sockets: parts.delivery.socket.count(),
        busy: parts.delivery.busy(),
        retries: parts.delivery.retries,
        copies: parts.delivery.copies,
      }
    },
  ),
  verb('deliveries', z.object({ since: z.number().default(0) }), (parts, request) => parts.delivery.log(request.since)),
  verb('deliver-again', z.object({ id: z.string(), to: z.string().optional() }), (parts, request) =>
    parts.delivery.again(request.id, request.to),
  ),
  verb('deliver-only-to', z.object({ token: z.string().nullable() }), (parts, request) => {
    parts.delivery.onlyTo = request.token ?? undefined
  }),
  verb('hold-events', z.unknown(), (parts) => parts.delivery.hold()),
  verb('held-events', z.unknown(), (parts) => parts.delivery.held()),
  verb(
    'release-events',
    z.object({ order: z.union([z.enum(['sent', 'reversed']), z.array(z.string())]).default('sent') }),
    (parts, request) => parts.delivery.release(request.order),
  ),
  verb(
    'farewell',
    z.object({
      reason: z.enum(['warning', 'refresh_requested', 'link_disabled', 'too_many_websockets']),
      which,
    }),
    (parts, request) => parts.delivery.socket.farewell(request.reason, request.which),
  ),
  verb('cut-sockets', z.object({ which }), (parts, request) => parts.delivery.socket.cut(request.which)),
  verb('silence-sockets', z.object({ which }), (parts, request) => parts.delivery.socket.silence(request.which)),
  verb('say-rate-limited', z.unknown(), (parts) => parts.delivery.tell(rateLimited(parts.workspace))),
  verb('allow-sockets', z.unknown(), (parts) => {
    parts.delivery.socket.disabled = false
  }),
]
