import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { HTTPReceiver } from '@slack/bolt'
import type { Moment } from '../domain/ids.ts'

/**
 * The most that a request of Slack's may hold, in bytes. The largest that we subscribe to is an edit of a message of
 * 40,000 characters: its text and its blocks, before and after, six bytes a character where JSON escapes it; that is
 * under half of this. More is answered with 413, and never kept in memory.
 */
export const bodyLimit = 2 * 1024 * 1024

/** Where Slack's requests come in over HTTP. */
export const slackPath = '/slack/events'

/**
 * An `ssl_check` is the one thing that Slack sends unsigned (docs.slack.dev/interactivity/implementing-slash-commands).
 */
const unsignedLimit = 4 * 1024

/**
 * Makes a receiver look at Slack's signature over the bytes as they came. Bolt signs what it has decoded
 * (HTTPModuleFunctions.parseAndVerifyHTTPRequest), so bytes that decode alike, such as broken UTF-8, pass for one
 * another there; and it takes a timestamp from any future. The bytes are then handed on as Bolt takes them (`rawBody`).
 */
export const checkRawSignature = (receiver: HTTPReceiver, signingSecret: string): HTTPReceiver => {
  const handOn: RequestListener = receiver.requestListener
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const signature = request.headers['x-slack-signature']
    const body = await bytesOf(request, signature === undefined ? unsignedLimit : bodyLimit)
    if (body === undefined) return refuse(response, 413)
    const timestamp = request.headers['x-slack-request-timestamp']
    if (signature !== undefined && !isSigned(body, String(timestamp), String(signature), signingSecret)) {
      return refuse(response, 401)
    }
    if (signature !== undefined && !isInTime(Number(timestamp), Date.now())) return refuse(response, 401)
    if (!holdsObject(body, request.headers['content-type'])) return refuse(response, 400)
    handOn(Object.assign(request, { rawBody: body }), response)
  }
  receiver.requestListener = (request, response) => {
    // As Bolt reads it: another path or method is its own to answer.
    const { pathname } = new URL(request.url ?? '', 'http://localhost')
    if (request.method !== 'POST' || pathname !== slackPath) return handOn(request, response)
    // A request that breaks off rejects: there is nobody left to answer.
    return void take(request, response).catch((error: unknown) => response.destroy(asError(error)))
  }
  return receiver
}

/** Whether Slack signed exactly these bytes: docs.slack.dev/authentication/verifying-requests-from-slack */
export const isSigned = (body: Buffer, timestamp: string, signature: string, signingSecret: string): boolean => {
  const ours = Buffer.from(
    `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest('hex')}`,
  )
  const theirs = Buffer.from(signature)
  return theirs.length === ours.length && timingSafeEqual(theirs, ours)
}

/**
 * Not longer ago than Slack's five minutes, and not further ahead, which Bolt would take. `timestamp`: Unix seconds.
 */
const isInTime = (timestamp: number, now: Moment): boolean => Math.abs(timestamp * 1000 - now) <= signatureLivesMs

/** How far Slack's clock and ours may be apart: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export const signatureLivesMs = 5 * 60_000

/** The body, or nothing where it is longer than `limit`: what comes after that is not read. */
const bytesOf = async (request: IncomingMessage, limit: number): Promise<Buffer | undefined> => {
  if (Number(request.headers['content-length']) > limit) return undefined
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(part)) throw new TypeError('a request with an encoding set')
    size += part.length
    if (size > limit) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/**
 * Everything of Slack's is an object. Bolt reads a field of whatever JSON it finds, and a `null` would end the process.
 */
const holdsObject = (body: Buffer, contentType: string | undefined): boolean => {
  const isForm = contentType === 'application/x-www-form-urlencoded'
  const text = isForm ? (new URLSearchParams(body.toString()).get('payload') ?? '{') : body.toString()
  return text.trimStart().startsWith('{')
}

const refuse = (response: ServerResponse, status: 400 | 401 | 413): void => {
  // What is still on its way is not waited for.
  response.writeHead(status, { connection: 'close' }).end()
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))
