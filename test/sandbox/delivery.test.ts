import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { connect } from '../../sandbox/client.ts'
import type { Slack } from '../../sandbox/client.ts'
import { startSandbox } from '../../sandbox/start.ts'
import type { Sandbox } from '../../sandbox/start.ts'
import { echoBySocket } from './echo-app.ts'

const frame = z.looseObject({
  type: z.string(),
  reason: z.string().optional(),
  envelope_id: z.string().optional(),
  payload: z.looseObject({ event_id: z.string().optional() }).optional(),
})
type Frame = z.output<typeof frame>
const readFrame = (text: string): Frame => frame.parse(JSON.parse(text))

let sandbox: Sandbox
let slack: Slack

beforeEach(async () => {
  sandbox = await startSandbox({ manifest: null })
  slack = connect(sandbox.url)
})

afterEach(async () => {
  await sandbox.stop()
})

/** A bare socket that collects frames and acks only when told to. */
const bareSocket = async (): Promise<{
  frames: Frame[]
  socket: WebSocket
  ack(taken: Frame): void
}> => {
  const { url = '' } = await new WebClient('xapp-1', { slackApiUrl: sandbox.apiUrl }).apps.connections.open({})
  const socket = new WebSocket(url)
  const frames: Frame[] = []
  socket.on('message', (data) => frames.push(readFrame(String(data))))
  await slack.until(() => frames[0]?.type === 'hello')
  return {
    frames,
    socket,
    ack: (taken) => socket.send(JSON.stringify({ envelope_id: taken.envelope_id })),
  }
}

describe('a command', () => {
  it('with nobody to take it fails at once, and Slackbot says so', async () => {
    const outcome = await slack.as('noa').types('/echo hello', { in: 'general' })
    expect(outcome).toMatchObject({ ok: false, error: 'dispatch_failed' })
    expect(await slack.ephemerals('noa')).toMatchObject([{ from: 'slackbot' }])
  })

  it('that is not acked within three seconds times out', async () => {
    const echo = await echoBySocket(sandbox)
    const outcome = await slack.as('noa').types('/echo silence', { in: 'general' })
    expect(outcome).toMatchObject({ ok: false, error: 'operation_timeout' })
    expect(outcome.ms).toBeGreaterThanOrEqual(2990)
    await echo.stop()
  })

  it('of nobody’s manifest is unknown, and a stranger has none', async () => {
    expect(await slack.as('piet').types('/echo hello', { in: 'general' })).toMatchObject({ error: 'unknown_command' })
  })
})

describe('sockets', () => {
  it('take a ticket once, and the eleventh is too many', async () => {
    const opened = []
    for (let n = 0; n < 10; n += 1) opened.push(await bareSocket())
    expect(opened[9]?.frames[0]).toMatchObject({ num_connections: 10 })
    const eleventh = new WebSocket(sandbox.delivery.socket.ticket(sandbox.url, 'xapp-test'))
    const frames: Frame[] = []
    eleventh.on('message', (data) => frames.push(readFrame(String(data))))
    await slack.until(() => frames[0]?.reason === 'too_many_websockets')
    const used = new WebSocket(`${sandbox.url.replace('http', 'ws')}/link/?ticket=made-up`)
    const refused = await new Promise((resolve) => used.on('error', resolve))
    expect(String(refused)).toContain('400')
  })

  it('get an event again that was not acked, saying how often and why', async () => {
    await slack.rig.delivery({ retries: [0, 0, 0] })
    const first = await bareSocket()
    await slack.as('noa').says('hello', { in: 'incidents' })
    await slack.until(() => first.frames.length === 2)
    const second = await bareSocket()
    first.socket.terminate()
    await slack.until(() => second.frames.length === 2)
    expect(second.frames[1]).toMatchObject({ retry_attempt: 1, retry_reason: 'connection_failed' })
    expect(second.frames[1]?.payload?.event_id).toBe(first.frames[1]?.payload?.event_id)
    second.ack(second.frames[1] ?? { type: '' })
    await slack.until(async () => !(await slack.rig.delivery()).busy)
  })

  it('are told to leave before a refresh, and get nothing more', async () => {
    const leaving = await bareSocket()
    const staying = await bareSocket()
    await slack.rig.farewell('refresh_requested', 'one')
    await slack.until(() => leaving.frames.some((one) => one.reason === 'refresh_requested'))
    await slack.as('noa').says('hello', { in: 'incidents' })
    await slack.until(() => staying.frames.length === 2)
    expect(leaving.frames.map((one) => one.type)).toEqual(['hello', 'disconnect'])
  })

  it('bring a real app back after a refresh', async () => {
    const echo = await echoBySocket(sandbox)
    await slack.rig.farewell('refresh_requested')
    await slack.until(async () => (await slack.rig.delivery()).sockets === 1, { timeoutMs: 15_000 })
    expect(await slack.as('noa').types('/echo again', { in: 'general' })).toMatchObject({ text: 'you said again' })
    await echo.stop()
  })
})

it('marks what a stranger says as Slack Connect does', async () => {
  const socket = await bareSocket()
  await slack.as('piet').joins('incidents', 'noa')
  await slack.as('piet').says('hello', { in: 'incidents' })
  await slack.until(() => socket.frames.length === 4)
  expect(socket.frames[3]?.payload).toMatchObject({
    team_id: 'T0NORTHWIND',
    is_ext_shared_channel: true,
    authorizations: [{ team_id: 'T0STANCH', user_id: 'U0STANCHBOT' }],
    event: { user: 'U0PIET', user_team: 'T0NORTHWIND' },
  })
})

it('retries an event over HTTP with Slack’s headers until it is taken', async () => {
  const seen: (string | undefined)[][] = []
  const server = createServer((request, response) => {
    const { 'x-slack-retry-num': num, 'x-slack-retry-reason': reason } = request.headers
    seen.push([String(num), String(reason)])
    response.writeHead(seen.length < 3 ? 500 : 200).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A listening TCP server's address is always of this kind.
  const { port } = server.address() as AddressInfo
  await slack.rig.deliverTo({ url: `http://127.0.0.1:${port}/`, signingSecret: 's' })
  await slack.rig.delivery({ retries: [0, 10, 10] })
  await slack.as('noa').says('hello', { in: 'incidents' })
  await slack.until(() => seen.length === 3)
  expect(seen).toEqual([
    ['undefined', 'undefined'],
    ['1', 'http_error'],
    ['2', 'http_error'],
  ])
  server.close()
  server.closeAllConnections()
})
