import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { App, HTTPReceiver, LogLevel, type Logger, type Receiver } from '@slack/bolt'
import { WebClient, type WebClientOptions } from '@slack/web-api'
import type { Inbox, Log } from '../app/ports.ts'
import type { UserId } from '../domain/ids.ts'
import { answerUnstored, complainUnlessAnswered, receiveIntoInbox } from './inbox-receiver.ts'
import { checkRawSignature, slackPath } from './raw-signature.ts'
import { keepSockets, type Connection } from './sockets/keep-sockets.ts'

/** How Slack reaches us, with the secrets for it. */
export type Access =
  | { readonly mode: 'socket'; readonly botToken: string; readonly appToken: string }
  | { readonly mode: 'http'; readonly botToken: string; readonly signingSecret: string; readonly port: number }

/** A plain HTTP route beside Slack's (`/healthz`). */
export type Route = {
  readonly path: string
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void
}

/**
 * What every client of ours is built with. Only the outbox retries: the SDK's defaults post again what did take effect,
 * and one 429 pauses every call of the client. Never `headers`: the SDK writes tokens into that shared object.
 */
const clientOptions = (slackApiUrl: string): WebClientOptions => ({
  slackApiUrl,
  retryConfig: { retries: 0, maxTimeout: 30_000 },
  rejectRateLimitedCalls: true,
  timeout: callTimeoutMs,
  allowAbsoluteUrls: false,
})

/** A call that takes longer is given up as uncertain; an outbox lease lasts three times as long. */
const callTimeoutMs = 10_000

/** A client with a token of ours: the bot's, or the app's. `heardDate` is told the `Date` of each answer. */
export const slackClient = (
  token: string,
  slackApiUrl: string,
  log: Log,
  heardDate: (date: string | null) => void = () => undefined,
): WebClient => {
  const listening: typeof fetch = async (input, init) => {
    const response = await fetch(input, init)
    heardDate(response.headers.get('date'))
    return response
  }
  return new WebClient(token, { ...clientOptions(slackApiUrl), fetch: listening, logger: sdkLogger(log) })
}

/**
 * Bolt over one transport, with Slack's events going through the inbox. `start` connects; `stop` lets the listeners
 * end, and acknowledge, before it disconnects. `connection` is live: in HTTP mode one is open while we listen.
 */
export type Slack = {
  readonly app: App
  start(): Promise<void>
  stop(): Promise<void>
  connection(): Connection
}

/** Builds Bolt over this access; nothing is connected before `start`. */
export const connectSlack = (
  access: Access,
  house: {
    readonly slackApiUrl: string
    readonly bot: { readonly user: UserId; readonly id: string }
    readonly inbox: Inbox
    readonly onStored: () => void
    /** Is filled with what is being answered, for whoever must know. */
    readonly inFlight: Set<Promise<unknown>>
    readonly routes: readonly Route[]
    readonly log: Log
  },
): Slack => {
  const { inFlight } = house
  const { receiver: outer, connection } = receiverFor(access, house)
  const receiver = receiveIntoInbox(outer, house)
  const app = new App({
    receiver,
    token: access.botToken,
    botId: house.bot.id,
    botUserId: house.bot.user,
    tokenVerificationEnabled: false,
    convoStore: false,
    clientOptions: clientOptions(house.slackApiUrl),
    logger: sdkLogger(house.log),
  })
  app.error(async (error) => {
    house.log.error({ event: 'bolt-fault', error: error.stack ?? String(error) }, 'A request of Slack failed')
    throw error
  })
  let started = false
  return {
    app,
    start: async () => {
      await receiver.start()
      started = true
    },
    stop: async () => {
      started = false
      // A socket takes no acknowledgement once it is closed, and a listener's work is lost on the person without one.
      await drained(inFlight)
      await receiver.stop()
      // What is still at it waits for a call to Slack that hangs, which may take longer than a stop.
      await drained(inFlight)
    },
    connection: () => (started ? connection() : { open: 0, why: 'not connected to Slack' }),
  }
}

/** Twice this is longer than a listener works before it acknowledges, and shorter than whoever ends the process waits. */
const drainMs = 2_000

const drained = (inFlight: Iterable<Promise<unknown>>): Promise<unknown> =>
  Promise.race([Promise.allSettled(inFlight), pause(drainMs, undefined, { ref: false })])

const receiverFor = (
  access: Access,
  { slackApiUrl, routes, log }: { readonly slackApiUrl: string; readonly routes: readonly Route[]; readonly log: Log },
): { readonly receiver: Receiver; readonly connection: () => Connection } => {
  switch (access.mode) {
    case 'socket': {
      const sockets = keepSockets({ client: slackClient(access.appToken, slackApiUrl, log), log })
      return { receiver: sockets, connection: sockets.connection }
    }
    case 'http': {
      const receiver = new HTTPReceiver({
        signingSecret: access.signingSecret,
        port: access.port,
        endpoints: slackPath,
        processEventErrorHandler: answerUnstored,
        unhandledRequestHandler: complainUnlessAnswered,
        logger: sdkLogger(log),
        customRoutes: routes.map(({ path, handler }) => ({ path, method: ['GET', 'HEAD'], handler })),
      })
      return { receiver: checkRawSignature(receiver, access.signingSecret), connection: () => ({ open: 1 }) }
    }
  }
}

/**
 * The SDK's log, in ours: warnings and errors only. Its debug level prints whole payloads with their secrets, so it is
 * never switched on.
 */
const sdkLogger = (log: Log): Logger => ({
  debug: () => undefined,
  info: () => undefined,
  warn: (...said) => log.warn({ event: 'slack-sdk' }, said.map(String).join(' ')),
  error: (...said) => log.error({ event: 'slack-sdk' }, said.map(String).join(' ')),
  setLevel: () => undefined,
  getLevel: () => LogLevel.WARN,
  setName: () => undefined,
})
