import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Parts } from '../parts.ts'
import { serveApi } from './api.ts'
import { serveControl } from './control.ts'
import { serveFile, serveUpload } from './files.ts'
import { servePage } from './page.ts'
import { sendText } from './reply.ts'
import { serveResponseUrl } from './response-url.ts'

/**
 * Only names of this machine's own loopback: another site whose name was made to point here (DNS rebinding) sends its
 * own, and is turned away.
 */
const isOwnName = (request: IncomingMessage): boolean =>
  /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(request.headers.host ?? '')

/**
 * A page of another site, open in the same browser, may send requests here though it may not read the answers. Browsers
 * say so in these headers (developer.mozilla.org, Sec-Fetch-Site and Origin); programs send neither.
 */
const isFromElsewhere = ({ headers }: IncomingMessage): boolean => {
  const { 'sec-fetch-site': site, origin } = headers
  if (typeof site === 'string' && site !== 'same-origin' && site !== 'none') return true
  return origin !== undefined && origin !== `http://${headers.host ?? ''}`
}

/** What a link from anywhere may open: it changes nothing. */
const mayBeOpened = (method: string | undefined, pathname: string): boolean =>
  (method === 'GET' || method === 'HEAD') && !/^\/(api|control|response|upload)\//.test(pathname)

const serve = async (parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  if (!isOwnName(request)) return sendText(response, 421, 'this server answers at localhost alone')
  const url = new URL(request.url ?? '/', 'http://sandbox')
  const { pathname } = url
  if (isFromElsewhere(request) && !mayBeOpened(request.method, pathname)) {
    return sendText(response, 403, 'only this page and programs of this machine may do that')
  }
  if (pathname.startsWith('/api/')) return serveApi(parts, request, response, url)
  if (pathname.startsWith('/control/')) return serveControl(parts, request, response, url)
  if (pathname.startsWith('/response/')) return serveResponseUrl(parts, request, response, url)
  if (pathname.startsWith('/upload/')) return serveUpload(parts, request, response, url)
  if (pathname.startsWith('/files/')) return serveFile(parts, response, url)
  return servePage(response, url)
}

/** The sandbox's HTTP server, not yet listening. A fault of the sandbox itself is answered 500 with its stack. */
export const makeServer = (parts: Parts): Server => {
  const server = createServer((request, response) => {
    serve(parts, request, response).catch((error: unknown) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
      if (response.headersSent) response.destroy()
      else sendText(response, 500, text)
    })
  })
  // Node's five seconds end under a client that is about to ask again, where the machine is busy.
  server.keepAliveTimeout = 300_000
  server.on('upgrade', (request, socket, head) => {
    if (isOwnName(request) && !isFromElsewhere(request)) parts.delivery.socket.upgrade(request, socket, head)
    else socket.destroy()
  })
  return server
}
