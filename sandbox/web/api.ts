import type { IncomingMessage, ServerResponse } from 'node:http'
import { methods } from '../api/methods.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { argumentsOf, bytesOf } from './body.ts'
import { runFaulty } from './faulty.ts'
import type { Answer } from './faulty.ts'

const bearer = (request: IncomingMessage, args: Record<string, unknown>): string | undefined => {
  const header = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  return header ?? (typeof args['token'] === 'string' ? args['token'] : undefined)
}

const who = (token: string | undefined): string => {
  if (token === undefined) return 'nobody'
  return token.startsWith('xapp-') ? 'app' : 'bot'
}

const answerTo = (parts: Parts, name: string, args: Record<string, unknown>, token: string | undefined): Answer => {
  const headers = { 'x-oauth-scopes': parts.tokens.listed() }
  try {
    const found = methods.get(name)
    if (found === undefined) throw new Refusal('unknown_method', { req_method: name })
    parts.tokens.check(token, found.token)
    const channel = typeof args['channel'] === 'string' ? args['channel'] : ''
    const seconds = parts.limits.take(name, found.tier, channel)
    if (seconds > 0) {
      const body = { ok: false, error: 'ratelimited' }
      return { status: 429, body, headers: { ...headers, 'retry-after': String(seconds) }, outcome: 'ratelimited' }
    }
    if (found.token === 'bot') parts.tokens.need(found.scopes)
    else parts.tokens.needOfApp(found.scopes)
    return { status: 200, body: { ok: true, ...found.run(parts, args, token ?? '') }, headers, outcome: 'ok' }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { status: 200, body: { ok: false, error: error.error, ...error.extra }, headers, outcome: error.error }
  }
}

/** One Web API call: `POST /api/<method>`. */
export const serveApi = async (
  parts: Parts,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> => {
  const args = argumentsOf(request, await bytesOf(request), url.searchParams)
  const name = url.pathname.slice('/api/'.length)
  const token = bearer(request, args)
  const call = parts.calls.begin(name, args, who(token))
  await runFaulty(parts, call, { request, response, token }, () => answerTo(parts, name, args, token))
}
