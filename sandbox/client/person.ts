import type { Outcome } from '../acts/command.ts'
import { placed } from '../workspace/inputs.ts'
import type { Placed } from '../workspace/inputs.ts'
import type { Ephemeral, Kit, View } from '../workspace/state.ts'
import { Form } from './form.ts'
import { allLabels, controlNamed, optionNamed, pressable } from './labels.ts'
import type { ReadChannel, Shown } from './reading.ts'
import type { Waiting } from './until.ts'
import type { Names } from './values.ts'
import { valueFor } from './values.ts'
import type { Entry } from './values.ts'
import type { Ask } from './wire.ts'

/** Where something is done: a channel's name or id; `dm` is the direct message with the bot. */
export interface In {
  in: string
}

/** Which message: named by its ts, or the newest in the channel (ephemerals included) that has what is looked for. */
export interface On extends In {
  ts?: string
}

/** One person of the workspace, who does what a person can do in Slack. */
export class Person {
  readonly name: string
  readonly #ask: Ask
  readonly #waiting: Waiting

  constructor(name: string, ask: Ask, waiting: Waiting) {
    this.name = name
    this.#ask = ask
    this.#waiting = waiting
  }

  /** Types a slash command; resolves with the ack as this person sees it. */
  async types(text: string, where: In): Promise<Outcome> {
    return this.#ask('command', { user: this.name, channel: where.in, text })
  }

  /** Says something; resolves with its ts. `raw` sends the text as it is, Slack's own mark-up included. */
  async says(text: string, where: In & { thread?: string; broadcast?: boolean; raw?: boolean }): Promise<string> {
    const { in: channel, ...how } = where
    return (await this.#ask<{ ts: string }>('say', { user: this.name, channel, text, ...how })).ts
  }

  /**
   * Says all of this, in these channels in turn, as fast as it is acknowledged: with at most so many messages whose
   * event waits for its ack. Resolves with the ms until the last of them had one.
   */
  async saysMany(texts: string[], how: { in: string[]; atOnce: number }): Promise<number> {
    const request = { user: this.name, channels: how.in, texts, atOnce: how.atOnce }
    return (await this.#ask<{ ms: number }>('say-many', request)).ms
  }

  async edits(ts: string, text: string, where: In): Promise<void> {
    await this.#ask('edit', { user: this.name, channel: where.in, ts, text })
  }

  async deletes(ts: string, where: In): Promise<void> {
    await this.#ask('delete', { user: this.name, channel: where.in, ts })
  }

  async reacts(emoji: string, ts: string, where: In): Promise<void> {
    await this.#ask('react', { user: this.name, channel: where.in, ts, emoji })
  }

  async unreacts(emoji: string, ts: string, where: In): Promise<void> {
    await this.#ask('unreact', { user: this.name, channel: where.in, ts, emoji })
  }

  async pins(ts: string, where: In): Promise<void> {
    await this.#ask('pin', { user: this.name, channel: where.in, ts })
  }

  async unpins(ts: string, where: In): Promise<void> {
    await this.#ask('unpin', { user: this.name, channel: where.in, ts })
  }

  /** Shares a file; resolves with the ts of the message it hangs on. */
  async uploads(
    name: string,
    mime: string,
    where: In & { text?: string; thread?: string; content?: string | Uint8Array },
  ): Promise<string> {
    const base64 = Buffer.from(where.content ?? name).toString('base64')
    const { text, thread } = where
    return (
      await this.#ask<{ ts: string }>('upload', {
        user: this.name,
        channel: where.in,
        name,
        mime,
        base64,
        text,
        thread,
      })
    ).ts
  }

  /** Presses a button, or picks what an overflow or other menu offers, by what is written on it. */
  async presses(label: string, on: On): Promise<Outcome> {
    const { message, found } = await this.#look(on, (blocks) => pressable(blocks, label), label)
    return this.#use(on.in, message.ts, found.control, found.option)
  }

  /** Chooses in the menu with this label or placeholder. */
  async chooses(menu: string, entry: Entry, on: On): Promise<Outcome> {
    const { message, found } = await this.#look(on, (blocks) => menuFor(blocks, menu, entry), menu)
    return this.#use(on.in, message.ts, found, valueFor(found, entry, await this.#names()))
  }

  /** Runs a global shortcut by its name. */
  async runsShortcut(name: string): Promise<Outcome> {
    return this.#ask('shortcut', { user: this.name, name })
  }

  /** Runs a shortcut from a message's menu by its name. */
  async runsMessageShortcut(name: string, ts: string, where: In): Promise<Outcome> {
    return this.#ask('message-shortcut', { user: this.name, channel: where.in, ts, name })
  }

  /** The form on top, waited for (2 s unless told otherwise): apps open forms shortly after the ack. */
  async form(options: { timeoutMs?: number } = {}): Promise<Form> {
    const view = await this.#waiting(
      async () => (await this.forms()).at(-1),
      `a form before ${this.name}`,
      options.timeoutMs ?? 2000,
    )
    return this.#form(view)
  }

  /** Every form open before this person, the top one last. */
  async forms(): Promise<View[]> {
    return this.#ask('forms', { user: this.name })
  }

  /** Opens the app's home; resolves with it as soon as the app has put one up. */
  async home(): Promise<Form> {
    await this.#ask('open-home', { user: this.name })
    const view = await this.#waiting(
      async () => (await this.#ask<View | null>('home', { user: this.name })) ?? undefined,
      `a home for ${this.name}`,
      2000,
    )
    return this.#form(view)
  }

  /** What this person alone sees, oldest first: acks, answers by response_url, chat.postEphemeral, Slackbot's word. */
  async ephemerals(): Promise<Ephemeral[]> {
    return this.#ask('ephemerals', { user: this.name })
  }

  /** Joins a channel, let in by somebody if `by` is named. */
  async joins(channel: string, by?: string): Promise<void> {
    await this.#ask('join', { user: this.name, channel, by })
  }

  async leaves(channel: string): Promise<void> {
    await this.#ask('leave', { user: this.name, channel })
  }

  async renames(channel: string, name: string): Promise<void> {
    await this.#ask('rename', { user: this.name, channel, name })
  }

  async archives(channel: string): Promise<void> {
    await this.#ask('archive', { user: this.name, channel })
  }

  async unarchives(channel: string): Promise<void> {
    await this.#ask('unarchive', { user: this.name, channel })
  }

  async makesPrivate(channel: string): Promise<void> {
    await this.#ask('make-private', { user: this.name, channel })
  }

  async deletesChannel(channel: string): Promise<void> {
    await this.#ask('delete-channel', { user: this.name, channel })
  }

  /** Makes a channel; resolves with its id. */
  async creates(name: string, options: { isPrivate?: boolean } = {}): Promise<string> {
    return (await this.#ask<{ id: string }>('create-channel', { user: this.name, name, ...options })).id
  }

  #form(view: View): Form {
    return new Form(view, this.#ask, this.name, () => this.#names())
  }

  async #use(channel: string, ts: string, control: Placed, value: unknown): Promise<Outcome> {
    const use = { blockId: control.blockId, actionId: control.actionId, value }
    return this.#ask('press', { user: this.name, at: { channel, ts }, use })
  }

  async #names(): Promise<Names> {
    const [{ users }, channels] = await Promise.all([
      this.#ask<{ users: Names['users'] }>('who'),
      this.#ask<Names['channels']>('channels'),
    ])
    return { users, channels }
  }

  /** The newest message this person sees in which `find` finds something, waited for up to 2 s. */
  async #look<Found>(
    on: On,
    find: (blocks: Kit[]) => Found | undefined,
    label: string,
  ): Promise<{ message: Shown; found: Found }> {
    let seen: string[] = []
    const looked = async (): Promise<{ message: Shown; found: Found } | undefined> => {
      const channel = await this.#ask<ReadChannel>('channel', { channel: on.in, user: this.name })
      const own = (await this.ephemerals()).filter((one) => one.channel === channel.id)
      const all: Shown[] = [...channel.messages, ...own].toSorted((a, b) => Number(b.ts) - Number(a.ts))
      const candidates = on.ts === undefined ? all : all.filter((one) => one.ts === on.ts)
      seen = candidates.slice(0, 20).flatMap((one) => allLabels(one.blocks ?? []))
      for (const message of candidates) {
        const found = find(message.blocks ?? [])
        if (found !== undefined) return { message, found }
      }
      return undefined
    }
    return this.#waiting(
      looked,
      () => `"${label}" in ${on.in} for ${this.name}; there are: ${[...new Set(seen)].join(', ')}`,
      2000,
    )
  }
}

/** The menu with this label that takes the entry, or the one whose options hold it when labels say nothing. */
const menuFor = (blocks: Kit[], menu: string, entry: Entry): Placed | undefined => {
  const named = controlNamed(blocks, menu)
  if (named !== undefined) return named
  if (typeof entry !== 'string') return undefined
  return placed(blocks).find((one) => one.actionId === menu && optionNamed(one.element, entry) !== undefined)
}
