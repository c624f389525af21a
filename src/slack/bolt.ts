import type { IncomingMessage, ServerResponse } from 'node:http'
import { App, HTTPReceiver, LogLevel, SocketModeReceiver, type Logger, type Receiver } from '@slack/bolt'
import { WebClient, type WebClientOptions } from '@slack/web-api'
import type { Inbox, Log } from '../app/ports.ts'
import type { UserId } from '../domain/ids.ts'
import { receiveIntoInbox } from './inbox-receiver.ts'
import { checkRawSignature, slackPath } from './raw-signature.ts'

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

export const slackClient = (botToken: string, slackApiUrl: string, log: Log): WebClient =>
  new WebClient(botToken, { ...clientOptions(slackApiUrl), logger: sdkLogger(log) })

/** Bolt over one transport, with Slack's events going through the inbox. `start` connects, `stop` waits for listeners. */
export type Slack = { readonly app: App; start(): Promise<void>; stop(): Promise<void> }

export const connectSlack = (
  access: Access,
  house: {
    readonly slackApiUrl: string
    readonly bot: { readonly user: UserId; readonly id: string }
    readonly inbox: Inbox
    readonly onStored: () => void
    readonly routes: readonly Route[]
    readonly log: Log
  },
): Slack => {
  const inFlight = new Set<Promise<unknown>>()
  const receivers = receiversFor(access, house).map((one) =>
    receiveIntoInbox(one, house.inbox, house.onStored, inFlight),
  )
  const [first, ...others] = receivers
  if (first === undefined) throw new Error(`No receiver for ${access.mode}`)
  const app = new App({
    receiver: first,
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
  for (const other of others) other.init(app)
  return {
    app,
    start: async () => {
      await Promise.all(receivers.map((one) => one.start()))
    },
    stop: async () => {
      await Promise.all(receivers.map((one) => one.stop()))
      // The SDK's stop waits for no listener (SocketModeReceiver.stop resolves at once).
      await Promise.allSettled(inFlight)
    },
  }
}

/** Two sockets per process: one is closed for about 5 s at each of Slack's refreshes, the other goes on. */
const socketsPerProcess = 2

const receiversFor = (
  access: Access,
  { slackApiUrl, routes, log }: { readonly slackApiUrl: string; readonly routes: readonly Route[]; readonly log: Log },
): readonly Receiver[] => {
  switch (access.mode) {
    case 'socket':
      return Array.from(
        { length: socketsPerProcess },
        () =>
          new SocketModeReceiver({
            appToken: access.appToken,
            logger: sdkLogger(log),
            installerOptions: { clientOptions: { slackApiUrl } },
          }),
      )
    case 'http':
      return [
        checkRawSignature(
          new HTTPReceiver({
            signingSecret: access.signingSecret,
            port: access.port,
            endpoints: slackPath,
            logger: sdkLogger(log),
            customRoutes: routes.map(({ path, handler }) => ({ path, method: ['GET', 'HEAD'], handler })),
          }),
          access.signingSecret,
        ),
      ]
  }
}

/**
 * The SDK's log, in ours: warnings and errors only. Its debug level prints whole payloads with their secrets
 * (socket-mode prints every frame), so it is never switched on.
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
