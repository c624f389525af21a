import { Changes } from './changes.ts'
import type { Channel, Kit, Message, State, User } from './state.ts'
import { touchedBy } from './touched.ts'

/** The inner part of an Events API payload, before the envelope is put around it. */
export type Event = Kit & { type: string }

/** Where the workspace's events go; `channel` is absent for events that belong to no channel. */
export type EventSink = (event: Event, channel: Channel | undefined) => void

/** The workspace's memory, its clock and its numbering. What people and the bot do to it is in the files beside it. */
export class Workspace {
  readonly state: State
  readonly changes = new Changes()
  readonly now: () => number
  /** Where the sandbox answers, for links to its files; known once it listens. */
  url = ''
  #sink: EventSink = () => undefined

  constructor(state: State, now: () => number) {
    this.state = state
    this.now = now
  }

  /** Names the one taker of events. */
  onEvent(sink: EventSink): void {
    this.#sink = sink
  }

  /** Sends an event on its way and wakes whoever watches the workspace. */
  emit(event: Event, channel?: Channel): void {
    this.changes.bump(touchedBy(event, channel))
    this.#sink(event, channel)
  }

  /** The clock in Unix seconds. */
  seconds(): number {
    return Math.floor(this.now() / 1000)
  }

  /** A new ts in Slack's form, later than every one before it even when the clock stands still. */
  ts(): string {
    const micros = Math.max(Math.floor(this.now() * 1000), this.state.lastTs + 1)
    this.state.lastTs = micros
    return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`
  }

  /** A new id such as `C0000000A1`: opaque, as Slack asks that ids be treated. */
  id(prefix: string): string {
    this.state.counter += 1
    return `${prefix}0${this.state.counter.toString(36).toUpperCase().padStart(8, '0')}`
  }

  /** A user by id, or undefined. */
  user(id: string): User | undefined {
    return this.state.users.find((user) => user.id === id)
  }

  /** A channel by id, or undefined. */
  channel(id: string): Channel | undefined {
    return this.state.channels.find((channel) => channel.id === id)
  }

  /** A channel by id, by name or by `#name`. */
  channelByName(name: string): Channel | undefined {
    const bare = name.replace(/^#/, '')
    return this.channel(name) ?? this.state.channels.find((channel) => channel.kind !== 'im' && channel.name === bare)
  }
}

/** The message with this ts, or undefined. Newest first: what is looked for is nearly always recent. */
export const messageAt = (channel: Channel, ts: string): Message | undefined =>
  channel.messages.findLast((message) => message.ts === ts)
