import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { wordsFor, type HouseClock } from './clock.ts'
import type { Route } from './slack/bolt.ts'
import type { Connection } from './slack/sockets/keep-sockets.ts'

/** Whether work can be taken now; `why` not, and what is wrong although it can, in words for the one on duty. */
export type Readiness = { readonly ready: boolean; readonly why?: string; readonly warnings: readonly string[] }

type Parts = {
  readonly connection: () => Connection
  /** Why Slack takes no token of ours, if it does not. */
  readonly refused: () => string | undefined
  /** Why the database cannot be written to, to go on after "the database". */
  readonly database: () => Promise<string | undefined>
  readonly clock: HouseClock
  /** Do Slack's requests come signed, and so bound to a time? */
  readonly isSigned: boolean
  /** Why no letters go although they should. */
  readonly email: () => string | undefined
}

/** Looks at each time that it is asked; never throws. */
export const readiness =
  ({ connection, refused, database, clock, isSigned, email }: Parts) =>
  async (): Promise<Readiness> => {
    const warnings = [...clock.wrong().map(wordsFor), ...[email() ?? []].flat()]
    const { open, why: unconnected = 'not connected to Slack' } = connection()
    const code = refused()
    const away = await database()
    const why =
      (open === 0 ? unconnected : undefined) ??
      (code === undefined ? undefined : `Slack refuses the bot's token (${code})`) ??
      (isSigned && clock.refusesSlack()
        ? "this machine's clock is so wrong that all of Slack's requests are refused"
        : undefined) ??
      (away === undefined ? undefined : `the database ${away}`)
    return why === undefined ? { ready: true, warnings } : { ready: false, why, warnings }
  }

/** `GET /healthz` (200 while the process runs) and `GET /readyz` (200 or 503 with the reason). */
export const healthRoutes = ({ isReady }: { readonly isReady: () => Promise<Readiness> }): readonly Route[] => [
  { path: '/healthz', handler: (_request, response) => answer(response, 200, { ok: true }) },
  {
    path: '/readyz',
    handler: (_request, response) => {
      void isReady().then(({ ready, why, warnings }) =>
        answer(response, ready ? 200 : 503, {
          ok: ready,
          ...(why !== undefined && { why }),
          ...(warnings.length > 0 && { warnings }),
        }),
      )
    },
  },
]

/** The health routes on a server of their own: in Socket Mode nothing else listens. Rejects if the port is taken. */
export const serveHealth = async (routes: readonly Route[], port: number): Promise<Server> => {
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const path = request.url?.split('?')[0]
    const route = routes.find((one) => one.path === path)
    if (route === undefined) answer(response, 404, { ok: false, why: 'not found' })
    else if (request.method !== 'GET' && request.method !== 'HEAD')
      answer(response, 405, { ok: false, why: 'GET only' })
    else route.handler(request, response)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, resolve)
  })
  return server
}

const answer = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(`${JSON.stringify(body)}\n`)
}
