import type { App, Receiver } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { Failure } from '../../app/failure.ts'
import type { Log } from '../../app/ports.ts'
import { failureOf } from '../failures.ts'
import { isRefused, startAllowance, waitAfter, type Trouble } from './backoff.ts'
import { processing } from './envelope.ts'
import { openLine, type Line } from './line.ts'
import { cureOf, wordsFor } from './words.ts'

/** How many connections bring Slack's payloads now, and why there is none, in words for the one on duty. */
export type Connection = { readonly open: number; readonly why?: string }

/** Socket Mode as a receiver of Bolt's: it keeps connections open, and can say how it stands. */
export type Sockets = Receiver & { connection(): Connection }

type Parts = {
  /** Has the app's token; nothing retries in it, and a call gives up after some seconds. */
  readonly client: WebClient
  readonly log: Log
}

/** While one is exchanged the other goes on. Slack allows ten for all replicas together. */
const wanted = 2
/** How long a new connection may take until Slack has said hello. */
const patienceMs = 8_000
/** While nothing is open, the next try does not wait for the end of one that hangs. */
const hedgeMs = 1_500

const now = (): number => performance.now()

/**
 * `leaving`: to be replaced, and Slack still sends over it and will close it; `ending`: ours to close once it is
 * replaced; `retired`: replaced, and only to send its last acknowledgements.
 */
type Held = { line: Line | undefined; state: 'staying' | 'leaving' | 'ending' | 'retired' }

/**
 * Keeps two connections open for as long as it runs. When Slack announces the end of one, the replacement is opened
 * first; when one is lost, the next is opened at once, then ever more slowly. A refused token is told once, with its
 * cure, and tried again every half a minute. `start` waits for the first try, and rejects, with the SDK's own error,
 * only where Slack refuses it; after that nothing rejects.
 *
 * Why not the SDK's client: docs/decisions/0003-our-own-sockets.md.
 */
export const keepSockets = ({ client, log }: Parts): Sockets => {
  const lines = new Set<Held>()
  const tries = new Set<Promise<Failure | undefined>>()
  const allowance = startAllowance(now)
  let app: App | undefined
  let trouble: Omit<Trouble, 'deafForMs'> | undefined
  let told: string | undefined
  let deafSince = now()
  let triedAt = now()
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  const staying = (): number => [...lines].filter(({ state }) => state === 'staying').length
  const receiving = (): readonly Held[] => [...lines].filter(({ state }) => state !== 'retired')

  const connect = async (): Promise<void> => {
    const held: Held = { line: undefined, state: 'staying' }
    const url = await askAddress(client)
    const line = await openLine(url, patienceMs, {
      onEnvelope: (envelope, ack) => void processing(app, log, envelope, ack),
      onFarewell: (reason) => {
        log.info({ event: 'socket-leaving', reason, open: receiving().length }, 'This socket is replaced by another')
        if (held.state !== 'retired') held.state = reason === 'warning' ? 'leaving' : 'ending'
        const failure = farewells.get(reason)
        if (failure !== undefined && trouble === undefined) giveTime(failure)
        retireSurplus()
        plan()
      },
      onLost: (why) => {
        lines.delete(held)
        if (held.state !== 'retired' && receiving().length === 0) deafSince = now()
        if (held.state === 'staying' && !stopped)
          log.warn({ event: 'socket-lost', why, open: receiving().length }, 'A socket was lost')
        plan()
      },
    })
    held.line = line
    if (stopped) return line.end()
    // Two tries may both succeed, where the first one only seemed to hang.
    if (staying() >= wanted) held.state = 'ending'
    lines.add(held)
    retireSurplus()
    return undefined
  }

  /** What ends is closed when another has come in its place. */
  const retireSurplus = (): void => {
    for (const held of lines) {
      if (receiving().length <= wanted) return
      if (held.state !== 'ending') continue
      held.state = 'retired'
      held.line?.retire()
    }
  }

  /** One try. Resolves with why it failed; rejects only with a fault of ours. */
  const attempt = async (): Promise<Failure | undefined> => {
    triedAt = now()
    allowance.take()
    try {
      await connect()
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      giveTime(error)
      tell(error)
      return error
    }
    trouble = undefined
    if (told !== undefined) log.info({ event: 'sockets-up', after: told }, 'Slack is connected again')
    told = undefined
    return undefined
  }

  /** The same, with the next one planned while it lasts and after it. */
  const next = (): Promise<Failure | undefined> => {
    const one = attempt().finally(() => {
      tries.delete(one)
      plan()
    })
    tries.add(one)
    plan()
    return one
  }

  const giveTime = (failure: Failure): void => {
    triedAt = now()
    trouble = { failure, count: (trouble?.count ?? 0) + 1, luck: Math.random() }
  }

  const tell = (failure: Failure): void => {
    const refused = isRefused(failure)
    const what = refused ? failure.code : 'down'
    if (stopped || told === what) return
    told = what
    const facts = { error: failure.code, open: receiving().length }
    if (refused) log.error({ event: 'sockets-refused', ...facts }, cureOf(failure.code))
    else log.warn({ event: 'sockets-down', ...facts }, 'Slack cannot be connected to; trying again')
  }

  /** Sets the time of the next try, if there is to be one. Whatever changes the answer asks again. */
  const plan = (): void => {
    clearTimeout(timer)
    if (stopped || staying() >= wanted || (tries.size > 0 && receiving().length > 0)) return
    const deafForMs = receiving().length === 0 ? now() - deafSince : undefined
    const afterTrouble = trouble === undefined ? 0 : triedAt + waitAfter({ ...trouble, deafForMs }) - now()
    const afterTry = tries.size > 0 ? triedAt + hedgeMs - now() : 0
    timer = setTimeout(() => void next(), Math.max(afterTrouble, afterTry, allowance.wait()))
  }

  const halt = (): void => {
    stopped = true
    clearTimeout(timer)
  }

  return {
    init: (bolt) => {
      app = bolt
    },
    start: async () => {
      const failure = await next()
      if (failure === undefined || !isRefused(failure)) return
      halt()
      throw failure.cause ?? failure
    },
    stop: async () => {
      halt()
      await Promise.all([...lines].map(({ line }) => line?.end()))
    },
    connection: () => {
      const open = receiving().length
      return open > 0 ? { open } : { open, why: wordsFor(trouble?.failure, now() - deafSince) }
    },
  }
}

const passing = { kind: 'again', uncertain: false } as const

/** Farewells after which a new connection would meet the same. */
const farewells: ReadonlyMap<string, Failure> = new Map([
  ['too_many_websockets', new Failure('too_many_websockets', passing)],
  ['link_disabled', new Failure('link_disabled', { kind: 'never' })],
])

const address = z.object({ url: z.string() })

/** Where to connect to, once (docs.slack.dev/reference/methods/apps.connections.open). Rejects with a `Failure`. */
const askAddress = async (client: WebClient): Promise<string> => {
  try {
    return address.parse(await client.apiCall('apps.connections.open')).url
  } catch (error) {
    if (error instanceof z.ZodError) throw new Failure('no_address', passing, error)
    throw failureOf(error)
  }
}
