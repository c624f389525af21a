import type { Ack, Delivered, Parcel } from '../delivery/kinds.ts'
import type { Target } from '../delivery/http.ts'
import type { Farewell } from '../delivery/socket.ts'
import type { FaultRequest } from '../faults.ts'
import type { Ask } from './wire.ts'

/** How deliveries stand; `busy` while an event waits for its ack or its retry. */
export interface DeliveryState {
  ready: boolean
  sockets: number
  busy: boolean
  retries: number[]
  copies: number
}

/** What a test rigs behind people's backs: failures, limits, scopes, deliveries. */
export class Rig {
  readonly #ask: Ask

  constructor(ask: Ask) {
    this.#ask = ask
  }

  /** Makes calls fail; resolves with the failure's number. */
  async fault(request: FaultRequest): Promise<number> {
    return (await this.#ask<{ id: number }>('add-fault', request)).id
  }

  async clearFaults(id?: number): Promise<void> {
    await this.#ask('clear-faults', { id })
  }

  /** Delays every call by so many ms. */
  async delay(ms: number): Promise<void> {
    await this.#ask('delay', { ms })
  }

  /** Switches rate limits, if told to; resolves with the counts since: refused with 429, and of those the impatient. */
  async limits(on?: boolean): Promise<{ on: boolean; refused: number; impatient: number }> {
    return this.#ask('limits', { on })
  }

  /** Grants these bot scopes and no others; null grants all. */
  async grant(scopes: string[] | null): Promise<void> {
    await this.#ask('grant', { scopes })
  }

  /** Grants the app-level token these scopes and no others; null grants all. */
  async grantToApp(scopes: string[] | null): Promise<void> {
    await this.#ask('grant-to-app', { scopes })
  }

  /** Refuses a token with this error; null takes it again. */
  async refuseToken(token: string, error: string | null): Promise<void> {
    await this.#ask('refuse-token', { token, error })
  }

  /** Delivers by signed HTTP; null returns to sockets. */
  async deliverTo(target: Target | null): Promise<void> {
    await this.#ask('deliver-to', { target })
  }

  /** Sets retries (waits in ms) and copies of each event, if told to; resolves with how deliveries stand. */
  async delivery(settings: { retries?: number[]; copies?: number } = {}): Promise<DeliveryState> {
    return this.#ask('delivery', settings)
  }

  /** Everything sent to the app, oldest first. */
  async deliveries(since = 0): Promise<Delivered[]> {
    return this.#ask('deliveries', { since })
  }

  /** Sends a past delivery once more; over connections that were opened with the app token `to`, if one is named. */
  async deliverAgain(id: string, to?: string): Promise<Ack | null> {
    return this.#ask('deliver-again', { id, to })
  }

  /** Sends everything over connections that were opened with this app token; null: over any. */
  async deliverOnlyTo(token: string | null): Promise<void> {
    await this.#ask('deliver-only-to', { token })
  }

  async holdEvents(): Promise<void> {
    await this.#ask('hold-events')
  }

  async heldEvents(): Promise<Parcel[]> {
    return this.#ask('held-events')
  }

  /** Lets held events go: as they were sent, reversed, or by their ids in this order. */
  async releaseEvents(order: 'sent' | 'reversed' | string[] = 'sent'): Promise<void> {
    await this.#ask('release-events', { order })
  }

  /** Says goodbye to sockets as Slack does; `link_disabled` holds until `allowSockets`. */
  async farewell(reason: Farewell, which: 'all' | 'one' = 'all'): Promise<void> {
    await this.#ask('farewell', { reason, which })
  }

  async cutSockets(which: 'all' | 'one' = 'all'): Promise<void> {
    await this.#ask('cut-sockets', { which })
  }

  /** Lets sockets die without anybody being told: they stay open, and nothing comes or goes over them. */
  async silenceSockets(which: 'all' | 'one' = 'all'): Promise<void> {
    await this.#ask('silence-sockets', { which })
  }

  /** Tells the app, as Slack does each minute, that it gets more events than Slack delivers. */
  async sayRateLimited(): Promise<void> {
    await this.#ask('say-rate-limited')
  }

  async allowSockets(): Promise<void> {
    await this.#ask('allow-sockets')
  }
}
