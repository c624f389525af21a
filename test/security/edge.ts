import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import postgres from 'postgres'
import { onTestFinished } from 'vitest'
import { startSandbox } from '../../sandbox/start.ts'
import { freePort } from '../../sandbox/free-port.ts'
import { readConfig } from '../../src/config.ts'
import { runStanch } from '../../src/main.ts'
import { connect, type Slack } from '../../sandbox/client.ts'
import { freshDatabase } from '../database.ts'

const signingSecret = '8f742231b10e8888abcd99yyyzzz85a5'

/**
 * What came of one request: the body of its acknowledgement, and everything that was said to its sender because of it.
 */
type Answered = { readonly ack: string; readonly words: readonly string[] }

/** Stanch over HTTP, told whatever a test likes in Slack's name. */
export type Edge = {
  readonly slack: Slack
  readonly sql: postgres.Sql
  /** Signed and sent as Slack does; the response_url and the trigger in it are this request's own. */
  send(kind: 'command' | 'interactive', payload: Readonly<Record<string, unknown>>): Promise<number>
  settle(): Promise<void>
  /** Of the nth request, once everything has settled. */
  answer(nth: number): Answered
  /** Faults of ours in the log; a refused form and a forged one are none. */
  faults(): readonly string[]
}

/** Stands between Stanch and the workspace: forms are opened here, and answers to made-up response_urls are kept. */
export const openEdge = async (settings: Readonly<Record<string, string>> = {}): Promise<Edge> => {
  const sandbox = await startSandbox({})
  onTestFinished(() => sandbox.stop())
  const words = new Map<number, string[]>()
  const hear = (nth: number, said: string): void => void words.set(nth, [...(words.get(nth) ?? []), said])
  const between = createServer((request, response) => {
    void passOn(request, response, sandbox.url, hear).catch((error: unknown) => response.destroy(asError(error)))
  }).listen(0, '127.0.0.1')
  await once(between, 'listening')
  onTestFinished(() => {
    between.closeAllConnections()
    between.close()
  })
  const address = between.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const front = `http://127.0.0.1:${address.port}`

  const port = await freePort()
  const databaseUrl = await freshDatabase()
  const given = { SLACK_BOT_TOKEN: 'xoxb-1-1-test', SLACK_SIGNING_SECRET: signingSecret, PORT: String(port) }
  const read = readConfig({ ...given, SLACK_API_URL: `${front}/api/`, ...settings })
  if (!read.ok) throw new Error(read.mistakes.join('\n'))
  const faults: string[] = []
  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: (facts: object, message: string) => void faults.push(`${message} ${inspected(facts)}`),
  }
  const stanch = await runStanch({ config: read.config, databaseUrl, log, connections: 4 })
  onTestFinished(() => stanch.stop())
  const sql = postgres(databaseUrl, { max: 1 })
  onTestFinished(() => sql.end())

  const acks: string[] = []
  const send: Edge['send'] = async (kind, payload) => {
    const nth = acks.push('') - 1
    // A form that is redrawn is named by its id, so that says which request it belongs to as well.
    const form = payload['view'] instanceof Object && { view: { ...payload['view'], id: `V${triggerOf(nth)}` } }
    const ways = { trigger_id: triggerOf(nth), response_url: `${front}/answer/${nth}` }
    const body =
      kind === 'command'
        ? new URLSearchParams({ ...strings(payload), ...ways }).toString()
        : new URLSearchParams({ payload: JSON.stringify({ ...payload, ...form, ...ways }) }).toString()
    const timestamp = String(Math.floor(Date.now() / 1000))
    const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')
    const response = await fetch(`http://127.0.0.1:${port}/slack/events`, {
      method: 'POST',
      body: Buffer.from(body),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-signature': `v0=${signature}`,
        'x-slack-request-timestamp': timestamp,
      },
    })
    acks[nth] = `${response.status} ${await response.text()}`
    return nth
  }
  return {
    slack: connect(sandbox.url),
    sql,
    send,
    settle: () => stanch.settle(),
    answer: (nth) => ({ ack: acks[nth] ?? '', words: words.get(nth) ?? [] }),
    faults: () => faults,
  }
}

/** A trigger that says which request it belongs to. */
const triggerOf = (nth: number): string => `1300000000.${nth}.0123456789abcdef01234567`
const nthOf = (text: string): number => Number(/1300000000\.(\d+)\.0123456789abcdef/.exec(text)?.[1] ?? '-1')

const passOn = async (
  request: IncomingMessage,
  response: ServerResponse,
  workspace: string,
  hear: (nth: number, said: string) => void,
): Promise<void> => {
  const body = await buffer(request)
  const path = request.url ?? ''
  const answered = /^\/answer\/(\d+)$/.exec(path)
  if (answered !== null) {
    hear(Number(answered[1]), body.toString())
    response.end('ok')
  } else if (/^\/api\/views\.(open|push|update)$/.test(path)) {
    const sent = new URLSearchParams(body.toString())
    const view = sent.get('view') ?? body.toString()
    hear(nthOf(sent.get('trigger_id') ?? sent.get('view_id') ?? body.toString()), view)
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true,"view":{"id":"V1"}}')
  } else {
    const { authorization = '', 'content-type': type = '' } = request.headers
    const passed = await fetch(`${workspace}${path}`, {
      method: request.method ?? 'POST',
      headers: { authorization, 'content-type': type },
      ...(body.length > 0 && { body }),
    })
    response.writeHead(passed.status, { 'content-type': passed.headers.get('content-type') ?? 'application/json' })
    response.end(Buffer.from(await passed.arrayBuffer()))
  }
}

const strings = (all: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(all).map(([key, value]) => [key, String(value)]))

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))

const inspected = (facts: object): string =>
  JSON.stringify(facts, (_key, value: unknown) => (value instanceof Error ? String(value.stack) : value))
