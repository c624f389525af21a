import type { Progress } from '../page/guide/told.ts'
import { app } from '../workspace/identity.ts'
import type { Channel, Message, State } from '../workspace/state.ts'

/**
 * How far people have come since then (Unix ms), seen from what stands in the channels: so it does not matter who did a
 * step, nor whether by a word, a button, a shortcut or a form. Stanch marks its posts with what they say.
 */
export const progressOf = (
  state: State,
  { since, connected }: { readonly since: number; readonly connected: boolean },
): Progress => {
  const incidents = state.channels.filter((channel) => isIncident(channel) && bornAt(channel) >= since)
  const said = new Set(state.channels.flatMap(({ messages }) => saidSince(messages, since)))
  const open = incidents.findLast((channel) => !channel.is_archived && !isOver(channel))
  return {
    born: state.channels.find((channel) => channel.is_general)?.created ?? 0,
    done: { declare: incidents.length > 0, update: said.has('update'), resolve: said.has('resolved') },
    channel: open === undefined ? null : { id: open.id, name: open.name },
    connected,
  }
}

/** A channel of the app's own making. */
const isIncident = ({ creator, kind }: Channel): boolean => creator === app.botUser && kind !== 'im'

/** In Unix ms: the first thing in it is that the app has come in. */
const bornAt = ({ messages, created }: Channel): number => Number(messages[0]?.ts ?? created) * 1000

const saidSince = (messages: readonly Message[], since: number): string[] =>
  messages.flatMap((message) => (Number(message.ts) * 1000 >= since ? (sayOf(message) ?? []) : []))

/** What the app says that a message of its own says. */
const sayOf = ({ bot_id: bot, metadata }: Message): string | undefined => {
  const payload = bot === app.botId ? metadata?.['event_payload'] : undefined
  const say = typeof payload === 'object' && payload !== null && 'say' in payload ? payload.say : undefined
  return typeof say === 'string' ? say : undefined
}

/** Whether the last of its ends and beginnings is an end. */
const isOver = ({ messages }: Channel): boolean => {
  const last = messages.map(sayOf).findLast((say) => say === 'resolved' || say === 'cancelled' || say === 'reopened')
  return last === 'resolved' || last === 'cancelled'
}
