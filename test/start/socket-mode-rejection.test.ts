import { createServer } from 'node:http'
import { once } from 'node:events'
import { SocketModeClient } from '@slack/socket-mode'
import { expect, it } from 'vitest'
import { isSocketModeRejection } from '../../scripts/start/socket-mode-rejection.ts'

/** What a promise is rejected with. */
async function reasonOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.fail('it was to be rejected'),
    (reason: unknown) => reason,
  )
}

it('knows the rejection that app_rate_limited causes over a socket', async () => {
  const client = new SocketModeClient({ appToken: 'xapp-1' })
  const envelope = {
    type: 'events_api',
    envelope_id: '1',
    payload: { type: 'app_rate_limited', minute_rate_limited: 1 },
  }
  // The method is private to TypeScript only; it is what the socket calls, and what rejects.
  const socket = client as unknown as { onWebSocketMessage(data: string, isBinary: boolean): Promise<void> }
  expect(isSocketModeRejection(await reasonOf(socket.onWebSocketMessage(JSON.stringify(envelope), false)))).toBe(true)
})

it('knows the rejection of a reconnect whose token was revoked', async () => {
  const slack = createServer((_, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ ok: false, error: 'invalid_auth' }))
  }).listen(0, '127.0.0.1')
  await once(slack, 'listening')
  const address = slack.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const client = new SocketModeClient({
    appToken: 'xapp-1',
    clientOptions: { slackApiUrl: `http://127.0.0.1:${port}/api/` },
  })
  expect(isSocketModeRejection(await reasonOf(client.start()))).toBe(true)
  slack.close()
})

it('knows no other', () => {
  expect(isSocketModeRejection(new TypeError("Cannot read properties of undefined (reading 'type')"))).toBe(false)
  expect(isSocketModeRejection(new Error('SocketModeClient.start is named in this message'))).toBe(false)
  expect(isSocketModeRejection('a string')).toBe(false)
})
