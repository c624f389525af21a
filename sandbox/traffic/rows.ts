import type { Call } from '../call-log.ts'
import type { Delivered } from '../delivery/kinds.ts'
import type { TrafficRow } from '../page/drawer/traffic.ts'
import type { Kit } from '../workspace/state.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { masked } from './masked.ts'

/** In characters: what a line says about its call or delivery. */
const longestAbout = 120

/** A call as one line. */
export const rowOfCall = (call: Call, workspace: Workspace): TrafficRow => ({
  id: `c${call.n}`,
  kind: 'call',
  name: call.method,
  about: about([
    placeIn(call.args, workspace),
    personIn(call.args['user'], workspace),
    call.args['text'],
    call.args['name'],
  ]),
  at: call.startedAt,
  ms: call.finishedAt === undefined ? null : call.finishedAt - call.startedAt,
  outcome: call.outcome ?? null,
  isOk: call.outcome === undefined ? null : call.outcome === 'ok',
  retry: 0,
})

/** A delivery as one line. */
export const rowOfDelivery = (delivery: Delivered, workspace: Workspace): TrafficRow => {
  const { ack, kind, payload } = delivery
  return {
    id: `d${delivery.n}`,
    kind: kind === 'events_api' ? 'event' : 'act',
    ...(kind === 'events_api' ? event(payload, workspace) : act(kind, payload, workspace)),
    at: delivery.startedAt,
    ms: ack === undefined ? null : Math.round(ack.ms),
    outcome: ack === undefined ? null : ack.ok ? 'ok' : ack.error,
    isOk: ack?.ok ?? null,
    retry: delivery.attempt,
  }
}

type Said = Pick<TrafficRow, 'name' | 'about'>

const event = (payload: Kit, workspace: Workspace): Said => {
  const inner = kitIn(payload, 'event')
  const message = kitIn(inner, 'message')
  const names = [inner['type'] ?? payload['type'], inner['subtype']].filter((name) => typeof name === 'string')
  return {
    name: names.join('.'),
    about: about([
      placeIn(inner, workspace),
      personIn(inner['user'], workspace),
      inner['reaction'] ?? inner['text'] ?? message['text'],
    ]),
  }
}

const act = (kind: 'slash_commands' | 'interactive', payload: Kit, workspace: Workspace): Said => {
  if (kind === 'slash_commands') {
    const place = workspace.channel(String(payload['channel_id']))?.name
    return {
      name: String(payload['command']),
      about: about([place && `#${place}`, personIn(payload['user_id'], workspace), payload['text']]),
    }
  }
  const actions = Array.isArray(payload['actions']) ? payload['actions'].map((one: Kit) => one['action_id']) : []
  const used = [...actions, payload['action_id'], payload['callback_id'], kitIn(payload, 'view')['callback_id']]
  return {
    name: String(payload['type']),
    about: about([personIn(kitIn(payload, 'user')['id'], workspace), used.filter(isWord).join(' ')]),
  }
}

const isWord = (value: unknown): value is string => typeof value === 'string' && value !== ''

const about = (pieces: readonly unknown[]): string =>
  String(masked(pieces.filter(isWord).join(' · '))).slice(0, longestAbout)

const kitIn = (value: Kit, key: string): Kit => {
  const inner = value[key]
  return typeof inner === 'object' && inner !== null ? { ...inner } : {}
}

const placeIn = (value: Kit, workspace: Workspace): string | undefined => {
  const given = value['channel'] ?? kitIn(value, 'item')['channel']
  if (!isWord(given)) return undefined
  const channel = workspace.channel(given)
  if (channel === undefined) return given
  return channel.kind === 'im' ? `@${personIn(channel.user, workspace)}` : `#${channel.name}`
}

const personIn = (id: unknown, workspace: Workspace): string | undefined =>
  isWord(id) ? (workspace.user(id)?.name ?? id) : undefined
