import type { IncomingMessage } from 'node:http'

/** More than any file that is tried out here, in bytes. */
const largest = 64 * 1024 * 1024

/** The bytes of a request. Rejects, and ends the connection, where they are too many. */
export const bytesOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    length += bytes.length
    if (length > largest) throw new RangeError(`a request of more than ${largest} bytes`)
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

/** A JSON object, or an empty one for an empty body. Throws for anything else. */
export const jsonOf = (bytes: Buffer): Record<string, unknown> => {
  if (bytes.length === 0) return {}
  const value: unknown = JSON.parse(bytes.toString('utf8'))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('not a JSON object')
  return { ...value }
}

/** Arguments of a Web API call: Slack takes a form, and JSON where a method allows it. */
export const argumentsOf = (
  request: IncomingMessage,
  bytes: Buffer,
  query: URLSearchParams,
): Record<string, unknown> => {
  const type = request.headers['content-type'] ?? ''
  const named = Object.fromEntries(query)
  if (type.startsWith('application/json')) return { ...named, ...jsonOf(bytes) }
  return { ...named, ...Object.fromEntries(new URLSearchParams(bytes.toString('utf8'))) }
}

/** The part named `body` (or the first) of a multipart upload, or the whole body when it is not one. */
export const uploadedBytes = async (request: IncomingMessage, bytes: Buffer): Promise<Buffer> => {
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) return bytes
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData()
  const part = form.get('body') ?? [...form.values()][0]
  if (part === undefined || part === null || typeof part === 'string') return Buffer.from(part ?? '')
  return Buffer.from(await part.arrayBuffer())
}
