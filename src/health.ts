import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Route } from './slack/bolt.ts'

/** `alive`: the process answers. `ready`: it can take work now. Never throws. */
export type Checks = { readonly isReady: () => Promise<{ readonly ready: boolean; readonly why?: string }> }

/** `GET /healthz` (200 while the process runs) and `GET /readyz` (200 or 503 with the reason). */
export const healthRoutes = ({ isReady }: Checks): readonly Route[] => [
  { path: '/healthz', handler: (_request, response) => answer(response, 200, { ok: true }) },
  {
    path: '/readyz',
    handler: (_request, response) => {
      void isReady().then(({ ready, why }) =>
        answer(response, ready ? 200 : 503, { ok: ready, ...(why !== undefined && { why }) }),
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
