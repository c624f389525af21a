import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** One request as it came. */
export type Heard = { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string }

/** A real server on this machine that hears webhooks; `answer` decides what each is answered. */
export const openReceiver = async (answer: (response: ServerResponse, nth: number) => void = (one) => one.end()) => {
  const heard: Heard[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      heard.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts).toString() })
      answer(response, heard.length)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  // An address of TCP is an object.
  const { port } = server.address() as AddressInfo
  return { heard, url: `http://127.0.0.1:${port}/in`, port }
}
