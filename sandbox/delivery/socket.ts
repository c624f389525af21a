import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import { z } from 'zod'
import { app } from '../workspace/identity.ts'
import { patience } from './kinds.ts'
import type { Ack, Parcel, Transport } from './kinds.ts'

/** Connections an app may hold at once (docs.slack.dev/apis/events-api/using-socket-mode). */
const maxConnections = 10
const pingEveryMs = 10_000
/** When Slack's own side gives up a connection that has died; nowhere written. */
const noticedAfterMs = 5_000

/** Why Slack ends a connection. */
export type Farewell = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets'

const frame = z.object({ envelope_id: z.string(), payload: z.unknown().optional() })

interface Waiting {
  socket: WebSocket
  settle: (ack: Ack) => void
  started: number
}

/** Socket Mode: tickets, connections, envelopes and their acks. */
export class SocketTransport implements Transport {
  readonly #server = new WebSocketServer({ noServer: true })
  /** The app token with which each address was asked for. */
  readonly #tickets = new Map<string, string>()
  readonly #owners = new WeakMap<WebSocket, string>()
  /** Open connections, those about to end not among them; the first is the next to be used. */
  #open: WebSocket[] = []
  readonly #all = new Set<WebSocket>()
  readonly #waiting = new Map<string, Waiting>()
  /** Connections that look open and are not: nothing is read from them, and nothing sent over them. */
  readonly #silent = new Set<WebSocket>()
  readonly #changed: () => void
  /** Ends every new connection at once, as when the feature is switched off. */
  disabled = false

  constructor(changed: () => void) {
    this.#changed = changed
  }

  /** A new address to connect to, good for one connection. `owner`: the app token that asked for it. */
  ticket(base: string, owner: string): string {
    const ticket = randomUUID()
    this.#tickets.set(ticket, owner)
    return `${base.replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${app.id}`
  }

  /** How many connections can take an envelope now. */
  count(): number {
    return this.#open.length
  }

  ready(): boolean {
    return this.#open.length > 0
  }

  /** Takes the HTTP upgrade of a socket; an unknown or used ticket is refused. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? '/', 'http://sandbox').searchParams.get('ticket') ?? ''
    const owner = this.#tickets.get(ticket)
    if (owner === undefined) {
      socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
      return
    }
    this.#server.handleUpgrade(request, socket, head, (opened) => {
      this.#owners.set(opened, owner)
      this.#welcome(opened)
    })
    this.#tickets.delete(ticket)
  }

  #welcome(socket: WebSocket): void {
    this.#all.add(socket)
    socket.on('message', (data) => this.#read(String(data)))
    socket.on('close', () => this.#gone(socket))
    socket.on('error', () => socket.terminate())
    if (this.disabled) return this.#part(socket, 'link_disabled')
    if (this.#open.length >= maxConnections) return this.#part(socket, 'too_many_websockets')
    this.#open.push(socket)
    const ping = setInterval(() => {
      if (!this.#silent.has(socket)) socket.ping('Ping from the sandbox')
    }, pingEveryMs)
    socket.on('close', () => clearInterval(ping))
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.#open.length,
        debug_info: { host: 'sandbox', build_number: 1, approximate_connection_time: 18_060 },
        connection_info: { app_id: app.id },
      }),
    )
    this.#changed()
    return undefined
  }

  #part(socket: WebSocket, reason: Farewell): void {
    if (reason !== 'warning') this.#open = this.#open.filter((one) => one !== socket)
    socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'sandbox' } }))
    if (reason === 'link_disabled' || reason === 'too_many_websockets') socket.close()
  }

  #gone(socket: WebSocket): void {
    this.#all.delete(socket)
    this.#silent.delete(socket)
    this.#open = this.#open.filter((one) => one !== socket)
    for (const [id, waiting] of this.#waiting) {
      if (waiting.socket !== socket) continue
      this.#waiting.delete(id)
      waiting.settle({
        ok: false,
        error: 'dispatch_failed',
        reason: 'connection_failed',
        ms: performance.now() - waiting.started,
      })
    }
    this.#changed()
  }

  #read(text: string): void {
    const { envelope_id: id, payload } = frame.parse(JSON.parse(text))
    const waiting = this.#waiting.get(id)
    if (waiting === undefined) return
    this.#waiting.delete(id)
    waiting.settle({ ok: true, body: payload, ms: performance.now() - waiting.started })
  }

  async send(parcel: Parcel): Promise<Ack> {
    const socket = this.#open.find((one) => parcel.to === undefined || this.#owners.get(one) === parcel.to)
    if (socket === undefined) return { ok: false, error: 'dispatch_failed', reason: 'connection_failed', ms: 0 }
    this.#open = [...this.#open.filter((one) => one !== socket), socket]
    const envelope = {
      envelope_id: randomUUID(),
      type: parcel.kind,
      payload: parcel.payload,
      accepts_response_payload: parcel.kind !== 'events_api',
      ...(parcel.kind === 'events_api' ? { retry_attempt: parcel.attempt, retry_reason: parcel.reason ?? '' } : {}),
    }
    return new Promise((resolve) => {
      const started = performance.now()
      const timer = patience(() => {
        this.#waiting.delete(envelope.envelope_id)
        resolve({ ok: false, error: 'operation_timeout', reason: 'timeout', ms: performance.now() - started })
      })
      const settle = (ack: Ack): void => {
        clearTimeout(timer)
        resolve(ack)
      }
      this.#waiting.set(envelope.envelope_id, { socket, settle, started })
      if (!this.#silent.has(socket)) socket.send(JSON.stringify(envelope))
    })
  }

  /** Says goodbye to every connection, or to the one that has been used the longest time ago. */
  farewell(reason: Farewell, which: 'all' | 'one' = 'all'): void {
    if (reason === 'link_disabled') this.disabled = true
    for (const socket of which === 'all' ? [...this.#open] : this.#open.slice(0, 1)) this.#part(socket, reason)
  }

  /** Cuts every connection without a word, or the one that has been used the longest time ago. */
  cut(which: 'all' | 'one' = 'all'): void {
    for (const socket of which === 'all' ? [...this.#all] : this.#open.slice(0, 1)) socket.terminate()
  }

  /** Lets connections die as a lost route does: they stay open, and no ping is answered on them. */
  silence(which: 'all' | 'one' = 'all'): void {
    for (const socket of which === 'all' ? [...this.#open] : this.#open.slice(0, 1)) {
      this.#silent.add(socket)
      socket.pause()
      setTimeout(() => socket.terminate(), noticedAfterMs).unref()
    }
  }

  /** Ends everything: at stop. A client that does not answer the closing within a moment is cut off. */
  close(): void {
    const left = [...this.#all]
    for (const socket of left) socket.close(1001)
    setTimeout(() => left.forEach((socket) => socket.terminate()), 200).unref()
    this.#server.close()
  }
}
