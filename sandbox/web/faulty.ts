import { setTimeout as wait } from 'node:timers/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Call } from '../call-log.ts'
import type { How } from '../faults.ts'
import type { Parts } from '../parts.ts'
import { sendJson, sendText } from './reply.ts'

/** What a call answers when nothing goes wrong. */
export interface Answer {
  status: number
  body: unknown
  headers: Record<string, string>
  outcome: string
}

const send = (response: ServerResponse, answer: Answer): void => {
  if (typeof answer.body === 'string') sendText(response, answer.status, answer.body)
  else sendJson(response, answer.status, answer.body, answer.headers)
}

/** Fails a call as told; returns the outcome for the log. */
const fail = (request: IncomingMessage, response: ServerResponse, how: Exclude<How, { delayMs: number }>): string => {
  if (how === 'drop') {
    request.socket.destroy()
    return 'dropped'
  }
  if (how === 'hang') return 'hanging'
  if (how === 'html') {
    sendText(response, 200, '<!doctype html><title>Server error</title><h1>Something went wrong</h1>', 'text/html')
    return 'html'
  }
  if ('error' in how) {
    sendJson(response, 200, { ok: false, error: how.error })
    return how.error
  }
  response.writeHead(how.status, how.headers ?? {})
  response.end(how.body ?? '')
  return `http ${how.status}`
}

/** Runs one call with the delay and the failure asked for, and writes its end into the log. */
export const runFaulty = async (
  parts: Parts,
  call: Call,
  http: { request: IncomingMessage; response: ServerResponse; token?: string | undefined },
  run: () => Answer,
): Promise<void> => {
  if (parts.faults.delayMs > 0) await wait(parts.faults.delayMs)
  const fault = parts.faults.take(call.method, call.args, http.token)
  const delay = fault !== undefined && isDelay(fault.how) ? fault.how.delayMs : 0
  const broken = fault === undefined || isDelay(fault.how) ? undefined : fault.how
  if (fault?.when === 'before') {
    if (delay > 0) await wait(delay)
    if (broken !== undefined) return parts.calls.end(call, fail(http.request, http.response, broken))
  }
  const answer = run()
  if (fault?.when === 'after') {
    if (delay > 0) await wait(delay)
    if (broken !== undefined) {
      return parts.calls.end(call, `${answer.outcome}, then ${fail(http.request, http.response, broken)}`)
    }
  }
  parts.calls.end(call, answer.outcome)
  return send(http.response, answer)
}

const isDelay = (how: How): how is { delayMs: number } => typeof how === 'object' && 'delayMs' in how
