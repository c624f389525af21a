import { newestOf } from '../traffic/newest.ts'
import type { Kit } from '../workspace/state.ts'
import { HttpTransport } from './http.ts'
import type { Target } from './http.ts'
import type { Ack, Delivered, Kind, Parcel, Transport } from './kinds.ts'
import { SocketTransport } from './socket.ts'

const kept = 20_000

/**
 * Slack's three retries of an event: at once, after a minute, after five (docs.slack.dev/apis/events-api). Those for
 * sockets are nowhere written; they are taken to be the same.
 */
export const retryAfterMs: readonly number[] = [0, 60_000, 300_000]

/** Everything on its way to the app: by signed HTTP once a target is named, over a socket otherwise. */
export class Delivery {
  readonly socket: SocketTransport
  /** Waits before the retries of an event, in ms; a test may shorten them. */
  retries: readonly number[] = retryAfterMs
  /** How many copies of each event are sent: 2 delivers every event twice. */
  copies = 1
  /** The app token over whose connections everything goes; any when undefined. Slack itself chooses at random. */
  onlyTo: string | undefined
  #http: HttpTransport | undefined
  #held: Parcel[] | undefined
  #log: Delivered[] = []
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #clock: () => number
  readonly #changed: () => void
  /** How many deliveries wait for their ack at this moment. */
  unanswered = 0
  #next = 1
  #sent = 1
  #stopped = false

  constructor(clock: () => number, changed: () => void) {
    this.#clock = clock
    this.#changed = changed
    this.socket = new SocketTransport(changed)
  }

  /** Sends by signed HTTP from now on; null returns to sockets. */
  deliverTo(target: Target | null): void {
    this.#http = target === null ? undefined : new HttpTransport(target, this.#clock)
  }

  #transport(): Transport {
    return this.#http ?? this.socket
  }

  /** True when somebody is there to take a payload. */
  ready(): boolean {
    return this.#transport().ready()
  }

  /** Sends something a person waits for, once, and resolves with the ack or with Slack's word for its absence. */
  async ask(kind: Exclude<Kind, 'events_api'>, payload: Kit): Promise<Ack> {
    return this.#send({ id: `d${this.#next++}`, kind, payload, attempt: 0, reason: undefined })
  }

  /** Sends an event, again and again on Slack's timetable until it is acked. */
  tell(payload: Kit): void {
    for (let copy = 0; copy < this.copies; copy += 1) {
      const parcel: Parcel = { id: `d${this.#next++}`, kind: 'events_api', payload, attempt: 0, reason: undefined }
      if (this.#held === undefined) void this.#persist(parcel)
      else this.#held.push(parcel)
    }
  }

  async #persist(parcel: Parcel): Promise<void> {
    const ack = await this.#send(parcel)
    const wait = this.retries[parcel.attempt]
    if (ack.ok || ack.stop === true || wait === undefined || this.#stopped) return
    const again = { ...parcel, attempt: parcel.attempt + 1, reason: ack.reason }
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      void this.#persist(again)
    }, wait)
    this.#timers.add(timer)
  }

  async #send(parcel: Parcel): Promise<Ack> {
    const entry: Delivered = { to: this.onlyTo, ...parcel, n: this.#sent++, startedAt: Date.now(), ack: undefined }
    this.#log.push(entry)
    if (this.#log.length > kept * 1.1) this.#log = this.#log.slice(-kept)
    this.unanswered += 1
    entry.ack = await this.#transport().send(entry)
    this.unanswered -= 1
    this.#changed()
    return entry.ack
  }

  /** Keeps events back from now on. */
  hold(): void {
    this.#held ??= []
  }

  /** Lets the events go that were kept back, in their order, reversed, or in the order of these ids. */
  release(order: 'sent' | 'reversed' | string[] = 'sent'): void {
    const held = this.#held ?? []
    this.#held = undefined
    const sorted =
      order === 'sent'
        ? held
        : order === 'reversed'
          ? held.toReversed()
          : order.flatMap((id) => held.filter((parcel) => parcel.id === id))
    for (const parcel of sorted) void this.#persist(parcel)
  }

  /** Whether events are kept back. */
  isHolding(): boolean {
    return this.#held !== undefined
  }

  /** What is kept back. */
  held(): Parcel[] {
    return [...(this.#held ?? [])]
  }

  /**
   * Sends one past delivery once more, byte for byte, over connections of the app token `to` if one is named; undefined
   * when there is none with this id.
   */
  async again(id: string, to?: string): Promise<Ack | undefined> {
    const found = this.#log.find((one) => one.id === id)
    if (found === undefined) return undefined
    return this.#send({
      id: `d${this.#next++}`,
      kind: found.kind,
      payload: found.payload,
      attempt: 0,
      reason: undefined,
      ...(to !== undefined && { to }),
    })
  }

  /** What was sent, oldest first, after the first `since`. */
  log(since = 0): Delivered[] {
    return this.#log.slice(since)
  }

  /** The newest deliveries after number `since`, `limit` at most, oldest first. */
  newest(since: number, limit: number): Delivered[] {
    return newestOf(this.#log, since, limit)
  }

  /** The delivery with this number, unless it is forgotten. */
  at(n: number): Delivered | undefined {
    return this.#log[n - (this.#log[0]?.n ?? 1)]
  }

  /** True when an event waits for its ack or its retry, or is kept back. */
  busy(): boolean {
    return this.#timers.size > 0 || (this.#held?.length ?? 0) > 0 || this.#log.some((one) => one.ack === undefined)
  }

  /** Ends every connection and forgets every retry. */
  stop(): void {
    this.#stopped = true
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
    this.socket.close()
  }
}
