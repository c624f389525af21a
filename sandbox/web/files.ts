import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Parts } from '../parts.ts'
import { bytesOf, uploadedBytes } from './body.ts'
import { runFaulty } from './faulty.ts'
import { sendText } from './reply.ts'

/** `POST /upload/<id>`: the bytes of a file that was announced. */
export const serveUpload = async (
  parts: Parts,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> => {
  const id = url.pathname.slice('/upload/'.length)
  const bytes = await uploadedBytes(request, await bytesOf(request))
  const call = parts.calls.begin('upload', { file: id, length: bytes.length }, 'bot')
  await runFaulty(parts, call, { request, response }, () => {
    const upload = parts.uploads.get(id)
    if (upload === undefined) return { status: 404, body: 'not found', headers: {}, outcome: 'http 404' }
    if (upload.length !== bytes.length) return { status: 400, body: 'wrong length', headers: {}, outcome: 'http 400' }
    upload.bytes = bytes
    return { status: 200, body: `OK - ${bytes.length}`, headers: {}, outcome: 'ok' }
  })
}

/** `GET /files/<id>/...`: a file's bytes. */
export const serveFile = (parts: Parts, response: ServerResponse, url: URL): void => {
  const id = url.pathname.split('/')[2]
  const file = parts.workspace.state.files.find((one) => one.id === id)
  if (file === undefined) return sendText(response, 404, 'no such file')
  // An uploaded page must not run as one of the workspace's own.
  response.writeHead(200, {
    'content-type': file.mimetype,
    'content-security-policy': 'sandbox',
    'x-content-type-options': 'nosniff',
  })
  response.end(Buffer.from(file.base64, 'base64'))
  return undefined
}
