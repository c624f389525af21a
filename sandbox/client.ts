import type { Call } from './call-log.ts'
import { Person } from './client/person.ts'
import type { ListedChannel, ReadChannel, ReadMessage, SharedFile } from './client/reading.ts'
import { Rig } from './client/rig.ts'
import { waiting } from './client/until.ts'
import type { Waiting } from './client/until.ts'
import { wire } from './client/wire.ts'
import type { Ask } from './client/wire.ts'
import type { Ephemeral, User } from './workspace/state.ts'

export { Person } from './client/person.ts'
export { Form } from './client/form.ts'
export type { FormOutcome } from './client/form.ts'
export { Rig } from './client/rig.ts'
export { wordsIn } from './client/reading.ts'
export type { ListedChannel, ReadChannel, ReadMessage, SharedFile } from './client/reading.ts'
export type { Outcome } from './acts/command.ts'

/** A sandbox seen from outside, from this process or another. */
export class Slack {
  /** Failures, limits, scopes, deliveries. */
  readonly rig: Rig
  readonly #ask: Ask
  readonly #waiting: Waiting

  constructor(url: string) {
    this.#ask = wire(url)
    this.#waiting = waiting(this.#ask)
    this.rig = new Rig(this.#ask)
  }

  /** Acts as somebody: `noa`, `layla`, `haruki`, `ann`, `maya` (a guest), `piet` (of another organisation). */
  as(name: string): Person {
    return new Person(name, this.#ask, this.#waiting)
  }

  /** Everybody, the bot and Slackbot included. */
  async users(): Promise<User[]> {
    return (await this.#ask<{ users: User[] }>('who')).users
  }

  /** Every channel, direct messages included. */
  async channels(): Promise<ListedChannel[]> {
    return this.#ask('channels')
  }

  /** A channel by name or id with everything in it. */
  async channel(name: string): Promise<ReadChannel> {
    return this.#ask('channel', { channel: name })
  }

  /** What stands in the channel itself: no replies, but those shown in the channel too. Oldest first. */
  async messages(channel: string): Promise<ReadMessage[]> {
    const { messages } = await this.channel(channel)
    return messages.filter(
      (one) => one.thread_ts === undefined || one.thread_ts === one.ts || one.subtype === 'thread_broadcast',
    )
  }

  /** A message and the replies to it, oldest first. */
  async thread(channel: string, ts: string): Promise<ReadMessage[]> {
    return (await this.channel(channel)).messages.filter((one) => one.ts === ts || one.thread_ts === ts)
  }

  /** The pinned messages of a channel. */
  async pins(channel: string): Promise<ReadMessage[]> {
    const { pins, messages } = await this.channel(channel)
    return messages.filter((message) => pins.some((pin) => pin.ts === message.ts))
  }

  /** The direct message between a person and the bot, oldest first. */
  async direct(person: string): Promise<ReadMessage[]> {
    return (await this.#ask<ReadChannel>('channel', { channel: 'dm', user: person })).messages
  }

  /** What one person alone sees, oldest first. */
  async ephemerals(person: string): Promise<Ephemeral[]> {
    return this.as(person).ephemerals()
  }

  /** Names of who is in a channel. */
  async members(channel: string): Promise<string[]> {
    const [{ members }, users] = await Promise.all([this.channel(channel), this.users()])
    return members.map((id) => users.find((user) => user.id === id)?.name ?? id)
  }

  async topic(channel: string): Promise<string> {
    return (await this.channel(channel)).topic.value
  }

  /** Every file, with its content as base64. */
  async files(): Promise<(SharedFile & { base64: string })[]> {
    return this.#ask('files')
  }

  /** What the app has called, oldest first. */
  async calls(filter: { method?: string; since?: number } = {}): Promise<Call[]> {
    return this.#ask('calls', filter)
  }

  /** Changes somebody's profile: the app hears `user_change`. */
  async changeUser(
    user: string,
    profile: Partial<Pick<User, 'real_name' | 'display_name' | 'tz' | 'locale' | 'deleted' | 'is_restricted'>>,
  ): Promise<void> {
    await this.#ask('change-user', { user, profile })
  }

  /** Brings somebody new into the workspace: the app hears `team_join`. Resolves with the id. */
  async addUser(
    name: string,
    profile: Partial<Pick<User, 'real_name' | 'display_name' | 'tz' | 'locale' | 'is_restricted'>> = {},
  ): Promise<string> {
    return (await this.#ask<{ id: string }>('add-user', { name, profile })).id
  }

  /**
   * Waits until `look` resolves with something other than undefined, null or false: looks at once, then after every
   * change of the workspace. Resolves with what was found, rejects after `timeoutMs` (5 s).
   */
  async until<Found>(
    look: () => Promise<Found | undefined | null | false> | Found | undefined | null | false,
    options: { timeoutMs?: number; what?: string } = {},
  ): Promise<Found> {
    const found = async (): Promise<{ it: Found } | undefined> => {
      const it = await look()
      return it === undefined || it === null || it === false ? undefined : { it }
    }
    return (await this.#waiting(found, options.what ?? 'what the test looks for', options.timeoutMs ?? 5000)).it
  }
}

/** Connects to the sandbox at this address, `http://127.0.0.1:4010` for one started by itself. */
export const connect = (url: string): Slack => new Slack(url)
