import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Parts } from '../parts.ts'
import { serveApi } from './api.ts'
import { serveControl } from './control.ts'
import { serveFile, serveUpload } from './files.ts'
import { sendText } from './reply.ts'
import { serveResponseUrl } from './response-url.ts'

const front = `<!doctype html>
<html lang="en">
<title>Stanch Local</title>
<h1>A Slack workspace on this machine</h1>
<p>The Web API is under <code>/api/</code>, the control API under <code>/control/</code>.</p>
`

const serve = async (parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const url = new URL(request.url ?? '/', 'http://sandbox')
  const { pathname } = url
  if (pathname.startsWith('/api/')) return serveApi(parts, request, response, url)
  if (pathname.startsWith('/control/')) return serveControl(parts, request, response, url)
  if (pathname.startsWith('/response/')) return serveResponseUrl(parts, request, response, url)
  if (pathname.startsWith('/upload/')) return serveUpload(parts, request, response, url)
  if (pathname.startsWith('/files/')) return serveFile(parts, response, url)
  if (pathname === '/') return sendText(response, 200, front, 'text/html; charset=utf-8')
  return sendText(response, 404, 'not found')
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
  server.on('upgrade', (request, socket, head) => parts.delivery.socket.upgrade(request, socket, head))
  return server
}
