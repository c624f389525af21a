import { setTimeout as wait } from 'node:timers/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Call } from '../call-log.ts'
import type { How } from '../faults.ts'
import type { Parts } from '../parts.ts'
import { sendText } from './reply.ts'

/** What a call answers when nothing goes wrong. */
export interface Answer {
  status: number
  body: unknown
  headers: Record<string, string>
  outcome: string
}

/** Sends an answer; returns its text. */
const send = (response: ServerResponse, { status, body, headers }: Answer): string => {
  const isText = typeof body === 'string'
  const text = isText ? body : JSON.stringify(body)
  response.writeHead(status, {
    'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8',
    ...headers,
  })
  response.end(text)
  return text
}

/** Fails a call as told; returns the outcome for the log, and what was answered, if anything. */
const fail = (
  request: IncomingMessage,
  response: ServerResponse,
  how: Exclude<How, { delayMs: number }>,
): { outcome: string; answer?: string } => {
  if (how === 'drop') {
    request.socket.destroy()
    return { outcome: 'dropped' }
  }
  if (how === 'hang') return { outcome: 'hanging' }
  if (how === 'html') {
    const page = '<!doctype html><title>Server error</title><h1>Something went wrong</h1>'
    sendText(response, 200, page, 'text/html')
    return { outcome: 'html', answer: page }
  }
  if ('error' in how) {
    const body = { ok: false, error: how.error }
    return { outcome: how.error, answer: send(response, { status: 200, body, headers: {}, outcome: how.error }) }
  }
  const { status, headers = {}, body = '' } = how
  response.writeHead(status, headers)
  response.end(body)
  return { outcome: `http ${status}`, answer: body }
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
    if (broken !== undefined) {
      const { outcome, answer } = fail(http.request, http.response, broken)
      return parts.calls.end(call, outcome, answer)
    }
  }
  const answer = run()
  if (fault?.when === 'after') {
    if (delay > 0) await wait(delay)
    if (broken !== undefined) {
      const failed = fail(http.request, http.response, broken)
      return parts.calls.end(call, `${answer.outcome}, then ${failed.outcome}`, failed.answer)
    }
  }
  return parts.calls.end(call, answer.outcome, send(http.response, answer))
}

const isDelay = (how: How): how is { delayMs: number } => typeof how === 'object' && 'delayMs' in how
