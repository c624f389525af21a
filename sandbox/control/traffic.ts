import { z } from 'zod'
import { Impossible } from '../acts/who.ts'
import type { Traffic, TrafficDetail, TrafficRow } from '../page/drawer/traffic.ts'
import type { Parts } from '../parts.ts'
import { armed, disarm } from '../traffic/armed.ts'
import { masked } from '../traffic/masked.ts'
import { rowOfCall, rowOfDelivery } from '../traffic/rows.ts'
import { verb } from './verb.ts'
import type { Verb } from './verb.ts'

const count = z.number().int().nonnegative()
const id = z.string().regex(/^[cd]\d+$/)

const entry = (parts: Parts, name: string) => {
  const n = Number(name.slice(1))
  return name.startsWith('c') ? { call: parts.calls.at(n) } : { delivery: parts.delivery.at(n) }
}

const rowOf = (parts: Parts, name: string): TrafficRow | undefined => {
  const { call, delivery } = entry(parts, name)
  if (call !== undefined) return rowOfCall(call, parts.workspace)
  return delivery === undefined ? undefined : rowOfDelivery(delivery, parts.workspace)
}

const traffic = (
  parts: Parts,
  request: { seen: Traffic['seen']; running: readonly string[]; limit: number },
): Traffic => {
  const { seen, running, limit } = request
  const calls = parts.calls.newest(seen.call, limit)
  const deliveries = parts.delivery.newest(seen.delivery, limit)
  const last = { call: calls.at(-1)?.n ?? seen.call, delivery: deliveries.at(-1)?.n ?? seen.delivery }
  // Newest first, those of the same millisecond too: sorting leaves them as they stand.
  const fresh = [
    ...deliveries.toReversed().map((delivery) => rowOfDelivery(delivery, parts.workspace)),
    ...calls.toReversed().map((call) => rowOfCall(call, parts.workspace)),
  ].toSorted((a, b) => b.at - a.at)
  const ended = running.flatMap((one) => rowOf(parts, one) ?? []).filter((row) => row.outcome !== null)
  const passed = last.call - seen.call + last.delivery - seen.delivery - Math.min(fresh.length, limit)
  return { rows: [...fresh.slice(0, limit), ...ended], passed, seen: last }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // What is cut off in the middle, or was HTML, is shown as it is.
    return text
  }
}

/** A form's fields carry blocks and views as JSON in a string. */
const unpacked = (args: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(args).map(([key, value]) => [
      key,
      typeof value === 'string' && /^[[{]/.test(value) ? parsed(value) : value,
    ]),
  )

const detail = (parts: Parts, name: string): TrafficDetail => {
  const { call, delivery } = entry(parts, name)
  if (call !== undefined) {
    const answer = parts.calls.answerTo(call.n)
    return {
      request: masked(unpacked(call.args)),
      answer: answer === undefined ? null : masked(parsed(answer.text)),
      length: answer?.length ?? 0,
    }
  }
  if (delivery === undefined) throw new Impossible('gone', 'that is too long ago: it has been forgotten')
  const { ack, payload } = delivery
  const answer = masked(ack?.ok === true ? (ack.body ?? null) : (ack ?? null))
  return { request: masked(payload), answer, length: JSON.stringify(answer).length }
}

/** What a developer watches: the traffic with the app, and what has been made to go wrong in it. */
export const trafficVerbs: Verb[] = [
  verb(
    'traffic',
    z.object({
      seen: z.object({ call: count, delivery: count }).default({ call: 0, delivery: 0 }),
      /** Those that had no outcome at the last look. */
      running: z.array(id).max(2_000).default([]),
      limit: z.number().int().positive().max(1_000).default(300),
    }),
    traffic,
  ),
  verb('traffic-detail', z.object({ id }), (parts, request) => detail(parts, request.id)),
  verb('armed', z.unknown(), armed),
  verb(
    'refuse-tokens',
    z.object({ kind: z.enum(['bot', 'app']), error: z.string().min(1).nullable() }),
    (parts, request) => {
      if (request.error === null) parts.tokens.refusedKinds.delete(request.kind)
      else parts.tokens.refusedKinds.set(request.kind, request.error)
    },
  ),
  verb('disarm', z.unknown(), disarm),
]
