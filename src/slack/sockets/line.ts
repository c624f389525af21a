import { WebSocket } from 'ws'
import { Failure } from '../../app/failure.ts'
import { ackOf, frameIn, type Envelope } from './frames.ts'

/** What a line tells, once it is open. */
type Hearing = {
  /** `ack` sends Bolt's answer; false if the line was gone and Slack does not have it. */
  readonly onEnvelope: (envelope: Envelope, ack: (answer: unknown) => boolean) => void
  /**
   * It will not last: Slack says so (its reason), or it does not answer pings (`silent`). It works on until it is lost.
   */
  readonly onFarewell: (reason: string) => void
  /** It is closed, whoever closed it. Said once, last. */
  readonly onLost: (why: string) => void
}

/** One open Socket Mode connection. */
export type Line = {
  /** Takes nothing new, waits (3 s at most) until what it brought is acknowledged, and closes. Returns at once. */
  retire(): void
  /** Closes it; resolves when it is closed, within a second. */
  end(): Promise<void>
}

/** Slack's side answers each ping at once. One that is not answered by the next is a doubt; several are an end. */
const pingEveryMs = 1_000
const silentAfter = 2
const deadAfter = 6
/** Nobody waits longer for an acknowledgement (docs.slack.dev/interactivity/handling-user-interaction). */
const ackWithinMs = 3_000
const closeWithinMs = 1_000

/**
 * Connects, and resolves when Slack has said hello. Rejects with a `Failure` if it says anything else, closes, or says
 * nothing for `withinMs`; its code is then Slack's reason (`too_many_websockets`, `link_disabled`) or ours
 * (`socket_closed`, `timeout`).
 */
export const openLine = (url: string, withinMs: number, hearing: Hearing): Promise<Line> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: false })
    const unacked = new Set<string>()
    let open = false
    let retiring = false
    let unanswered = 0
    let why = 'closed'

    const fail = (code: string, cause?: unknown): void => {
      const passing = code !== 'link_disabled'
      reject(new Failure(code, passing ? { kind: 'again', uncertain: false } : { kind: 'never' }, cause))
      socket.terminate()
    }
    const late = setTimeout(() => fail('timeout'), withinMs)

    // Counted, not timed: a process that was stopped for a minute gives Slack the chance to answer before it judges.
    const ping = (): void => {
      if (unanswered === silentAfter && !retiring) hearing.onFarewell('silent')
      if (unanswered >= deadAfter) {
        why = 'silent'
        return socket.terminate()
      }
      unanswered += 1
      if (socket.readyState === WebSocket.OPEN) socket.ping()
      return undefined
    }
    const pinging = setInterval(ping, pingEveryMs)
    const answered = (): void => {
      unanswered = 0
    }

    const closeNow = (): void => {
      socket.close(1000)
      setTimeout(() => socket.terminate(), closeWithinMs).unref()
    }
    const line: Line = {
      retire: () => {
        retiring = true
        if (unacked.size === 0) closeNow()
        else setTimeout(closeNow, ackWithinMs).unref()
      },
      end: async () => {
        if (socket.readyState === WebSocket.CLOSED) return
        const closed = new Promise((done) => socket.once('close', done))
        closeNow()
        await closed
      },
    }

    const ackFor = (id: string) => {
      unacked.add(id)
      return (answer: unknown): boolean => {
        unacked.delete(id)
        const sent = socket.readyState === WebSocket.OPEN
        if (sent) socket.send(ackOf(id, answer))
        if (retiring && unacked.size === 0) closeNow()
        return sent
      }
    }

    socket.on('ping', answered)
    socket.on('pong', answered)
    socket.on('message', (data) => {
      answered()
      const frame = frameIn(String(data))
      switch (frame?.type) {
        case 'hello':
          clearTimeout(late)
          open = true
          return resolve(line)
        case 'farewell':
          return open ? hearing.onFarewell(frame.reason) : fail(frame.reason)
        case 'envelope':
          return hearing.onEnvelope(frame.envelope, ackFor(frame.envelope.id))
        case undefined:
          return undefined
      }
    })
    socket.on('error', (error) => {
      why = error.message
      if (!open) fail('socket_closed', error)
    })
    socket.on('close', (code) => {
      clearTimeout(late)
      clearInterval(pinging)
      if (open) hearing.onLost(why === 'closed' ? `closed (${code})` : why)
      else fail('socket_closed')
    })
  })
